import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { ContainerId } from '../common/contract/ids';
import type { EngineContext } from './engine';
import { execCalls } from './exec';

const container = 'c'.repeat(64) as ContainerId;

/** An engine that says these of its exec, one answer a question, the last for good. */
function engineThatSays(answers: readonly object[]) {
  let asked = 0;
  const connection = {
    address: 'unix:///test',
    async call(method: string) {
      if (method === 'POST') return { body: { Id: 'abc' } };
      asked += 1;
      return { body: answers[Math.min(asked, answers.length) - 1] };
    },
    async hijack() {
      return new PassThrough().end();
    },
  };
  const context = { identity: { capabilities: {} }, connection } as unknown as EngineContext;
  return { ...execCalls(context), asked: () => asked };
}

test('a command whose engine still calls it running when its output has ended is asked about again', async () => {
  const running = { Running: true, ExitCode: 0 };
  const engine = engineThatSays([running, running, { Running: false, ExitCode: 3 }]);
  expect(await engine.execOnce(container, ['sh'])).toMatchObject({ exitCode: 3 });
  expect(engine.asked()).toBe(3);
});

test('who does not want it any more does not wait for its exit code', async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  const engine = engineThatSays([{ Running: true }]);
  const call = engine.execOnce(container, ['sh'], { signal: controller.signal });
  controller.abort(reason);
  await expect(call).rejects.toBe(reason);
  expect(engine.asked()).toBeLessThan(3);
});
