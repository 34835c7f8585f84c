/** Whether a line passes tests of its fields: `status=500 user!=bob path?`. */
import { scanField } from './json-scan';
import { levelOf } from './level-of';
import { levelNamed } from './log-level';
import { fieldText, fieldValue, type StructuredLine, structuredLine } from './structured-line';

export interface FieldTest {
  /** `a.b` reaches into objects. `level` and `message` mean what the line calls so by any name. */
  readonly name: string;
  /** A line without the field is unequal to everything: "not this" must not take away lines that say nothing of it. */
  readonly is: 'equal' | 'unequal' | 'has';
  readonly value: string;
}

/** Makes the test of all of them at once; true for a line that passes each. Parses only lines that reading can't tell. */
export function fieldMatcher(tests: readonly FieldTest[]): (text: string) => boolean {
  const checks = tests.map(check);
  return (text) => {
    let parsed: StructuredLine | undefined;
    let known = false;
    const parse = () => {
      if (!known) parsed = structuredLine(text);
      known = true;
      return parsed;
    };
    return checks.every((passes) => passes(text, parse));
  };
}

type Check = (text: string, parse: () => StructuredLine | undefined) => boolean;

function check({ name, is, value }: FieldTest): Check {
  const passes = (found: unknown) =>
    is === 'has' ? found !== undefined : (found !== undefined && equals(found, value)) === (is === 'equal');
  const level = name.toLowerCase() === 'level' && is !== 'has' ? levelNamed(value) : undefined;
  const last = name.slice(name.lastIndexOf('.') + 1);
  const bare = /^[\w@$-]+$/.test(last);
  // Spelled one way only, unless by escapes: a line without these letters has no such value.
  const spelled = is !== 'has' && /^[\w .@:-]+$/.test(value) && !/^[\d.eE-]+$/.test(value);
  return (text, parse) => {
    if (level !== undefined) return (levelOf(text) === level) === (is === 'equal');
    const first = text.charCodeAt(0);
    if (spelled && !means(name) && !text.includes(value) && !text.includes('\\')) return is === 'unequal';
    if (first === 0x7b) {
      const quick = bare && !text.includes(`${last}"`) && !text.includes('\\u') ? 'absent' : scanField(text, name);
      if (quick !== 'unsure' && (quick !== 'absent' || !means(name)))
        return passes(quick === 'absent' ? undefined : quick.text);
    } else if (first > 0x20 && first !== 0x1b && !means(name)) {
      // Not an object. Pairs begin with a letter or `_`, `@`, and have the name before a `=`.
      if (first < 0x40 || !(text.includes(`${name}=`) || klog.test(text))) return passes(undefined);
    }
    const line = parse();
    const found = line && fieldValue(line.fields, name);
    return passes(line && found === undefined ? meant(line, name) : found);
  };
}

const klog = /^[IWEF]\d{4} /;

const means = (name: string) => name === 'message' || name === 'level';

/** What the line calls otherwise. */
function meant(line: StructuredLine, name: string): string | undefined {
  return name === 'message' ? line.message : name === 'level' ? line.level : undefined;
}

/** One of a list's values is enough. */
function equals(value: unknown, wanted: string): boolean {
  if (Array.isArray(value)) return value.some((each) => fieldText(each) === wanted) || fieldText(value) === wanted;
  return fieldText(value) === wanted;
}
