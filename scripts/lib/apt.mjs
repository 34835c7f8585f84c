// What the tests need of the machine, installed where that can be done: Debian and its relatives, as root.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

/** `present`: files of which one is enough. Recommended packages stay out: Podman's once took a browser off the machine. */
const needs = [
  { what: 'Chromium', present: ['/usr/bin/chromium', '/usr/bin/google-chrome'], packages: ['chromium'] },
  { what: 'fonts', present: ['/usr/share/fonts/truetype/dejavu'], packages: ['fonts-dejavu-core', 'fonts-liberation'] },
  { what: 'Docker', present: ['/usr/sbin/dockerd', '/usr/bin/dockerd'], packages: ['docker.io', 'iptables'] },
  {
    what: 'Podman',
    present: ['/usr/bin/podman'],
    packages: ['podman', 'netavark', 'aardvark-dns', 'catatonit', 'runc'],
  },
  { what: 'a registry', present: ['/usr/bin/docker-registry'], packages: ['docker-registry'] },
];

/** Debian starts a daemon as part of its install unless this file says no (invoke-rc.d(8)); the tests start their own. */
const policy = '/usr/sbin/policy-rc.d';

/** Installs what is missing. Says what it does, and what it could not do; the tests then say what they lack. */
export function installForTests() {
  const missing = needs.filter(({ present }) => !present.some((file) => existsSync(file)));
  if (missing.length === 0) return;
  const names = missing.map(({ what }) => what).join(', ');
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    process.stderr.write(`Not here, and only root on Debian can have it installed: ${names}\n`);
    return;
  }
  process.stderr.write(`Installing with apt: ${names}\n`);
  const forbid = !existsSync(policy);
  if (forbid) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const apt = (...args) =>
      spawnSync('apt-get', args, {
        stdio: ['ignore', 2, 2],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
      }).status;
    // One list of the mirrors may fail while the one that counts is fine: the install decides.
    apt('update', '--quiet=2');
    const packages = missing.flatMap((need) => need.packages);
    apt('install', '--yes', '--quiet=2', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', ...packages);
  } finally {
    if (forbid) rmSync(policy, { force: true });
  }
}
