import { answers, streams, verb } from './verb';

/** Something that went wrong with Berth itself and that the person should know once. */
export type Notice =
  /** The settings file could not be read; a copy lies beside it and defaults are in use. */
  | { readonly kind: 'settings-set-aside'; readonly copy: string }
  /** Nothing can be written there; Berth works, and forgets. */
  | { readonly kind: 'data-dir-unwritable'; readonly path: string; readonly reason: string };

export interface AppInfo {
  readonly version: string;
  /** Differs for every build: a page of another build reloads itself. */
  readonly build: string;
  readonly shell: 'browser' | 'desktop';
  readonly platform: string;
}

export const app = {
  info: verb.output(answers<AppInfo>()),
  notices: verb.output(streams<readonly Notice[]>()),
};
