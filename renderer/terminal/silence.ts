import type { IParser } from '@xterm/xterm';

/**
 * Takes from a terminal what would make it answer a program.
 *
 * Main's terminal of the same session answers each question once (electron/services/terminal-emulator.ts); every page that
 * looks on would answer again, and again at each restored screen. The list is that of xterm 6.0.0's `triggerDataEvent` calls
 * outside of key, mouse and paste handling. OSC 52 and the title are nobody's to answer.
 */
export function silence(parser: IParser): void {
  const drop = () => true;
  // Device attributes, status and cursor reports, window reports.
  for (const final of ['c', 'n', 't']) parser.registerCsiHandler({ final }, drop);
  for (const prefix of ['>', '=']) parser.registerCsiHandler({ prefix, final: 'c' }, drop);
  parser.registerCsiHandler({ prefix: '?', final: 'n' }, drop);
  // Mode reports, with and without DEC's mark; XTVERSION.
  parser.registerCsiHandler({ intermediates: '$', final: 'p' }, drop);
  parser.registerCsiHandler({ prefix: '?', intermediates: '$', final: 'p' }, drop);
  parser.registerCsiHandler({ prefix: '>', final: 'q' }, drop);
  // DECRQSS and XTGETTCAP.
  parser.registerDcsHandler({ intermediates: '$', final: 'q' }, drop);
  parser.registerDcsHandler({ intermediates: '+', final: 'q' }, drop);
  // Colours may be set, not asked for.
  for (const number of [4, 10, 11, 12]) parser.registerOscHandler(number, (text) => text.includes('?'));
  parser.registerOscHandler(52, drop);
}
