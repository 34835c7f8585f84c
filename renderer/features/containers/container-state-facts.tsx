import type { ContainerDetails } from '@common/contract/containers';
import type { EngineState } from '@common/contract/engines';
import type { ReactNode } from 'react';
import { hrefOf, paths } from '../../app/paths';
import { counted, type Translate, useT } from '../../app/t';
import { Bdi, ShortId } from '../../ui/bdi';
import { Copyable } from '../../ui/copyable';
import { Facts } from '../../ui/facts';
import { exactTime } from '../../ui/format-age';
import { formatMemory } from '../../ui/format-bytes';
import { KeyValue } from '../../ui/key-value';
import { LongText } from '../../ui/long-text';
import { RelativeTime } from '../../ui/relative-time';
import { TextLink } from '../../ui/text-link';
import { clockOffset } from './container-columns';
import { exitWords } from './container-words';
import { PortList } from './port-list';

interface ContainerStateFactsProps {
  readonly details: ContainerDetails;
  readonly engine: EngineState;
}

/** Since when, by which rules, from what, with which limits. */
export function ContainerStateFacts({ details, engine }: ContainerStateFactsProps) {
  const t = useT();
  const facts: readonly (readonly [string, ReactNode])[] = [
    ...times(details, clockOffset(engine), t),
    [t('Restart policy'), restartWords(details, t)],
    [t('Image'), <ImageFact key="image" details={details} />],
    [t('Made by'), madeBy(details, t)],
    [t('Limits'), limitWords(details, t)],
    [
      t('Ports'),
      details.ports.some(({ publicPort }) => publicPort !== undefined) && (
        <PortList ports={details.ports} engineAddress={engine.address} most={20} />
      ),
    ],
    [t('Rights'), rights(details, t)],
    [t('Log driver'), details.logDriver],
    [
      t('ID'),
      <Copyable key="id" text={details.id} label={t('Copy ID')}>
        <ShortId shown={details.id.slice(0, 12)}>{details.id}</ShortId>
      </Copyable>,
    ],
  ];
  return (
    <Facts title={t('State')}>
      <KeyValue
        items={facts.flatMap(([key, value]) =>
          value === undefined || value === false || value === '' ? [] : [{ key, value }],
        )}
      />
    </Facts>
  );
}

function times(
  { state, startedAt, finishedAt, createdAt, pid, exitCode, oomKilled }: ContainerDetails,
  offset: number,
  t: Translate,
): readonly (readonly [string, ReactNode])[] {
  const at = (time: number) => (
    <>
      {exactTime(time - offset)}, <RelativeTime at={time - offset} style="long" />
    </>
  );
  const up = state === 'running' || state === 'paused';
  return [
    [
      t('Running since'),
      up && startedAt !== undefined && (
        <>
          {at(startedAt)}
          {pid !== undefined && ` · PID ${pid}`}
        </>
      ),
    ],
    [
      t('Ended'),
      !up && finishedAt !== undefined && (
        <>
          {at(finishedAt)}
          {exitCode !== undefined && ` · ${exitWords(exitCode, oomKilled)}`}
        </>
      ),
    ],
    [t('Created'), at(createdAt)],
  ];
}

function restartWords({ restartPolicy, restartCount, autoRemove }: ContainerDetails, t: Translate): string {
  const { name, maximumRetryCount } = restartPolicy;
  const limit = name === 'on-failure' && maximumRetryCount > 0 ? `:${maximumRetryCount}` : '';
  return [
    `${name}${limit}`,
    restartCount > 0 && counted(restartCount, 'restarted {{count}} time', 'restarted {{count}} times'),
    autoRemove && t('deleted when it ends'),
  ]
    .filter(Boolean)
    .join(' · ');
}

function ImageFact({ details: { image, imageId } }: { readonly details: ContainerDetails }) {
  if (imageId === undefined) return <Bdi cut="none">{image}</Bdi>;
  const short = imageId.replace('sha256:', '').slice(0, 12);
  // A bare id is all that is left of a name that moved on.
  const bare = image.replace('sha256:', '').startsWith(short);
  return (
    <>
      <TextLink href={hrefOf(paths.image(imageId))}>
        <Bdi cut="none">{bare ? short : image}</Bdi>
      </TextLink>{' '}
      {!bare && (
        <span className="text-faint">
          <ShortId shown={short}>{imageId}</ShortId>
        </span>
      )}
    </>
  );
}

function madeBy({ compose }: ContainerDetails, t: Translate): ReactNode {
  if (!compose) return undefined;
  const { project, service } = compose;
  return (
    <LongText>
      {service === undefined
        ? t('Compose project {{project}}', { project })
        : t('Compose project {{project}}, service {{service}}', { project, service })}
    </LongText>
  );
}

function limitWords({ limits: { cpus, memory, pids } }: ContainerDetails, t: Translate): string {
  const words = [
    cpus !== undefined && counted(cpus, '{{count}} CPU', '{{count}} CPUs'),
    memory !== undefined && t('{{size}} memory', { size: formatMemory(memory) }),
    pids !== undefined && t('{{count}} pids', { count: pids }),
  ].filter(Boolean);
  return words.length === 0 ? t('none') : words.join(', ');
}

function rights({ privileged, capAdd, capDrop, readOnlyRoot }: ContainerDetails, t: Translate): string {
  return [
    privileged && t('privileged: as much as root on the engine’s machine'),
    capAdd.length > 0 && t('adds {{names}}', { names: capAdd.join(', ') }),
    capDrop.length > 0 && t('drops {{names}}', { names: capDrop.join(', ') }),
    readOnlyRoot && t('read-only root'),
  ]
    .filter(Boolean)
    .join(' · ');
}
