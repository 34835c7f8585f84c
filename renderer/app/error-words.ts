import type { PageError, PageErrorCode } from '../bridge/errors';
import { t } from './t';

/** An error as a person reads it: what happened, why, and what can be done. */
export interface ErrorWords {
  readonly what: string;
  readonly why?: string;
  readonly todo?: string;
}

/** English sentences; `{{param}}` is filled from the error. A part whose param is absent is left out. */
type Words = { readonly [Part in keyof ErrorWords]: string };

const words: Readonly<Record<PageErrorCode, Words>> = {
  // the engine
  'engine-unknown': {
    what: 'There is no engine called {{engine}}',
    why: 'It was removed, or its address changed.',
    todo: 'Choose another engine at the top.',
  },
  'engine-unreachable': {
    what: 'The engine can’t be reached',
    why: '{{address}}: {{reason}}.',
    todo: 'Start the engine; Berth connects by itself.',
  },
  'engine-not-answering': {
    what: 'The engine does not answer',
    why: 'It accepts connections and has said nothing for {{seconds}} s.',
    todo: 'It may be busy or hung. Wait, or restart the engine.',
  },
  'engine-permission': {
    what: 'You may not use this engine',
    why: '{{path}} is there, and closed to your user.',
    todo: 'Add your user to the group that owns the socket (for Docker: sudo usermod -aG docker $USER, then log in again), or use a rootless engine.',
  },
  'engine-too-old': {
    what: 'This engine is too old for Berth',
    why: 'It speaks API {{theirs}}; Berth needs {{ours}} or newer.',
    todo: 'Update the engine.',
  },
  'engine-too-new': {
    what: 'This engine is too new for Berth',
    why: 'It asks for API {{theirs}} or newer; Berth speaks up to {{ours}}.',
    todo: 'Update Berth.',
  },
  'engine-error': {
    what: 'The engine refused',
    why: 'It answered with status {{status}}.',
    todo: 'Its own words are below.',
  },
  'engine-answer': {
    what: 'The engine’s answer could not be read',
    why: '{{reason}}.',
    todo: 'Try again. If it stays, a proxy may stand between Berth and the engine.',
  },
  // things
  'not-found': {
    what: 'The {{noun}} {{name}} no longer exists',
    why: 'It was deleted here or by another program.',
  },
  'name-taken': { what: 'The name {{name}} is taken', todo: 'Choose another name, or delete the one that has it.' },
  'name-invalid': {
    what: 'The engine does not accept the name {{name}}',
    why: 'Names are letters, digits, and _ . - after the first character.',
    todo: 'Choose another name.',
  },
  'port-taken': {
    what: 'Port {{port}} is in use',
    why: 'Another container or program on the engine’s machine listens on it.',
    todo: 'Choose another port, or stop what uses it.',
  },
  'in-use': {
    what: '{{name}} is in use',
    why: 'It is used by {{by}}.',
    todo: 'Stop or delete that first.',
  },
  'wrong-state': { what: '{{name}} can’t do this now', why: 'It is {{state}}.' },
  'changed-since': {
    what: '{{name}} changed since',
    why: 'It is no longer as it was left, so nothing was done to it.',
    todo: 'Look at it, then change it by hand.',
  },
  'no-shell': {
    what: 'This container has no shell',
    why: 'Tried {{tried}}; none is in it.',
    todo: 'Images made from scratch often have none. A debug shell brings its own tools.',
  },
  'no-toolbox': {
    what: 'There is no toolbox for a debug shell',
    why: '{{image}} can’t be used: {{reason}}.',
    todo: 'Load or build an image with a static busybox in /bin on this engine, and name it in Settings as the toolbox.',
  },
  'command-not-found': {
    what: 'The command does not exist in the container',
    why: 'There is no {{command}} in its file system, or it is not executable.',
    todo: 'Check the spelling and the path.',
  },
  unsupported: { what: 'This engine can’t do that', why: 'It does not know {{what}}.' },
  'no-space': {
    what: 'No space is left on the engine’s disk',
    todo: 'Delete unused images or stopped containers, or make room on the engine’s machine.',
  },
  'folder-silent': {
    what: '{{path}} does not answer',
    why: 'Nothing came for {{seconds}} s, as from a network share whose server is away.',
    todo: 'Reconnect or unmount it. Until then it may hold up other folders too; a path can be typed.',
  },
  'folder-unreadable': { what: '{{path}} can’t be read', why: 'Reading stopped: {{reason}}.' },
  'not-readable': {
    what: 'This log can’t be read back',
    why: 'The container’s log driver is {{driver}}, which keeps no readable copy.',
    todo: 'Look where that driver sends its lines, or run the container with the json-file or local driver.',
  },
  // registries
  'edit-exited': {
    what: 'The new {{name}} did not stay up; the old one is back',
    why: 'It ended after {{seconds}} s with exit code {{exitCode}}.',
    todo: 'Its last lines are below.',
  },
  'edit-unhealthy': {
    what: 'The new {{name}} was not healthy; the old one is back',
    why: 'Its health check did not succeed within {{seconds}} s.',
    todo: 'What the check and the container said last is below.',
  },
  'edit-not-started': {
    what: 'The new {{name}} could not take the place of the old one, which is back',
    why: '{{reason}}.',
  },
  'edit-unfinished': {
    what: 'The edit of {{name}} is half done',
    why: 'The new container could not be had, and the old one could not be brought back: {{reason}}.',
    todo: 'Both are there still. On the Containers page choose Finish or Undo.',
  },
  'image-unknown': {
    what: 'There is no image {{name}} to be had',
    why: 'The engine does not have it, and its registry does not either, or asks for a login first.',
    todo: 'Check the spelling and the tag. Is it private? Log in to its registry with docker login.',
  },
  'registry-unreachable': {
    what: 'The registry can’t be reached',
    why: 'The engine tried, and said: {{reason}}.',
    todo: 'Check the name’s first part and the network of the engine’s machine.',
  },
  'registry-busy': {
    what: 'The registry asks to wait',
    why: 'Too many images were pulled from here in a short time.',
    todo: 'Wait, or log in with docker login, which allows more.',
  },
  // the caller
  'bad-input': { what: 'Something entered is not valid', why: '{{field}}: {{reason}}.' },
  'too-large': { what: 'That is too large', why: 'The limit is {{limit}} bytes.' },
  'unknown-verb': {
    what: 'This page asks for something that Berth does not know',
    why: '{{verb}}.',
    todo: 'The page is of another version. Reload it.',
  },
  unauthorized: {
    what: 'This page is not signed in',
    why: 'Berth was started anew, or the address was opened without its token.',
    todo: 'Open the address that Berth printed when it started.',
  },
  busy: {
    what: 'Too much at once',
    why: 'At most {{limit}} at a time.',
    todo: 'Wait for some to end, then try again.',
  },
  // Berth itself
  'data-dir': {
    what: 'Berth’s data folder can’t be used',
    why: '{{path}}: {{reason}}.',
    todo: 'Give your user the right to write there, or start Berth with --data-dir.',
  },
  'private-engine': { what: 'The private engine did not start', why: '{{reason}}.' },
  expired: {
    what: 'The {{noun}} is no longer held',
    why: 'Nobody looked at it for a while, or Berth was started anew.',
    todo: 'Open it again.',
  },
  interrupted: {
    what: 'Berth ended while this ran',
    why: 'It is not known how far it came.',
    todo: 'Look at the list, then do it again if needed.',
  },
  internal: {
    what: 'Berth made a mistake',
    todo: 'Try again. When you report it, add the id below and Berth’s own log.',
  },
  'link-lost': {
    what: 'The connection to Berth itself is down',
    why: 'It is not known whether this was still done.',
    todo: 'Look at the list once it is back, then try again if needed.',
  },
};

const hole = /\{\{(\w+)\}\}/g;

/**
 * The sentences for an error; the only place that makes them.
 *
 * A part that needs a param which the error lacks is left out; `what` then falls back to one without.
 */
export function errorWords({ code, params }: PageError): ErrorWords {
  const { what, why, todo } = words[code] ?? words.internal;
  const filled = (sentence: string | undefined) => {
    if (sentence === undefined) return undefined;
    const complete = [...sentence.matchAll(hole)].every(([, name = '']) => params[name]);
    return complete ? t(sentence, params) : undefined;
  };
  return { what: filled(what) ?? t('The engine refused'), why: filled(why), todo: filled(todo) };
}

/** One line: what, and why where it is known. For toasts and rows. */
export function errorLine(error: PageError): string {
  const { what, why } = errorWords(error);
  return why ? `${what}. ${why}` : what;
}

/** The params that an error's sentences need, for tests against the contract. */
export function neededParams(code: PageErrorCode): readonly string[] {
  const sentences = Object.values(words[code]).join(' ');
  return [...new Set([...sentences.matchAll(hole)].map(([, name = '']) => name))];
}
