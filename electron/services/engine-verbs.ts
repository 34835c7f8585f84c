import type { createRemedies } from './engine-remedies';
import type { EngineKeeper } from './engines';
import { os } from './os';

interface EngineVerbsDeps {
  readonly engines: EngineKeeper;
  readonly remedy: ReturnType<typeof createRemedies>;
}

export function createEngineVerbs({ engines, remedy }: EngineVerbsDeps) {
  return {
    watch: os.engines.watch.handler(({ signal }) => engines.watch(signal)),
    info: os.engines.info.handler(({ input, signal }) => engines.get(input.engine).info(signal)),
    retry: os.engines.retry.handler(({ input }) => engines.retry(input.engine)),
    remedy: os.engines.remedy.handler(({ input, signal }) => remedy(input.kind, signal)),
  };
}
