/** Makes a forgotten member of a closed union a type error at the place that forgot it. */
export function assertNever(value: never): never {
  throw new Error(`Not a member of the union: ${JSON.stringify(value)}`);
}
