import { expect, test } from 'vitest';
import { maskedSpec, maskedText } from './masked-spec';
import { parseRunLine, writeRunLine } from './run-line';

test.each([
  'docker run -e DB_PASSWORD=hunter2 img',
  'docker run -l api.token=hunter2 img',
  'docker run --annotation api.token=hunter2 img',
  'docker run --log-opt splunk-token=hunter2 img',
  `docker run --mount 'type=volume,dst=/d,volume-opt=type=cifs,"volume-opt=o=username=shop,password=hunter2"' img`,
  'docker run img serve --admin-password=hunter2',
  'docker run img serve --admin-password hunter2 --port 80',
  'docker run --entrypoint --token=hunter2 img',
  'docker run img postgres://shop:hunter2@db/shop',
])('CR-03, CR-04: what is kept and shown of %s has no secret in it', (line) => {
  const { spec, problems } = parseRunLine(line);
  expect(problems).toEqual([]);
  expect(writeRunLine(spec)).toContain('hunter2');
  expect(writeRunLine(maskedSpec(spec))).not.toContain('hunter2');
});

test('what is no secret stays to be read', () => {
  const { spec } = parseRunLine(
    `docker run --mount 'type=volume,dst=/d,"volume-opt=o=addr=10.0.0.2,rw"' img serve --token --verbose --port 80`,
  );
  expect(maskedSpec(spec)).toEqual(spec);
});

test.each([
  ['type=volume,volume-opt=o=username=shop,password=hunter2', 'hunter2'],
  ['serve --password hunter2 --port 80', 'hunter2'],
  ['serve --api-token=hunter2', 'hunter2'],
  ['connect postgres://shop:hunter2@db/x', 'hunter2'],
])('CR-04 the review of an edit: %s', (text, secret) => {
  const masked = maskedText(text);
  expect(masked).not.toContain(secret);
  expect(masked.split(/[\s,]/).length).toBe(text.split(/[\s,]/).length);
});

test('a text without secrets stays as it is', () => {
  const text = 'nginx -g "daemon off;" --port=80 -v /srv:/data:ro';
  expect(maskedText(text)).toBe(text);
});
