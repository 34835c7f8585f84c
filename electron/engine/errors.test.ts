import { describe, expect, test } from 'vitest';
import { answerError, socketError, sshError } from './errors';
import { recorded, recordedEngines, recordedText } from './normalize/fixtures/recorded';

const container = { noun: 'container', name: 'web-1' } as const;
const image = { noun: 'image', name: 'sample/shell:1' } as const;

const answered = (status: number, text: string, about?: Parameters<typeof answerError>[0]['about']) =>
  answerError({ status, text, call: 'GET /x', about }).data;

describe.each(recordedEngines)('the errors of %s', (engine) => {
  test.each([
    ['archive-missing', container, 'not-found', { noun: 'container', name: 'web-1' }],
    ['create-name-taken', undefined, 'name-taken', { name: 'web-1' }],
    ['create-no-image', image, 'not-found', { noun: 'image', name: 'sample/shell:1' }],
    ['delete-running', container, 'wrong-state', { name: 'web-1', state: 'running' }],
    ['exec-on-stopped', container, 'wrong-state', { name: 'web-1', state: 'not running' }],
    [
      'image-in-use',
      image,
      'in-use',
      { name: 'sample/shell:1', by: expect.stringMatching(/^container [0-9a-f]{12}$/) },
    ],
    ['inspect-missing', container, 'not-found', { noun: 'container', name: 'web-1' }],
    ['kill-bad-signal', container, 'bad-input', { field: 'signal', reason: 'the engine knows no NOPE' }],
    ['start-bad-command', container, 'command-not-found', { command: '/nope' }],
  ] as const)('%s', (name, about, code, params) => {
    const { status } = recorded(engine, name);
    const text = recordedText(engine, name);
    const message = (recorded(engine, name).json as { message: string }).message;
    expect(answered(status, text, about)).toEqual({ code, params, raw: message });
  });
});

test.each(recordedEngines.filter((engine) => engine !== 'podman-4.3'))('top of a stopped one on %s', (engine) => {
  const { status } = recorded(engine, 'top-stopped');
  expect(answered(status, recordedText(engine, 'top-stopped'), container).code).toBe('wrong-state');
});

describe('other answers', () => {
  test.each([
    [404, 'Not Found', 'unsupported', { what: 'GET /x' }], // Podman, unknown path
    [404, '{"message":"page not found"}', 'unsupported', { what: 'GET /x' }], // Docker
    [404, '404 page not found\n', 'unsupported', { what: 'GET /x' }],
    [404, '{"message":"No such exec instance: abc"}', 'not-found', { noun: 'object', name: '' }],
    [404, '{}', 'not-found', { noun: 'object', name: '' }],
    [501, '{"message":"no"}', 'unsupported', { what: 'GET /x' }],
    [503, '{"message":"This node is not a swarm manager."}', 'unsupported', { what: 'Swarm' }],
    [500, '', 'engine-error', { status: '500' }],
    [500, '{}', 'engine-error', { status: '500' }],
    [502, '<html><h1>Bad Gateway</h1></html>', 'engine-error', { status: '502' }],
    [500, '[1]', 'engine-error', { status: '500' }],
    [500, '{"message":{"a":1}}', 'engine-error', { status: '500' }],
    [
      500,
      '{"message":"driver failed programming external connectivity on endpoint a (b): Bind for 0.0.0.0:8080 failed: port is already allocated"}',
      'port-taken',
      { port: '8080' },
    ],
    [
      500,
      '{"message":"driver failed: Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use"}',
      'port-taken',
      { port: '80' },
    ],
    [
      500,
      '{"message":"failed to set up container networking: driver failed: failed to bind host port 127.0.0.1:9090/tcp: address already in use"}',
      'port-taken',
      { port: '9090' },
    ],
    [
      500,
      '{"cause":"address already in use","message":"cannot listen on the TCP port: listen tcp4 :8081: bind: address already in use","response":500}',
      'port-taken',
      { port: '8081' },
    ],
    [500, '{"message":"write /var/lib/x: no space left on device"}', 'no-space', {}],
    [
      409,
      '{"message":"removal of container abc is already in progress"}',
      'wrong-state',
      { name: '', state: 'being removed' },
    ],
    [
      400,
      '{"message":"client version 1.51 is too new. Maximum supported API version is 1.41"}',
      'engine-too-old',
      { theirs: '1.41', ours: '1.51' },
    ],
    [
      400,
      'client version 1.20 is too old. Minimum supported API version is 1.44, please upgrade your client to a newer version',
      'engine-too-new',
      { theirs: '1.44', ours: '1.20' },
    ],
    [501, '{"message":"configured logging driver does not support reading"}', 'not-readable', {}],
    [400, '{"message":"Invalid container name (w), only [a-zA-Z0-9] are allowed"}', 'name-invalid', { name: 'w' }],
    [
      409,
      '{"message":"conflict: unable to delete abc (must be forced) - image is being used by stopped container 0123456789ab"}',
      'in-use',
      { name: '', by: 'container 0123456789ab' },
    ],
    [
      409,
      '{"message":"conflict: unable to delete abc (cannot be forced) - image has dependent child images"}',
      'in-use',
      { name: '', by: 'other images' },
    ],
  ])('%i %s', (status, text, code, params) => {
    const error = answered(status, text);
    expect({ code: error.code, params: error.params }).toEqual({ code, params });
  });

  test('a body of a megabyte is cut', () => {
    expect(answered(500, 'x'.repeat(1_000_000)).raw?.length).toBeLessThan(10_000);
  });
});

describe('below HTTP', () => {
  const errno = (code: string) => Object.assign(new Error(`connect ${code} /x`), { code });
  const of = (error: unknown) => socketError(error, 'unix:///x').data;

  test('EN-01, EN-02, EN-03: no socket, permission and refusal are told apart', () => {
    expect(of(errno('ENOENT'))).toMatchObject({ code: 'engine-unreachable', params: { reason: 'there is no socket' } });
    expect(of(errno('EACCES'))).toMatchObject({ code: 'engine-permission', params: { path: '/x' } });
    expect(of(errno('ECONNREFUSED'))).toMatchObject({ params: { reason: 'the connection was refused' } });
  });

  test.each([
    ['ECONNRESET', 'engine-unreachable'],
    ['HPE_INVALID_CONSTANT', 'engine-answer'],
    ['ENOTFOUND', 'engine-unreachable'],
    ['CERT_HAS_EXPIRED', 'engine-unreachable'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'engine-unreachable'],
  ])('%s', (code, expected) => {
    expect(of(errno(code)).code).toBe(expected);
  });

  test('what is unknown keeps its words', () => {
    expect(of(new Error('odd thing'))).toMatchObject({ code: 'engine-unreachable', raw: 'odd thing' });
  });

  test('EN-17: ssh’s words', () => {
    const reason = (said: string) => sshError(said, 'ssh://x').data.params.reason;
    expect(reason('Host key verification failed.\r\n')).toMatch(/not known/);
    expect(reason('@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.')).toMatch(
      /not the one/,
    );
    expect(reason('x@h: Permission denied (publickey).')).toMatch(/refused/);
    expect(reason('bash: line 1: docker: command not found')).toMatch(/no docker/);
  });
});
