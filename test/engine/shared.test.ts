import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { sharedDocker, sharedPodman } from './shared';
import { cleanUpAfterTheDead, cleanup, unique } from './unique';

describe.each([
  { kind: 'docker', shared: sharedDocker },
  { kind: 'podman', shared: sharedPodman },
] as const)('shared $kind', ({ shared }) => {
  it('is one engine for all who ask', async () => {
    const [first, second] = await Promise.all([shared(), shared()]);
    await first.stop();
    expect(second.host).toBe(first.host);
    expect((await second.api('GET', '/containers/web/json')).status).toBe(200);
  });

  it("takes away what tests made: this process's, and that of dead ones; nothing else", async () => {
    const engine = await shared();
    const dead = `test-left-${spawnSync('true').pid}-1`;
    const mine = unique('mine');
    const create = (name: string) =>
      engine.api('POST', `/containers/create?name=${name}`, { Image: 'sample/shell:1', Cmd: ['sleep', '600'] });
    const names = async () => {
      const { body } = await engine.api('GET', '/containers/json?all=1');
      return (body as { Names: string[] }[]).map(({ Names }) => Names[0]?.replace('/', '')).sort();
    };
    const before = await names();
    await create(dead);
    await create(mine);
    await engine.api('POST', `/containers/${mine}/start`);
    await engine.api('POST', '/networks/create', { Name: unique('net') });
    const volume = unique('volume');
    await engine.api('POST', '/volumes/create', { Name: volume });
    const image = unique('image');
    await engine.api('POST', `/images/sample/shell:1/tag?repo=${image}&tag=1`);
    expect((await engine.api('GET', `/images/${image}:1/json`)).status).toBe(200);

    await cleanUpAfterTheDead(engine);
    expect(await names()).toEqual([...before, mine].sort());
    await cleanup(engine);
    expect(await names()).toEqual(before);
    expect(JSON.stringify((await engine.api('GET', '/networks')).body)).not.toContain(`-${process.pid}-`);
    expect((await engine.api('GET', `/volumes/${volume}`)).status).toBe(404);
    expect((await engine.api('GET', `/images/${image}:1/json`)).status).toBe(404);
    expect((await engine.api('GET', '/images/sample/shell:1/json')).status).toBe(200);
  });
});
