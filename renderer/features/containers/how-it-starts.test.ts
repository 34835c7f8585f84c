import { describe, expect, test } from 'vitest';
import { howItStarts } from './how-it-starts';

const image = { entrypoint: ['tini', '--'], command: ['serve', '--port=80'] };
const words = (entrypoint: string[], command: string[], of: typeof image | undefined = image) => {
  const { parts, ...rest } = howItStarts({ entrypoint, command }, of);
  return { ...rest, argv: parts.map(({ text, marked }) => (marked ? `*${text}` : text)).join(' ') };
};

describe('howItStarts', () => {
  test('all the image’s own', () => {
    expect(words(['tini', '--'], ['serve', '--port=80'])).toEqual({
      argv: 'tini -- serve --port=80',
      entrypoint: 'image',
      command: 'image',
      replacedCommand: undefined,
      replacedEntrypoint: undefined,
    });
  });

  test('a command given at run is marked, and the image’s own is named', () => {
    expect(words(['tini', '--'], ['sh'])).toEqual({
      argv: 'tini -- *sh',
      entrypoint: 'image',
      command: 'run',
      replacedCommand: ['serve', '--port=80'],
      replacedEntrypoint: undefined,
    });
  });

  test('an entrypoint given at run drops the image’s Cmd', () => {
    expect(words(['bash'], [])).toMatchObject({
      argv: '*bash',
      entrypoint: 'run',
      command: 'none',
      replacedCommand: ['serve', '--port=80'],
      replacedEntrypoint: ['tini', '--'],
    });
  });

  test('without the image nothing is claimed', () => {
    expect(howItStarts({ entrypoint: ['a'], command: ['b'] }, undefined)).toEqual({
      parts: [
        { text: 'a', marked: false },
        { text: 'b', marked: false },
      ],
      entrypoint: 'unknown',
      command: 'unknown',
      replacedCommand: undefined,
      replacedEntrypoint: undefined,
    });
  });

  test('an image that says nothing leaves nothing to replace', () => {
    expect(words([], ['sleep', '1'], { entrypoint: [], command: [] })).toMatchObject({
      argv: '*sleep *1',
      entrypoint: 'none',
      command: 'run',
      replacedCommand: undefined,
    });
  });
});
