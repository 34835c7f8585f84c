/** The only translator: what an engine, a socket or ssh says, into the contract's codes. The engine's own words are kept as `raw`. */
import { BerthError, type ErrorCode } from '../common/contract/errors';
import { errorRules } from './error-rules';
import { asRecord, asText } from './normalize/raw';

/** What a call was about, for words such as "the container web no longer exists". */
export interface CallSubject {
  readonly noun: 'file' | 'container' | 'image' | 'network' | 'volume' | 'exec' | 'engine';
  readonly name: string;
}

/** An answer that says no. `text`: its body, as much as was read. */
export interface Refusal {
  readonly status: number;
  readonly text: string;
  /** `POST /containers/ID/update`: named when the engine does not know it. */
  readonly call: string;
  readonly about?: CallSubject;
}

const rawLimit = 8_192;

/** Docker says `{message}`, Podman `{cause, message, response}`, a proxy HTML, some text or nothing at all. */
function engineWords(text: string): { message: string; isJson: boolean } {
  const trimmed = text.trim();
  try {
    const body = asRecord(JSON.parse(trimmed));
    const detail = asText(asRecord(body.errorDetail).message);
    const message = asText(body.message) || asText(body.error) || detail || asText(body.cause);
    return { message, isJson: true };
  } catch {
    return { message: trimmed, isJson: false };
  }
}

export function answerError({ status, text, call, about }: Refusal): BerthError {
  const { message, isJson } = engineWords(text);
  const raw = message === '' ? undefined : message.slice(0, rawLimit);
  const make = (code: ErrorCode, params: Readonly<Record<string, string>>) => new BerthError(code, params, { raw });
  const name = about?.name ?? '';
  for (const rule of errorRules) {
    const match = rule.pattern.exec(message);
    if (match && (rule.status === undefined || rule.status.includes(status))) {
      return make(rule.code, rule.params({ groups: match.groups ?? {}, name }));
    }
  }
  // A path that the engine lacks: Podman says so in plain text, Docker in JSON.
  if (status === 404 && (/^(?:404 )?page not found$/i.test(message) || (!isJson && /^not found$/i.test(message)))) {
    return make('unsupported', { what: call });
  }
  if (status === 404) {
    const noun = /no such (container|image|volume|network)/i.exec(message)?.[1]?.toLowerCase();
    return make('not-found', { noun: about?.noun ?? noun ?? 'object', name });
  }
  if (status === 501) return make('unsupported', { what: call });
  return make('engine-error', { status: String(status) });
}

const unreachable: Readonly<Record<string, string>> = {
  ENOENT: 'there is no socket',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was lost',
  ECONNABORTED: 'the connection was lost',
  EPIPE: 'the connection was lost',
  ERR_STREAM_PREMATURE_CLOSE: 'the connection was lost',
  ERR_STREAM_DESTROYED: 'the connection was lost',
  ETIMEDOUT: 'the connection timed out',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  EHOSTDOWN: 'the host is down',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name can’t be looked up',
  ENOTSOCK: 'it is not a socket',
  ENAMETOOLONG: 'the path is too long',
  EINVAL: 'the path is too long',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  CERT_HAS_EXPIRED: 'the engine’s certificate has expired',
  CERT_NOT_YET_VALID: 'the engine’s certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the engine’s certificate is for another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the engine’s certificate is not signed by a known authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'the engine’s certificate is not signed by a known authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the engine’s certificate is not signed by a known authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the engine’s certificate is not signed by a known authority',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'it asks for a client certificate',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: 'it does not accept the client certificate',
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: 'it does not accept the client certificate',
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: 'the client certificate has expired',
};

/** What went wrong before or beneath HTTP. `address`: as shown to people. Already coded errors pass. */
export function socketError(error: unknown, address: string): BerthError {
  if (error instanceof BerthError) return error;
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  const cause = { cause: error };
  if (code === 'EACCES' || code === 'EPERM') {
    return new BerthError('engine-permission', { path: address.replace(/^unix:\/\//, '') }, cause);
  }
  if (code.startsWith('HPE_')) return new BerthError('engine-answer', { reason: 'it is not HTTP' }, cause);
  // Node has no code for a socket that closed before any answer.
  const known = unreachable[code] ?? (message === 'socket hang up' ? unreachable.ECONNRESET : undefined);
  const reason = known ?? (code.startsWith('ERR_SSL_') ? 'TLS could not be agreed on' : message);
  return new BerthError('engine-unreachable', { address, reason }, { ...cause, raw: known ? undefined : message });
}

const sshReasons: readonly (readonly [RegExp, string])[] = [
  [/REMOTE HOST IDENTIFICATION HAS CHANGED/, 'the host’s key is not the one that is known for it'],
  [/Host key verification failed|No .* host key is known/, 'the host’s key is not known yet; connect once with ssh'],
  [/Permission denied/, 'ssh was refused; no key or password was accepted'],
  [/docker: (?:command )?not found|not found: docker|docker.*No such file/, 'there is no docker command on that host'],
  [/Could not resolve hostname/, 'the host name is not known'],
  [/Connection refused/, 'the connection was refused'],
  [/timed out/, 'the connection timed out'],
  [/could not be started/, 'ssh could not be started'],
  [/Cannot connect to the Docker daemon|dial unix .*(?:no such file|refused)/, 'no engine runs on that host'],
];

/** ssh ended before or while it carried a connection. `said`: its standard error. */
export function sshError(said: string, address: string): BerthError {
  const reason = sshReasons.find(([pattern]) => pattern.test(said))?.[1] ?? 'ssh ended before it was connected';
  return new BerthError(
    'engine-unreachable',
    { address, reason },
    { raw: said.trim().slice(0, rawLimit) || undefined },
  );
}

export const notAnswering = (ms: number) => new BerthError('engine-not-answering', { seconds: Math.ceil(ms / 1000) });
export const unreadable = (reason: string, raw?: string) =>
  new BerthError('engine-answer', { reason }, { raw: raw?.slice(0, rawLimit) });
