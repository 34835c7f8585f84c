import type { ContainerId, EngineId } from '@common/contract/ids';
import { writeRunLine } from '@common/run-line/run-line';
import { useCallback } from 'react';
import { t } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { useToasts } from '../../stores/toasts';

/** Copies what makes the same container, real values and all, and says what could not be said. */
export function useCopyAs(engine: EngineId) {
  const { client, report } = useBridge();
  return useCallback(
    async (row: { readonly id: ContainerId }, form: 'run' | 'compose'): Promise<void> => {
      try {
        const { copy, leftOut } = await client.containers.spec({ engine, id: row.id });
        // Heavy, and wanted by few: comes when it is asked for.
        const compose = form === 'compose' ? await import('@common/run-line/compose-of-spec') : undefined;
        const text = compose ? compose.composeOfSpec(copy) : writeRunLine(copy, { lines: true });
        const without = [...leftOut, ...(compose?.leftOutOfCompose(copy) ?? [])];
        await navigator.clipboard.writeText(text);
        const title = compose ? t('Copied as a Compose file') : t('Copied as docker run');
        const detail =
          without.length > 0
            ? t('Without {{flags}}, for which it has no word', { flags: without.join(' ') })
            : undefined;
        useToasts.getState().show({ tone: without.length > 0 ? 'info' : 'ok', title, ...(detail && { detail }) });
      } catch (error) {
        report(error);
      }
    },
    [client, engine, report],
  );
}
