import type { EngineKeeper } from './engines';
import { os } from './os';

export function createVolumes({ engines }: { readonly engines: EngineKeeper }) {
  return {
    list: os.volumes.list.handler(({ input, signal }) => engines.get(input.engine).listVolumes(signal)),
  };
}
