import { linkIn } from './deep-link';

/** Switches of Chromium and Node that Electron takes for itself and yet leaves in the command line. */
const foreign =
  /^--(no-sandbox|inspect|remote-debugging|disable-|enable-|force-|ozone-|user-data-dir|allow-|in-process-|use-|password-store|lang=|trace-|js-flags|original-process-start-time)/;

/** Berth's own words of a command line: without the program, the app's folder when run from source, and Chromium's switches. */
export function ownArguments(argv: readonly string[], packaged: boolean): readonly string[] {
  const words = argv.slice(1).filter((word) => !foreign.test(word) && word !== linkIn(argv));
  return packaged ? words : words.slice(1);
}
