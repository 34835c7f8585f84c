import type { UnfinishedEdit } from '@common/contract/container-edit';
import type { EngineState } from '@common/contract/engines';
import type { Job } from '@common/contract/jobs';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useBridge } from '../../bridge/bridge';
import { useRows } from '../../bridge/live';
import { verbQuery } from '../../bridge/query';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { RelativeTime } from '../../ui/relative-time';

const isEdit = ({ verb }: Job) => verb === 'recreate' || verb === 'finish-edit' || verb === 'undo-edit';

/** Edits that were cut short, here or before Berth was started, each with its two ways out. */
export function UnfinishedEdits({ engine }: { readonly engine: EngineState }) {
  const { client } = useBridge();
  const cache = useQueryClient();
  const { rows } = useRows('jobs', engine.id);
  const query = verbQuery(client, 'containers', 'unfinishedEdits', { engine: engine.id });
  const { data = [] } = useQuery({ ...query, enabled: engine.phase === 'connected', staleTime: 0 });
  // Asked anew when an edit ends, and when the engine is back: nothing else makes or ends one.
  const over = rows.filter((job) => isEdit(job) && job.state !== 'running').length;
  const { queryKey } = query;
  const key = JSON.stringify(queryKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `over` and the phase are the reasons, `key` stands for the key
  useEffect(() => {
    if (engine.phase === 'connected') void cache.invalidateQueries({ queryKey });
  }, [cache, key, over, engine.phase]);
  if (data.length === 0) return null;
  return (
    <div className="flex flex-col gap-2 px-4 pb-3">
      {data.map((edit) => (
        <UnfinishedBanner key={edit.id} edit={edit} />
      ))}
    </div>
  );
}

function UnfinishedBanner({ edit }: { readonly edit: UnfinishedEdit }) {
  const t = useT();
  const { client, report } = useBridge();
  const blocked = useBlocked();
  const [pending, setPending] = useState<'finish' | 'undo'>();
  const { name, old, made, step } = edit;
  const settle = async (how: 'finish' | 'undo') => {
    setPending(how);
    try {
      await client.containers.settleEdit({ engine: edit.engine, edit: edit.id, how });
    } catch (error) {
      report(error);
    } finally {
      setPending(undefined);
    }
  };
  const side = (one: UnfinishedEdit['old'], here: string, away: string) =>
    one
      ? t('{{which}} is there as {{name}}, {{state}}', {
          which: here,
          name: one.name,
          state: one.running ? t('running') : t('not running'),
        })
      : away;
  // The new one was proved and the old one is gone: there is only one way.
  const noUndo = step === 'delete' && !old && made ? t('The old one is gone') : undefined;
  return (
    <Banner
      kind="warning"
      title={t('The edit of {{name}} was cut short', { name })}
      actions={
        <>
          <Button
            pending={pending === 'undo'}
            disabledReason={
              pending === 'undo' ? undefined : (blocked ?? noUndo ?? (pending && t('It is being finished')))
            }
            onClick={() => void settle('undo')}
          >
            {t('Undo')}
          </Button>
          <Button
            pending={pending === 'finish'}
            disabledReason={pending === 'finish' ? undefined : (blocked ?? (pending && t('It is being undone')))}
            onClick={() => void settle('finish')}
          >
            {t('Finish')}
          </Button>
        </>
      }
    >
      {t('Berth or the engine ended in the midst of it')} (<RelativeTime at={edit.startedAt} />
      ). {side(old, t('The old container'), t('The old container is gone'))};{' '}
      {side(made, t('the new one'), t('there is no new one yet'))}.
    </Banner>
  );
}
