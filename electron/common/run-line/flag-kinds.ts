/** The kinds of flags that `docker run` has: each makes a flag's two directions from its names and the spec's key. */
import type { RunSpec } from '../contract/run-spec';
import { parseDuration, parseSize, writeDuration, writeSize } from './units';

export interface RunFlag {
  /** First the one that is written. */
  readonly names: readonly string[];
  readonly takesValue: boolean;
  readonly set: (spec: RunSpec, value: string) => boolean;
  readonly get: (spec: RunSpec) => readonly string[];
}

type KeysOf<Type> = { [Key in keyof RunSpec]-?: RunSpec[Key] extends Type ? Key : never }[keyof RunSpec];
type BooleanKey = KeysOf<boolean>;
type TextKey = KeysOf<string | undefined> & Exclude<keyof RunSpec, 'pull' | 'image'>;
type NumberKey = KeysOf<number | undefined>;
type ListKey =
  | 'expose'
  | 'envFiles'
  | 'volumesFrom'
  | 'dns'
  | 'dnsSearch'
  | 'dnsOptions'
  | 'links'
  | 'groups'
  | 'labelFiles'
  | 'capAdd'
  | 'capDrop'
  | 'securityOptions'
  | 'devices'
  | 'deviceCgroupRules';
type PairKey = 'labels' | 'annotations' | 'logOptions' | 'sysctls' | 'storageOptions';

/** On or off; `--flag=false` too. */
export const toggle = (names: readonly string[], key: BooleanKey): RunFlag => ({
  names,
  takesValue: false,
  set: (spec, value) => {
    if (!/^(?:true|false|1|0|t|f)$/i.test(value)) return false;
    spec[key] = /^[t1]/i.test(value);
    return true;
  },
  get: (spec) => (spec[key] ? ['true'] : []),
});

/** One text. */
export const word = (names: readonly string[], key: TextKey): RunFlag => ({
  names,
  takesValue: true,
  set: (spec, value) => {
    if (value === '') return false;
    spec[key] = value;
    return true;
  },
  get: (spec) => (spec[key] === undefined ? [] : [spec[key]]),
});

/** One number, in the unit that `parse` gives. */
export const number = (
  names: readonly string[],
  key: NumberKey,
  parse: (text: string) => number | undefined = parseInteger,
  write: (value: number) => string = String,
): RunFlag => ({
  names,
  takesValue: true,
  set: (spec, value) => {
    const parsed = parse(value);
    if (parsed === undefined) return false;
    spec[key] = parsed;
    return true;
  },
  get: (spec) => (spec[key] === undefined ? [] : [write(spec[key])]),
});

/** May be given again and again. */
export const list = (names: readonly string[], key: ListKey): RunFlag => ({
  names,
  takesValue: true,
  set: (spec, value) => {
    if (value === '') return false;
    spec[key].push(value);
    return true;
  },
  get: (spec) => spec[key],
});

/** `NAME=VALUE`, again and again. */
export const pairs = (names: readonly string[], key: PairKey): RunFlag => ({
  names,
  takesValue: true,
  set: (spec, value) => {
    const [name, text] = cut(value);
    if (name === '') return false;
    // Docker's own flags overwrite: the last one of a name counts.
    spec[key] = [...spec[key].filter((pair) => pair.name !== name), { name, value: text ?? '' }];
    return true;
  },
  get: (spec) => spec[key].map((pair) => `${pair.name}=${pair.value}`),
});

/** A time of the health check. */
export const health = <Key extends 'interval' | 'timeout' | 'startPeriod' | 'startInterval'>(
  name: string,
  key: Key,
): RunFlag => ({
  names: [name],
  takesValue: true,
  set: (spec, value) => {
    const parsed = parseDuration(value);
    if (parsed === undefined) return false;
    spec.health[key] = parsed;
    return true;
  },
  get: ({ health }) => (health[key] === undefined ? [] : [writeDuration(health[key])]),
});

export function parseInteger(text: string): number | undefined {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}
export function parseDecimal(text: string): number | undefined {
  return /^\d{1,9}(?:\.\d{1,9})?$|^\.\d{1,9}$/.test(text) ? Number(text) : undefined;
}
/** Bytes; -1: as much as one likes. */
export const parseSwap = (text: string) => (text === '-1' ? -1 : parseSize(text));
export const writeSwap = (value: number) => (value === -1 ? '-1' : writeSize(value));

/** `NAME=VALUE` at its first `=`; the value is undefined when there is none. */
export function cut(text: string): readonly [name: string, value: string | undefined] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)];
}

/** A setter that adds what could be read, and says false for what could not. */
export const parsed =
  <Value>(parse: (text: string) => Value | undefined, add: (spec: RunSpec, value: Value) => void) =>
  (spec: RunSpec, text: string): boolean => {
    const value = parse(text);
    if (value !== undefined) add(spec, value);
    return value !== undefined;
  };
