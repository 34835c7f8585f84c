import { spawn } from 'node:child_process';
import http from 'node:http';
import { Duplex } from 'node:stream';
import type { Target } from './address';
import { sshError } from './errors';

type SshTarget = Extract<Target, { kind: 'ssh' }>;

/**
 * Carries each connection through `ssh HOST docker system dial-stdio`, as the docker CLI does.
 *
 * The person's ssh config, agent and known_hosts count, which ssh libraries ignore. There is no terminal to ask on:
 * BatchMode makes ssh fail with a reason instead of waiting for a passphrase.
 */
export class SshAgent extends http.Agent {
  readonly #target: SshTarget;
  readonly #address: string;

  constructor(target: SshTarget, address: string, options: http.AgentOptions) {
    super(options);
    this.#target = target;
    this.#address = address;
  }

  override createConnection(): Duplex {
    return new SshSocket(sshArguments(this.#target), this.#address);
  }
}

export function sshArguments({ host, port, user }: SshTarget): readonly string[] {
  return [
    '-T',
    '-o',
    'BatchMode=yes',
    '-o',
    'ConnectTimeout=10',
    ...(user === undefined ? [] : ['-l', user]),
    ...(port === undefined ? [] : ['-p', String(port)]),
    '--',
    host,
    'docker',
    'system',
    'dial-stdio',
  ];
}

/** ssh's standard streams as a socket. It has the calls that `http` makes on sockets and that mean nothing here. */
class SshSocket extends Duplex {
  readonly #child;
  #said = '';

  constructor(args: readonly string[], address: string) {
    super();
    const child = spawn('ssh', args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child = child;
    child.stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) child.stdout.pause();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      this.#said = (this.#said + chunk.toString('utf8')).slice(-4_096);
    });
    // A write to an ssh that has ended: its exit says why.
    child.stdin.on('error', () => undefined);
    child.once('error', () => this.destroy(sshError('ssh could not be started', address)));
    child.once('close', (code) => {
      if (code === 0 || this.destroyed) this.push(null);
      else this.destroy(sshError(this.#said, address));
    });
    // `http` waits for it, as a socket would tell it.
    process.nextTick(() => this.emit('connect'));
  }

  override _read(): void {
    this.#child.stdout.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#child.stdin.write(chunk, encoding, done);
  }

  override _final(done: () => void): void {
    this.#child.stdin.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#child.kill();
    done(error);
  }

  setTimeout(): this {
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}
