/** The engines' own sentences and what they mean. First match wins; seen on Docker 20.10 to 28 and Podman 4.3 to 5.8. */
import type { ErrorCode } from '../common/contract/errors';

interface Found {
  readonly groups: Readonly<Record<string, string | undefined>>;
  /** What the call was about, as the caller named it. */
  readonly name: string;
}

export interface ErrorRule {
  readonly pattern: RegExp;
  /** Only for these statuses. */
  readonly status?: readonly number[];
  readonly code: ErrorCode;
  readonly params: (found: Found) => Readonly<Record<string, string>>;
}

const state =
  (word: string) =>
  ({ name }: Found) => ({ name, state: word });

export const errorRules: readonly ErrorRule[] = [
  {
    pattern: /client version (?<theirs>[\d.]+) is too new\. Maximum supported API version is (?<most>[\d.]+)/i,
    code: 'engine-too-old',
    params: ({ groups }) => ({ theirs: groups.most ?? '', ours: groups.theirs ?? '' }),
  },
  {
    pattern: /client version (?<ours>[\d.]+) is too old\. Minimum supported API version is (?<least>[\d.]+)/i,
    code: 'engine-too-new',
    params: ({ groups }) => ({ theirs: groups.least ?? '', ours: groups.ours ?? '' }),
  },
  {
    pattern:
      /manifest (?:for \S+ )?(?:not found|unknown)|name unknown|repository (?:name )?not known|pull access denied|requested access to the resource is denied|unauthorized: |no matching manifest|no image found in (?:manifest|image index)|unable to find a (?:manifest|match)/i,
    code: 'image-unknown',
    params: ({ name }) => ({ name }),
  },
  { pattern: /toomanyrequests|pull rate limit/i, code: 'registry-busy', params: () => ({}) },
  {
    pattern:
      /(?:Get|Head|pinging container registry|initializing source)[^\n]*(?<reason>connection refused|no such host|i\/o timeout|Client\.Timeout|network is unreachable|no route to host|certificate[^\n]*|server gave HTTP response to HTTPS client|request canceled while waiting)/i,
    code: 'registry-unreachable',
    params: ({ groups }) => ({ reason: groups.reason ?? '' }),
  },
  { pattern: /no space left on device/i, code: 'no-space', params: () => ({}) },
  {
    // Docker 409, Podman 500 at create and 409 at rename.
    pattern: /container name "\/?(?<taken>[^"]+)" is already in use|name "?(?<other>[^"\s]+)"? (?:is )?already in use/i,
    code: 'name-taken',
    params: ({ groups, name }) => ({ name: groups.taken ?? groups.other ?? name }),
  },
  { pattern: /that name is already in use/i, code: 'name-taken', params: ({ name }) => ({ name }) },
  {
    pattern: /invalid container name \((?<bad>.*)\)|names must match/i,
    code: 'name-invalid',
    params: ({ groups, name }) => ({ name: groups.bad ?? name }),
  },
  {
    // `Bind for 0.0.0.0:80 failed: port is already allocated`, `listen tcp4 0.0.0.0:80: bind: address already in use`,
    // `failed to bind host port 0.0.0.0:80/tcp: address already in use`
    pattern:
      /:(?<port>\d{1,5})(?:\/\w+)?(?: failed)?:[^:]*(?:: )?(?:port is already allocated|address already in use)/i,
    code: 'port-taken',
    params: ({ groups }) => ({ port: groups.port ?? '' }),
  },
  { pattern: /port is already allocated|address already in use/i, code: 'port-taken', params: () => ({}) },
  {
    // Docker 400, Podman 500; `OCI runtime attempted to invoke a command that was not found` in Podman's words.
    pattern: /exec: "(?<command>[^"]+)":|executable file [`'"](?<other>[^`'"]+)[`'"] not found/i,
    code: 'command-not-found',
    params: ({ groups }) => ({ command: groups.command ?? groups.other ?? '' }),
  },
  { pattern: /attempted to invoke a command that was not found/i, code: 'command-not-found', params: () => ({}) },
  {
    pattern:
      /container (?<by>[0-9a-f]{12,64}) is using its referenced image|image used by (?<other>[0-9a-f]{12,64})|image is being used by (?:running|stopped) container (?<third>[0-9a-f]{12,64})/i,
    code: 'in-use',
    params: ({ groups, name }) => ({
      name,
      by: `container ${(groups.by ?? groups.other ?? groups.third ?? '').slice(0, 12)}`,
    }),
  },
  {
    pattern: /image has dependent child images|image has dependent/i,
    code: 'in-use',
    params: ({ name }) => ({ name, by: 'other images' }),
  },
  {
    pattern: /image is referenced in multiple repositories|must be forced\) - .*multiple|has multiple tags/i,
    code: 'in-use',
    params: ({ name }) => ({ name, by: 'several tags' }),
  },
  {
    // Docker 400, Podman 500: `Invalid signal: FOO`, `unable to parse signal: invalid signal: FOO`.
    pattern: /invalid signal:? ?"?(?<signal>[^"\s]*)/i,
    code: 'bad-input',
    params: ({ groups }) => ({ field: 'signal', reason: `the engine knows no ${groups.signal || 'such signal'}` }),
  },
  {
    // Of an update and of a create alike.
    pattern:
      /(?<reason>(?:Minimum (?:memory|kernel)[^:\n]*allowed is \S+|(?:Minimum )?memory ?(?:swap|reservation)? ?limit should be[^\n]*|Range of CPUs is from[^\n]*|You should always set the Memory limit[^\n]*))/i,
    code: 'bad-input',
    params: ({ groups }) => ({ field: 'limits', reason: groups.reason ?? '' }),
  },
  {
    pattern:
      /(?<reason>user specified IP address is supported[^\n]*|network-scoped alias is supported only[^\n]*|invalid (?:IPv[46]|IP) address[^\n]*|no configured subnet[^\n]*|requested static ip[^\n]*)/i,
    code: 'bad-input',
    params: ({ groups }) => ({ field: 'address', reason: groups.reason ?? '' }),
  },
  {
    pattern: /endpoint with name \S+ already exists in network|is already connected to network/i,
    code: 'wrong-state',
    params: state('already in that network'),
  },
  { pattern: /is not connected to (?:the )?network/i, code: 'wrong-state', params: state('not in that network') },
  { pattern: /is in use by|is being used by/i, code: 'in-use', params: ({ name }) => ({ name, by: 'a container' }) },
  {
    pattern: /removal of container \S+ is already in progress|marked for removal/i,
    code: 'wrong-state',
    params: state('being removed'),
  },
  { pattern: /not a swarm manager|not part of a swarm/i, code: 'unsupported', params: () => ({ what: 'Swarm' }) },
  {
    pattern: /logging driver does not support reading|log driver.*not support/i,
    code: 'not-readable',
    params: () => ({}),
  },
  {
    pattern: /cannot remove a running container|container is running: stop|as it is running/i,
    code: 'wrong-state',
    params: state('running'),
  },
  { pattern: /is restarting, wait until/i, code: 'wrong-state', params: state('restarting') },
  { pattern: /is already paused|is paused|unpause the container/i, code: 'wrong-state', params: state('paused') },
  {
    pattern: /is not running|only (?:create exec sessions|be used) on running containers|is not paused/i,
    code: 'wrong-state',
    params: state('not running'),
  },
  { pattern: /container state improper/i, code: 'wrong-state', params: state('in another state') },
];
