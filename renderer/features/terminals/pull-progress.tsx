import { pullCommand } from '@common/contract/commands';
import type { EngineId } from '@common/contract/ids';
import type { Job } from '@common/contract/jobs';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { useRows } from '../../bridge/live';
import { verbQuery } from '../../bridge/query';
import { useScreen } from '../../stores/screen';
import { Button } from '../../ui/button';
import { CommandBlock } from '../../ui/command-block';
import { formatBytes } from '../../ui/format-bytes';

/** The image that debug shells bring along, on this engine. */
export const useToolbox = (engine: EngineId) => {
  const { client } = useBridge();
  return useQuery({ ...verbQuery(client, 'terminals', 'toolbox', { engine }), staleTime: 0 });
};

/** While the toolbox comes: how far it is. */
export function PullProgress({ engine }: { readonly engine: EngineId }) {
  const t = useT();
  const { data: toolbox } = useToolbox(engine);
  const { rows } = useRows('jobs');
  const pull = rows.findLast((job) => job.verb === 'pull' && job.state === 'running' && job.engine === engine);
  if (!pull || toolbox?.present !== false) return null;
  return (
    <span className="flex items-center gap-2 text-small">
      {t('Pulling {{image}}, once: {{progress}}', { image: toolbox.image, progress: progressWords(pull) })}
      <Button kind="ghost" onClick={() => useScreen.getState().toggleActivity(true)}>
        {t('Show in Activity')}
      </Button>
    </span>
  );
}

/** What to do when it could not be pulled. */
export function ToolboxHelp({ engine }: { readonly engine: EngineId }) {
  const t = useT();
  const { data: toolbox } = useToolbox(engine);
  if (!toolbox || toolbox.present || toolbox.why) return null;
  return (
    <div className="flex flex-col gap-1">
      <p className="m-0 text-dim">
        {t(
          'Debug shells bring their tools from the image {{image}}. Pull it yourself, load it from a file, or name another one in Settings.',
          { image: toolbox.image },
        )}
      </p>
      <CommandBlock command={pullCommand(toolbox.image)} />
    </div>
  );
}

function progressWords({ items }: Job): string {
  const progress = items[0]?.progress;
  if (progress?.kind !== 'layers') return '…';
  const sum = (part: 'current' | 'total') => progress.layers.reduce((all, layer) => all + (layer[part] ?? 0), 0);
  const total = sum('total');
  return total === 0 ? '…' : `${formatBytes(sum('current'))} / ${formatBytes(total)}`;
}
