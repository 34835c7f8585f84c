/** Why the private engine could not do what was asked. `params` fill the sentence that the page or the command says. */
export type PrivateEngineErrorCode =
  /** dockerd, or apt, has to run as root. */
  | 'needs-root'
  /** Neither the daemon's binary is there nor may it be installed. `what`: the binary. */
  | 'not-installed'
  /** apt did not do it. `detail`: its last lines. */
  | 'install-failed'
  /** The daemon ended or did not answer in time. `detail`: the last lines of its log; `log`: where the whole is. */
  | 'start-failed'
  /** Its directory cannot be made or written. `dir`, `detail`. */
  | 'dir-unusable'
  /** Private engines exist on Linux only: elsewhere engines live in a virtual machine. `platform`. */
  | 'unsupported-platform'
  /** Sample images or containers could not be made. `detail`: the engine's own words. */
  | 'seed-failed'
  /** Another process is starting or stopping this same engine and did not finish. `pid`. */
  | 'busy';

export class PrivateEngineError extends Error {
  constructor(
    readonly code: PrivateEngineErrorCode,
    readonly params: Readonly<Record<string, string>> = {},
  ) {
    super(
      `${code}${Object.entries(params)
        .map(([key, value]) => `\n${key}: ${value}`)
        .join('')}`,
    );
    this.name = 'PrivateEngineError';
  }
}
