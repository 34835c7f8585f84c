import { maskedValue } from '@common/std/secret-names';

/**
 * What an engine's inspect says, with secret-looking values of its environment masked (CR-04).
 *
 * Every `Env` list is meant, wherever it stands (`Config`, an image's `ContainerConfig`, Podman's create command); the
 * rest is the same object as given.
 *
 * @returns `value` itself when nothing in it is masked
 */
export function maskedInspect(value: unknown): unknown {
  if (Array.isArray(value)) return mappedList(value, maskedInspect);
  if (typeof value !== 'object' || value === null) return value;
  let changed = false;
  const entries = Object.entries(value).map(([key, inner]) => {
    const masked = key === 'Env' && Array.isArray(inner) ? mappedList(inner, maskedAssignment) : maskedInspect(inner);
    changed ||= masked !== inner;
    return [key, masked];
  });
  // fromEntries defines own properties, so that a label named __proto__ stays a label (ME-03).
  return changed ? Object.fromEntries(entries) : value;
}

function maskedAssignment(item: unknown): unknown {
  if (typeof item !== 'string') return item;
  const [name = ''] = item.split('=', 1);
  const value = item.slice(name.length + 1);
  const masked = maskedValue(name, value);
  return masked === value ? item : `${name}=${masked}`;
}

function mappedList(list: readonly unknown[], map: (item: unknown) => unknown): readonly unknown[] {
  const mapped = list.map(map);
  return mapped.every((item, index) => item === list[index]) ? list : mapped;
}
