import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from './install';
import type { EnginePaths } from './paths';
import { ofDirs, processes } from './processes';
import { type EngineState, readState } from './state';

/**
 * How our dockerd may use the network of this machine.
 *
 * Two Docker daemons in one network namespace fight: both want `docker0`, and each start rewrites the `DOCKER` chains of
 * iptables, which closes the published ports of the other. So when a Docker that is not ours is there (its daemon runs, or a `docker0`
 * that we did not make exists), ours takes a bridge of its own and leaves iptables alone. Published ports still work
 * on 127.0.0.1, because Docker's userland proxy carries them; the containers cannot reach the internet then. A
 * network namespace of its own was the other choice; it would hide the published ports, which is worse for trying things out.
 */
export interface NetworkPlan {
  readonly bridge: string;
  readonly shared: boolean;
  readonly args: readonly string[];
}

export function planNetwork(paths: EnginePaths): NetworkPlan {
  const ours = readState(paths).bridge === 'docker0';
  const foreign = otherDaemon(paths) || (existsSync('/sys/class/net/docker0') && !ours);
  // A dockerd that someone installed without iptables ends at its start unless told not to use it.
  const none = findProgram('iptables') === undefined ? ['--iptables=false', '--ip6tables=false'] : [];
  if (!foreign) return { bridge: 'docker0', shared: false, args: none };
  const { name, subnet } = ownBridge(paths.base);
  return {
    bridge: name,
    shared: true,
    args: [
      '--bridge',
      name,
      '--iptables=false',
      '--ip6tables=false',
      '--ip-masq=false',
      '--ip-forward=false',
      '--fixed-cidr',
      subnet,
    ],
  };
}

/** Pure: name (an interface's holds 15 bytes) and subnet of the bridge for the engine at `base`; different for different ones. */
export function ownBridge(base: string): { readonly name: string; readonly subnet: string; readonly gateway: string } {
  const digest = createHash('sha256').update(base).digest();
  const net = `10.${200 + ((digest[0] ?? 0) % 50)}.${digest[1] ?? 0}`;
  return { name: `berth-${digest.toString('hex', 2, 6)}`, subnet: `${net}.0/24`, gateway: `${net}.1` };
}

/** True when a dockerd that is not this engine's runs in our network namespace. */
function otherDaemon(paths: EnginePaths): boolean {
  const all = processes();
  const mine = new Set(ofDirs(all, [paths.base, paths.run]).map(({ pid }) => pid));
  return all.some(
    ({ pid, argv }) =>
      basename(argv[0] ?? '') === 'dockerd' && !mine.has(pid) && namespaceOf(pid) === namespaceOf('self'),
  );
}

function namespaceOf(pid: number | 'self'): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return undefined;
  }
}

/** Makes the plan's own bridge, if it has one and it is not there yet. */
export function makeBridge(paths: EnginePaths, plan: NetworkPlan): void {
  if (!plan.shared || existsSync(`/sys/class/net/${plan.bridge}`)) return;
  const { gateway } = ownBridge(paths.base);
  ip('link', 'add', 'name', plan.bridge, 'type', 'bridge');
  ip('addr', 'add', `${gateway}/24`, 'dev', plan.bridge);
  ip('link', 'set', plan.bridge, 'up');
}

/** Kernel settings that Docker changes when it is alone and never sets back. */
export function readForwarding(): EngineState['forwarding'] {
  const rules = tryRun('iptables', ['-S', 'FORWARD']);
  return {
    ipForward: readFileSync('/proc/sys/net/ipv4/ip_forward', 'utf8').trim(),
    policy: /^-P FORWARD (\w+)/m.exec(rules)?.[1] ?? 'ACCEPT',
  };
}

/** Gives the machine its network back after the daemon ended: bridges, Docker's iptables chains, forwarding as it was. */
export async function restoreNetwork(paths: EnginePaths, state: EngineState): Promise<void> {
  const bridges = networkBridges(paths);
  if (state.bridge !== undefined) bridges.push(state.bridge);
  for (const bridge of bridges.filter((name) => existsSync(`/sys/class/net/${name}`))) {
    // The others carry a name that only this engine uses; this one may have got another user meanwhile.
    if (bridge === 'docker0' && !(await becomesEmpty(bridge))) continue;
    tryIp('link', 'delete', bridge);
  }
  // Only when we were alone, and still are: the chains may serve another daemon by now.
  if (state.bridge !== 'docker0' || state.forwarding === undefined || otherDaemon(paths)) return;
  for (const program of ['iptables', 'ip6tables']) {
    for (const table of ['nat', 'filter']) {
      const rules = tryRun(program, ['-t', table, '-S']).split('\n');
      for (const args of dockerRules(rules, bridges)) tryRun(program, ['-t', table, ...args]);
    }
  }
  tryRun('iptables', ['-P', 'FORWARD', state.forwarding.policy]);
  writeFileSync('/proc/sys/net/ipv4/ip_forward', state.forwarding.ipForward);
}

/**
 * Bridges of the engine's own networks: `br-` and the first 12 characters of the network's id.
 *
 * A daemon that was killed cannot be asked any more, so its database (keys in plain text) is looked through for the ids of the
 * bridges that are there.
 */
function networkBridges({ data }: EnginePaths): string[] {
  const database = join(data, 'network', 'files', 'local-kv.db');
  const text = existsSync(database) ? readFileSync(database, 'latin1') : '';
  return readdirSync('/sys/class/net').filter((name) => {
    const id = /^br-([0-9a-f]{12})$/.exec(name)?.[1];
    return id !== undefined && text.includes(id);
  });
}

/** Pure: `iptables` arguments that take Docker's rules and chains out again, given the lines of `iptables -S`. */
export function dockerRules(rules: readonly string[], bridges: readonly string[]): string[][] {
  const ours = (rule: string) =>
    /\sDOCKER(-[\w-]+)?(\s|$)/.test(rule) || bridges.some((bridge) => new RegExp(`-[io] ${bridge}(\\s|$)`).test(rule));
  const deletions = rules
    .filter((rule) => rule.startsWith('-A ') && !/^-A DOCKER/.test(rule) && ours(rule))
    .map((rule) => ['-D', ...rule.slice(3).split(' ')]);
  const chains = rules.flatMap((rule) => /^-N (DOCKER\S*)/.exec(rule)?.[1] ?? []);
  return [...deletions, ...chains.map((chain) => ['-F', chain]), ...chains.map((chain) => ['-X', chain])];
}

/** The kernel takes the ports of ended containers away a moment after their last process. */
async function becomesEmpty(bridge: string): Promise<boolean> {
  for (let tries = 0; tries < 40; tries += 1) {
    if (!existsSync(`/sys/class/net/${bridge}/brif`) || readdirSync(`/sys/class/net/${bridge}/brif`).length === 0)
      return true;
    await sleep(50);
  }
  return false;
}

/** iproute2, or the one in busybox on a machine without it. */
function ip(...args: string[]): void {
  const program = findProgram('ip');
  execFileSync(program ?? 'busybox', program === undefined ? ['ip', ...args] : args, {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

function tryIp(...args: string[]): void {
  try {
    ip(...args);
  } catch {
    // an interface that went by itself
  }
}

function tryRun(program: string, args: readonly string[]): string {
  try {
    return execFileSync(findProgram(program) ?? program, args, { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  } catch {
    return '';
  }
}
