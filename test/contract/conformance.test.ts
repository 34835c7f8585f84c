/** Every verb, over both carriers, on a Docker and a Podman: what keeps the seam honest. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../electron/common/contract/index';
import { createPrivateEngine } from '../../electron/private-engine/private-engine';
import type { TestEngine } from '../engine/engines';
import { sharedDocker, sharedPodman } from '../engine/shared';
import { cleanup } from '../engine/unique';
import { type Connection, carriers } from './carriers';
import { clearAway, type Row, type Stage } from './row-helpers';
import { rows } from './rows';
import { connected, type RunningBerth, startBerth } from './stage';

const engines = { Docker: sharedDocker, Podman: sharedPodman };

test('every verb of the contract has its row', () => {
  const verbs = Object.entries(contract).flatMap(([noun, of]) => Object.keys(of).map((verb) => `${noun}.${verb}`));
  expect(Object.keys(rows).toSorted()).toEqual(verbs.toSorted());
});

for (const [engineName, start] of Object.entries(engines)) {
  describe(engineName, () => {
    let real: TestEngine;
    let berth: RunningBerth;

    beforeAll(async () => {
      real = await start();
      berth = startBerth(real.host, createPrivateEngine({ dir: real.dir, kind: real.kind, log: () => undefined }));
      await berth.engineIs(connected, 'connected');
    });
    afterEach(() => clearAway(real));
    afterAll(async () => {
      await berth?.close();
      if (real) await cleanup(real);
      await real?.stop();
    });

    for (const [carrierName, connect] of Object.entries(carriers)) {
      describe(`over ${carrierName}`, () => {
        let connection: Connection;
        let stage: Stage;

        beforeAll(async () => {
          connection = await connect(berth.router);
          const { id } = await berth.engineIs(connected, 'connected');
          stage = { client: connection.client, engine: id, real };
        });
        afterAll(() => connection?.close());

        for (const [verb, row] of Object.entries(rows) as [string, Row][]) test(verb, () => row(stage));

        test('the connection lived through all of it, and nothing was a fault in Berth', () => {
          expect(connection.alive()).toBe(true);
          expect(berth.lines.filter((line) => line.includes('A fault in Berth'))).toEqual([]);
        });
      });
    }
  });
}
