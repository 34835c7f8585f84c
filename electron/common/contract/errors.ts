/**
 * The closed list of what can go wrong.
 *
 * Main throws a code with parameters; the page alone makes the sentence (`renderer/app/error-words.ts`).
 * Cancelled is not an error and has no code.
 */
export const errorCodes = [
  // the engine
  'engine-unknown', // no engine of that id: {engine}
  'engine-unreachable', // {address} refused, gone, no route: {reason}
  'engine-not-answering', // accepts and stays silent: {seconds}
  'engine-permission', // the socket is there and closed to this user: {path}
  'engine-too-old', // {theirs} {ours}: API versions
  'engine-too-new', // {theirs} {ours}
  'engine-error', // an answer that means nothing more exact: {status}
  'engine-answer', // the answer could not be read: {reason}
  // things
  'not-found', // {noun} {name}
  'name-taken', // {name}
  'name-invalid', // {name}
  'port-taken', // {port}
  'in-use', // {name} {by}
  'wrong-state', // the thing's state forbids it: {name} {state}
  'changed-since', // what was to be taken back is no longer as it was left: {name}
  'no-shell', // {tried}
  'no-toolbox', // the image of debug shells is not there, or of no use: {image} {reason}
  'command-not-found', // the container's or exec's command does not exist: {command}
  'unsupported', // this engine can't: {what}
  'no-space', // on the engine's disk
  'folder-silent', // of Berth's own machine, a network mount likely: {path} {seconds}
  'folder-unreadable', // of Berth's own machine: {path} {reason}
  'not-readable', // a log driver that can't be read: {driver}
  // edits
  'edit-exited', // the new container ended too soon and the old one is back: {name} {seconds} {exitCode}
  'edit-unhealthy', // its check failed, or took longer than it may: {name} {seconds}
  'edit-not-started', // it could not be started or put in place: {name} {reason}
  'edit-unfinished', // and the old one could not be brought back either: {name} {reason}
  // registries
  'image-unknown', // neither the engine nor the registry has it, or it asks for a login: {name}
  'registry-unreachable', // {reason}
  'registry-busy', // too many pulls in a time
  // the caller
  'bad-input', // {field} {reason}
  'too-large', // {limit} in bytes
  'unknown-verb', // {verb}
  'unauthorized',
  'busy', // too many at once: {limit}
  // Berth itself
  'data-dir', // {path} {reason}
  'private-engine', // could not be started: {reason}
  'expired', // a log, terminal, job or search that is no longer held: {noun}
  'interrupted', // Berth ended while it ran; what came of it is not known
  'internal', // a fault in Berth; `id` names the entry in main's log
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** What travels: a code, its parameters, and the engine's own words where it said any. */
export interface ErrorData {
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, string>>;
  /** The engine's text as it came, shown on ask. */
  readonly raw?: string;
  /** Of an `internal` error: the id under which main logged the stack. */
  readonly id?: string;
}

/** An error that services and engine adapters throw. Anything else that reaches the router becomes `internal`. */
export class BerthError extends Error {
  readonly data: ErrorData;

  constructor(
    code: ErrorCode,
    params: Readonly<Record<string, string | number>> = {},
    more: { raw?: string; cause?: unknown } = {},
  ) {
    super(more.raw ? `${code}: ${more.raw}` : code, { cause: more.cause });
    this.name = 'BerthError';
    const words = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)]));
    this.data = { code, params: words, raw: more.raw };
  }
}
