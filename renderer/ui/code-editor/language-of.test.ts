import { language } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { languageOf } from './language-of';

/** Whether anything would colour it; a rule that can't read the text throws here. */
function isColoured(file: string, text = ''): boolean {
  const state = EditorState.create({ doc: text, extensions: [languageOf(file, text)] });
  return state.facet(language) !== null;
}

test.each([
  'app.json',
  'compose.yaml',
  'Dockerfile',
  'Dockerfile.dev',
  'web.containerfile',
  'config.toml',
  'nginx.conf',
  'entrypoint.sh',
  '.bashrc',
  'main.go',
  'server.mjs',
  'page.tsx',
  'manage.py',
  'my.cnf',
  '.env',
  '.env.local',
  'log4j.properties',
])('%s is coloured', (file) => {
  expect(isColoured(file)).toBe(true);
});

test('a script without an end is known by its first line; plain text stays plain', () => {
  expect(isColoured('docker-entrypoint', '#!/usr/bin/env bash\necho hello')).toBe(true);
  expect(isColoured('run', '#!/usr/bin/python3\n')).toBe(true);
  expect(isColoured('hosts', '127.0.0.1 localhost')).toBe(false);
});
