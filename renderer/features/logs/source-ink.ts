/** Ink of a source among several. The reds come last: they mean trouble elsewhere. */
const inks = [6, 5, 2, 3, 4, 14, 13, 10, 11, 12, 1, 9];

/** A CSS colour; with more sources than inks they come again, so a source is never known by its colour alone. */
export const sourceInk = (index: number): string => `var(--log-${inks[index % inks.length]})`;
