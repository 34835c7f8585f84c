import { rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';

/** A unix socket in front of an engine's, which counts the connections that are open through it. */
export interface CountingProxy {
  readonly host: string;
  readonly open: number;
  close(): Promise<void>;
}

export async function startCountingProxy(path: string, engineSocket: string): Promise<CountingProxy> {
  rmSync(path, { force: true });
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ path: engineSocket, allowHalfOpen: true });
    open.add(near);
    near.pipe(far);
    far.pipe(near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(near);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    host: `unix://${path}`,
    get open() {
      return open.size;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
