/**
 * Which values are shown masked until asked (CR-04). By name, since nothing tells a secret's value from another.
 *
 * It errs to the side of masking: an unmasked secret on a shared screen can't be taken back, a masked harmless value is
 * one press away.
 */
const secretParts = new Set([
  'auth',
  'authorization',
  'cookie',
  'credential',
  'credentials',
  'creds',
  'jwt',
  'key',
  'keys',
  'passphrase',
  'passwd',
  'password',
  'pat',
  'private',
  'pw',
  'pwd',
  'salt',
  'secret',
  'secrets',
  'signature',
  'token',
  'tokens',
]);
const secretEnds = /(?:password|passwd|passphrase|secret|token|apikey|accesskey|credentials?)$/i;
/** Named like secrets, and none: the directory a shell is in, where a key lies, what a key is for. */
const harmless =
  /^(?:old)?pwd$|(?:_FILE|_PATH|_DIR|_KEY_ID|_NAME|_TYPE|_ALGORITHM|_LENGTH|_TTL|_SIZE)$|^(?:PUBLIC_|SSH_AUTH_SOCK$|GPG_KEYS?$)|_PUBLIC_KEY$/i;

export function isSecretName(name: string): boolean {
  if (harmless.test(name)) return false;
  if (secretEnds.test(name)) return true;
  const parts = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return parts.some((part) => secretParts.has(part));
}

/** Always as many: the length of a secret tells of it too. */
export const mask = '••••••••';

// A user and a password before the host: `postgres://shop:hunter2@db/shop`.
const urlPassword = /([a-z][a-z0-9+.-]*:\/\/[^\s/?#:@]*:)([^\s/?#@]+)(?=@)/gi;

/** The value as it may be seen by whoever looks over one's shoulder; the same text when nothing in it is secret. */
export function maskedValue(name: string, value: string): string {
  if (value === '') return value;
  if (isSecretName(name)) return mask;
  return value.replace(urlPassword, `$1${mask}`);
}
