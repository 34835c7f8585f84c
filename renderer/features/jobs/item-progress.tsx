import type { JobItem, JobStep, LayerProgress, Progress } from '@common/contract/jobs';
import { t, useT } from '../../app/t';
import { formatBytes } from '../../ui/format-bytes';

/** How far an item has come, as a bar per layer, a bar of bytes, or what is being done. */
export function ItemProgress({ item }: { item: JobItem }) {
  const { progress } = item;
  if (!progress) return null;
  return (
    <div className="mt-1 flex flex-col gap-1 text-small/5 text-dim">
      <Told progress={progress} />
    </div>
  );
}

function Told({ progress }: { progress: Progress }) {
  switch (progress.kind) {
    case 'layers':
      return <Layers layers={progress.layers} />;
    case 'bytes':
      return (
        <>
          <span>
            {formatBytes(progress.done)}
            {progress.total !== undefined && ` / ${formatBytes(progress.total)}`}
          </span>
          <Bar label={t('Progress')} share={progress.total ? progress.done / progress.total : undefined} />
        </>
      );
    case 'step':
      return <span>{stepWords(progress.step)}</span>;
  }
}

function stepWords(step: JobStep): string {
  const words: Readonly<Partial<Record<JobStep, string>>> = {
    pulling: t('Pulling the image'),
    creating: t('Creating the container'),
    connecting: t('Joining its networks'),
    starting: t('Starting it'),
  };
  return words[step] ?? t('Working');
}

/** Layers that the engine has already are counted, not drawn: they take no time. */
function Layers({ layers }: { layers: readonly LayerProgress[] }) {
  const t = useT();
  if (layers.length === 0) return <span>{t('Asking the registry')}</span>;
  const there = layers.filter(({ state }) => state === 'exists').length;
  const drawn = layers.filter(({ state }) => state !== 'exists');
  const done = layers.filter(({ state }) => state === 'done').length + there;
  return (
    <>
      <span>
        {t('{{done}} of {{all}} layers', { done, all: layers.length })}
        {there > 0 && ` · ${t('{{there}} were here', { there })}`}
      </span>
      <ul className="m-0 flex max-h-56 list-none flex-col gap-0.5 overflow-auto p-0">
        {drawn.map((layer) => (
          <li key={layer.id} className="grid grid-cols-[96px_minmax(0,1fr)_112px] items-center gap-2">
            <span className="font-mono">{layer.id}</span>
            <Bar label={t('Layer {{id}}', { id: layer.id })} share={shareOf(layer)} done={layer.state === 'done'} />
            <span className="truncate text-end">{layerWords(layer)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function shareOf({ state, current, total }: LayerProgress): number | undefined {
  if (state === 'done' || state === 'exists') return 1;
  if (state === 'waiting') return 0;
  if (state === 'checking') return 1;
  return current !== undefined && total ? current / total : undefined;
}

function layerWords({ state, current, total }: LayerProgress): string {
  switch (state) {
    case 'waiting':
      return t('waiting');
    case 'downloading':
      return current !== undefined && total ? `${formatBytes(current)} / ${formatBytes(total)}` : t('downloading');
    case 'checking':
      return t('downloaded');
    case 'extracting':
      return t('unpacking');
    case 'done':
      return t('done');
    case 'exists':
      return t('was here');
  }
}

interface BarProps {
  readonly label: string;
  /** 0 to 1; undefined: not known. */
  readonly share: number | undefined;
  readonly done?: boolean;
}

function Bar({ label, share, done = false }: BarProps) {
  const percent = share === undefined ? undefined : Math.round(Math.min(1, share) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-1 overflow-hidden rounded-full bg-line2"
    >
      <div
        className={`h-full rounded-full ${done ? 'bg-ok' : 'bg-accent'} ${percent === undefined ? 'w-full animate-breathe' : ''}`}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
