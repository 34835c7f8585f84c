/**
 * In which terminals a person no longer wants to be asked about pastes of several lines, for as long as the page lives.
 *
 * Whether lines run at once depends on the program, so it is two consents: what was said while a program took pastes as text does not
 * count where each line is run.
 */
const given = new Set<string>();

const keyOf = (session: string, bracketed: boolean) => `${session} ${bracketed}`;

export function consentToPastes(session: string, bracketed: boolean): void {
  given.add(keyOf(session, bracketed));
}

/**
 * Whether to ask first: about all that has a line end in it, since a shell may run what is before it. That a program asked for
 * brackets (DECSET 2004) is no reason not to: what was only printed, as by `cat` of a hostile file, asks for them just so, and the shell
 * that gets the paste then runs it line by line.
 */
export function asksBeforePaste(session: string, text: string, bracketed: boolean): boolean {
  return text.includes('\n') && !given.has(keyOf(session, bracketed));
}
