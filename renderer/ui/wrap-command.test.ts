import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wrapCommand } from './wrap-command';

it('leaves a short command on its line', () => {
  expect(wrapCommand('docker pull postgres:18')).toEqual(['docker pull postgres:18']);
});

it('breaks before options and keeps quotes and values together', () => {
  const command =
    "docker run -d --name shop-worker-1 --restart unless-stopped --network shop_default -e 'GREETING=good   day' registry.shop.dev/worker:2.14.0 node ./worker.js";
  expect(wrapCommand(command, 60)).toEqual([
    'docker run -d --name shop-worker-1 \\',
    '  --restart unless-stopped --network shop_default \\',
    "  -e 'GREETING=good   day' registry.shop.dev/worker:2.14.0 \\",
    '  node ./worker.js',
  ]);
});

it('says the same command', () => {
  const word = fc.stringMatching(/^[a-z0-9=./:-]{1,30}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), (parts) => {
      const joined = wrapCommand(parts.join(' '), 40)
        .map((line) => line.replace(/ \\$/, '').trimStart())
        .join(' ');
      expect(joined).toBe(parts.join(' '));
    }),
  );
});
