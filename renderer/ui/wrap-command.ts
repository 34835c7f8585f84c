/**
 * A command over several lines, each but the last ended by `\`: broken before options, and before other words only where
 * a line gets longer than `columns`. What is inside quotes stays together, so the lines can be pasted into a shell.
 */
export function wrapCommand(command: string, columns = 76): readonly string[] {
  if (command.length <= columns || command.includes('\n')) return command.split('\n');
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(words(command))) {
    if (line !== '' && line.length + 1 + piece.length > columns - 2) {
      lines.push(line);
      line = `  ${piece}`;
    } else line = line === '' ? piece : `${line} ${piece}`;
  }
  lines.push(line);
  return lines.map((text, index) => (index === lines.length - 1 ? text : `${text} \\`));
}

/** Splits at spaces outside quotes; quotes and backslashes are kept as written. */
function words(command: string): readonly string[] {
  return command.match(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\]|['"])+/gs) ?? [];
}

/** An option and its value are not parted. */
function pieces(all: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let option: string | undefined;
  for (const word of all) {
    if (option !== undefined && !word.startsWith('-')) {
      joined.push(`${option} ${word}`);
      option = undefined;
      continue;
    }
    if (option !== undefined) joined.push(option);
    option = /^--?[a-z]/i.test(word) && !word.includes('=') ? word : undefined;
    if (option === undefined) joined.push(word);
  }
  if (option !== undefined) joined.push(option);
  return joined;
}
