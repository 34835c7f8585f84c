import type { JobStep, LayerProgress, Progress } from '@common/contract/jobs';
import { useRef } from 'react';
import { type Translate, useT } from '../../app/t';
import { formatBytes, thinSpace } from '../../ui/format-bytes';
import { type RateSample, rateOf, secondsLeft, transferred, withSample } from './transfer-rate';

/** How far a thing has come: a bar for each layer, bytes, or the step that is done now. */
export function JobProgress({ name, progress }: { readonly name: string; readonly progress: Progress }) {
  const t = useT();
  const sum = useTransferWords(progress, t);
  if (progress.kind === 'step') return <p className="m-0 text-dim">{stepWords(progress.step, t)}</p>;
  const share = sum?.share;
  return (
    <div className="my-1">
      <div className="flex gap-3 text-small/5">
        <span className="min-w-0 flex-1 truncate tabular-nums">{sum?.words ?? t('waiting for the registry')}</span>
        {share !== undefined && (
          <span className="text-dim tabular-nums">
            {Math.floor(share * 100)}
            {thinSpace}%
          </span>
        )}
      </div>
      {progress.kind === 'bytes' && <Bar label={t('Progress of {{name}}', { name })} share={share} />}
      {progress.kind === 'layers' && (
        <ul aria-label={t('Layers')} className="m-0 max-h-56 list-none overflow-y-auto p-0">
          {progress.layers.map((layer) => (
            <Layer key={layer.id} layer={layer} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Layer({ layer }: { readonly layer: LayerProgress }) {
  const t = useT();
  const { id, state, current, total } = layer;
  const quiet = state === 'exists' || state === 'waiting';
  const share =
    state === 'done' || state === 'exists'
      ? 1
      : total && current !== undefined
        ? current / total
        : state === 'waiting'
          ? 0
          : undefined;
  return (
    <li className="grid h-5 grid-cols-[92px_minmax(40px,1fr)_84px_60px] items-center gap-3 text-small/5">
      <bdi className="truncate font-mono text-small">{id.replace('sha256:', '').slice(0, 12)}</bdi>
      <Bar label={t('Layer {{id}}', { id: id.replace('sha256:', '').slice(0, 12) })} share={share} quiet={quiet} />
      <span className="truncate text-dim">{layerWords(state, t)}</span>
      <span className="text-end text-dim tabular-nums">{total === undefined ? '' : formatBytes(total)}</span>
    </li>
  );
}

interface BarProps {
  readonly label: string;
  /** 0 to 1; undefined: it goes on, and how far is not known. */
  readonly share: number | undefined;
  readonly quiet?: boolean;
}

export function Bar({ label, share, quiet = false }: BarProps) {
  const percent = share === undefined ? undefined : Math.max(0, Math.min(100, share * 100));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent === undefined ? undefined : Math.floor(percent)}
      className="h-[3px] w-full overflow-hidden rounded-full bg-line2 forced-colors:border"
    >
      <div
        className={`h-full rounded-full ${quiet ? 'bg-edge' : 'bg-accent forced-colors:bg-[Highlight]'} ${percent === undefined ? 'animate-breathe' : ''}`}
        style={{ width: percent === undefined ? '100%' : `${percent}%` }}
      />
    </div>
  );
}

function useTransferWords(progress: Progress, t: Translate) {
  const samples = useRef<readonly RateSample[]>([]);
  const sum = transferred(progress);
  if (!sum) return undefined;
  const last = samples.current.at(-1);
  if (last?.done !== sum.done) samples.current = withSample(samples.current, { at: Date.now(), done: sum.done });
  const rate = rateOf(samples.current);
  const left = secondsLeft(sum, rate);
  const words = [
    sum.total === undefined
      ? formatBytes(sum.done)
      : t('{{done}} of {{total}}', { done: formatBytes(sum.done), total: formatBytes(sum.total) }),
    rate !== undefined && t('{{rate}}/s', { rate: formatBytes(rate) }),
    left !== undefined && left > 0 && leftWords(left, t),
  ];
  return {
    words: words.filter(Boolean).join(' · '),
    share: sum.total ? sum.done / sum.total : undefined,
  };
}

function leftWords(seconds: number, t: Translate): string {
  if (seconds < 100) return t(`{{count}}${thinSpace}s left`, { count: seconds });
  return t(`{{count}}${thinSpace}min left`, { count: Math.ceil(seconds / 60) });
}

function layerWords(state: LayerProgress['state'], t: Translate): string {
  const words: Readonly<Record<LayerProgress['state'], string>> = {
    waiting: 'waiting',
    downloading: 'downloading',
    checking: 'checking',
    extracting: 'extracting',
    done: 'done',
    exists: 'already here',
  };
  return t(words[state]);
}

/** English, translated where shown; a step without words of its own is just under way. */
const steps: Partial<Readonly<Record<JobStep, string>>> = {
  pulling: 'pulling its image',
  creating: 'creating it',
  connecting: 'connecting its networks',
  starting: 'starting it',
  create: 'creating the new one beside it',
  stop: 'stopping the old one',
  'put-aside': 'putting the old one aside',
  name: 'giving its name to the new one',
  start: 'starting the new one',
  prove: 'waiting until the new one has proved itself',
  delete: 'deleting the old one',
};

const stepWords = (step: JobStep, t: Translate): string => t(steps[step] ?? 'under way');
