import type { Stage } from './stage';

/** Bytes of a line, its newline included. */
const lineBytes = 100;

/** What every 1,000th line holds, and an expression for every 100th. */
export const rareWord = 'timeout';
export const rarePattern = 'request 0[0-9]*77 GET';

export interface BigLog {
  readonly id: string;
  readonly lines: number;
}

/** A container that has written lines of 100 bytes as a server does, and ended. Made once on a stage. */
export async function bigLog({ engine, quick }: Stage, full = 1_000_000): Promise<BigLog> {
  const lines = quick ? full / 10 : full;
  const name = `lines-${lines}`;
  const there = await engine.api('GET', `/containers/${name}/json`);
  if (there.status === 200) return { id: (there.body as { Id: string }).Id, lines };
  const line = `sprintf("INFO worker-%02d request %07d GET /api/v1/items/%05d from 10.0.%d.%d took %04d ms %s", i%16, i, (i*7919)%100000, i%256, (i*31)%256, (i*37)%5000, i%1000 ? "success" : "${rareWord}")`;
  const program = `BEGIN { for (i = 1; i <= ${lines}; i++) printf "%-${lineBytes - 1}s\\n", ${line} }`;
  const made = await engine.api('POST', `/containers/create?name=${name}`, {
    Image: 'sample/shell:1',
    Cmd: ['awk', program],
    HostConfig: { NetworkMode: 'none' },
  });
  const { Id: id } = made.body as { Id: string };
  await engine.api('POST', `/containers/${id}/start`);
  const waited = await engine.api('POST', `/containers/${id}/wait`);
  if ((waited.body as { StatusCode: number }).StatusCode !== 0) throw new Error(`The lines were not written: ${name}`);
  return { id, lines };
}
