import { describe, expect, test } from 'vitest';
import { isSecretName, mask, maskedValue } from './secret-names';

describe('isSecretName (CR-04)', () => {
  test.each([
    'POSTGRES_PASSWORD',
    'password',
    'QUEUE_TOKEN',
    'AWS_SECRET_ACCESS_KEY',
    'API_KEY',
    'apiKey',
    'githubToken',
    'MYSQL_ROOT_PWD',
    'SESSION_COOKIE',
    'DB_CREDENTIALS',
    'private.key',
    'MYSECRET',
    'VAULT_SECRET_ID',
    'SECRET_KEY_BASE',
    'NPM_AUTH',
    'basic-auth',
  ])('%s is', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  test.each([
    'PATH',
    'PWD',
    'OLDPWD',
    'LOG_LEVEL',
    'KEYBOARD',
    'MONKEY',
    'TOKENIZER',
    'AUTHOR',
    'POSTGRES_PASSWORD_FILE',
    'SSH_AUTH_SOCK',
    'AWS_ACCESS_KEY_ID',
    'GPG_KEY',
    'PUBLIC_KEY',
    'SALTY',
    '',
    '__proto__',
    'constructor',
  ])('%s is not', (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});

describe('maskedValue', () => {
  test('hides all of a secret, whatever its length', () => {
    expect(maskedValue('TOKEN', 'a')).toBe(mask);
    expect(maskedValue('TOKEN', 'a'.repeat(400))).toBe(mask);
  });

  test('hides the password in an address and leaves the rest', () => {
    expect(maskedValue('DATABASE_URL', 'postgres://shop:hunter2@db:5432/shop?x=1')).toBe(
      `postgres://shop:${mask}@db:5432/shop?x=1`,
    );
    expect(maskedValue('BROKERS', 'amqp://a:b@one, amqp://c:d@two')).toBe(`amqp://a:${mask}@one, amqp://c:${mask}@two`);
    expect(maskedValue('REDIS', 'redis://:pw@cache/0')).toBe(`redis://:${mask}@cache/0`);
  });

  test.each(['http://db:5432/shop', 'user@host:path', 'a:b@c', '', 'https://example.org/@scope/name:1'])(
    'leaves %j as it is',
    (value) => {
      expect(maskedValue('HOME_PAGE', value)).toBe(value);
    },
  );

  test('an empty secret is shown to be empty', () => {
    expect(maskedValue('PASSWORD', '')).toBe('');
  });
});
