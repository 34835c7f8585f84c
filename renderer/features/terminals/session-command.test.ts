import { expect, test } from 'vitest';
import { oneOffCommand, shellCommand } from './session-command';

test.each([
  [undefined, 'sh'],
  ['/bin/bash', '/bin/bash'],
  ['psql -U "my user"', "psql -U 'my user'"],
  ['env A=b  top', 'env A=b top'],
  [`sh -c "it's $HOME; rm -rf /"`, `sh -c 'it'\\''s $HOME; rm -rf /'`],
  // Refused by main, or not finished yet: never a second command of the shell that it is copied to.
  ['top | tee x', "'top | tee x'"],
  ['top; rm -rf ~', "'top; rm -rf ~'"],
  ['echo "a', `'echo "a'`],
  ['  ', "'  '"],
])('the exec of %s', (shell, shown) => {
  expect(shellCommand('web', { shell, user: 'me' })).toBe(`docker exec -it --user me web ${shown}`);
});

test('a one-off is one word for the container’s shell', () => {
  expect(oneOffCommand('web', 'echo $A | wc', {})).toBe("docker exec web sh -c 'echo $A | wc'");
});
