import type { ContainerDetails } from '@common/contract/containers';
import { useMemo } from 'react';
import { useT } from '../../app/t';
import { classNames } from '../../ui/class-names';
import { Facts } from '../../ui/facts';
import { Sparkline } from '../../ui/sparkline';
import { toneText } from '../../ui/tone';
import { type ChartKind, chartKinds, chartTitle, chartWords, limitOf, toneOf } from './stats-words';
import { useContainerStats } from './use-container-stats';

/** As many samples as a small line has room for. */
const room = 120;

/** What it uses now, in four figures with the last minutes beside them. Sampled only while this is seen. */
export function UsageNow({ details }: { readonly details: ContainerDetails }) {
  const t = useT();
  return (
    <Facts title={t('Now')}>
      {details.state === 'running' || details.state === 'paused' ? (
        <Usage details={details} />
      ) : (
        <p className="text-dim">{t('It is not running, and uses nothing.')}</p>
      )}
    </Facts>
  );
}

function Usage({ details: { engine, id, limits } }: { readonly details: ContainerDetails }) {
  const samples = useContainerStats(engine, id);
  const last = useMemo(() => samples.slice(-room), [samples]);
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3">
      {chartKinds
        .filter((kind) => kind.id !== 'processes')
        .map((kind) => (
          <Small key={kind.id} kind={kind} samples={last} limits={limits} />
        ))}
    </dl>
  );
}

interface SmallProps {
  readonly kind: ChartKind;
  readonly samples: ReturnType<typeof useContainerStats>;
  readonly limits: ContainerDetails['limits'];
}

function Small({ kind, samples, limits }: SmallProps) {
  const t = useT();
  const newest = samples.at(-1);
  const { main, more: long } = chartWords(kind.id, newest, limits, t);
  const more = kind.id === 'cpu' ? t('of one core') : long;
  const limit = limitOf(kind.id, newest, limits);
  // What is written is told first, and drawn.
  const figure = kind.id === 'disk' ? 'blockWrite' : kind.figures[0];
  const values = useMemo(() => samples.map((sample) => (figure ? sample[figure] : undefined)), [samples, figure]);
  const tone = toneOf(figure && newest?.[figure], limit);
  return (
    <div className="min-w-0">
      <dt className="text-small text-dim">{chartTitle(kind.id, t)}</dt>
      <dd className="truncate tabular-nums" data-tip={long}>
        <span className="font-semibold">{main}</span> <span className="text-small text-dim">{more}</span>
      </dd>
      <dd aria-hidden className={classNames('mt-1', tone ? toneText[tone] : 'text-accent')}>
        <Sparkline values={values} width={220} height={28} room={room} top={limit ?? kind.least} />
      </dd>
    </div>
  );
}
