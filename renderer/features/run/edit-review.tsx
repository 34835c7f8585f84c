import { recreateCommand } from '@common/contract/commands';
import type { ContainerSpec } from '@common/contract/container-edit';
import type { ContainerDetails } from '@common/contract/containers';
import type { EngineId } from '@common/contract/ids';
import type { RunSpec } from '@common/contract/run-spec';
import { maskedSpec, maskedText } from '@common/run-line/masked-spec';
import { writeRunLine } from '@common/run-line/run-line';
import type { SpecChange } from '@common/run-line/spec-diff';
import { maskedValue } from '@common/std/secret-names';
import { useQuery } from '@tanstack/react-query';
import { Check, TriangleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { hrefOf, paths } from '../../app/paths';
import { counted, t as say, useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { verbQuery } from '../../bridge/query';
import { useDialogs } from '../../stores/dialogs';
import { classNames } from '../../ui/class-names';
import { CommandBlock } from '../../ui/command-block';
import { LongText } from '../../ui/long-text';
import { TextLink } from '../../ui/text-link';

interface EditReviewProps {
  readonly engine: EngineId;
  readonly details: ContainerDetails;
  readonly told: ContainerSpec;
  readonly spec: RunSpec;
  readonly changes: readonly SpecChange[];
  readonly start: boolean;
}

/** The exact difference, what is kept, what is lost, and the commands that would do the same. */
export function EditReview({ engine, details, told, spec, changes, start }: EditReviewProps) {
  const t = useT();
  const { name } = details;
  const aside = `${name}-berth-old`;
  const running = details.state === 'running' || details.state === 'paused' || details.state === 'restarting';
  const line = (of: RunSpec) =>
    recreateCommand(name, aside, writeRunLine(of, { verb: start ? 'run' : 'create' }), {
      running,
      paused: start && details.state === 'paused',
    });
  return (
    <div className="flex flex-col gap-4">
      <p className="m-0">
        {t('A container can’t be changed in place, so Berth makes a new one.')}{' '}
        <span className="text-dim">{wayBack(details, start)}</span>
      </p>
      <Changes changes={changes} />
      <div className="grid gap-4 narrow:grid-cols-2">
        <Points title={t('Kept')} kept points={keptPoints(details, told, start)} />
        <Points title={t('Lost')} points={useLostPoints(engine, details, told, start)} />
      </div>
      <CommandBlock
        command={line(maskedSpec(spec))}
        copies={line(spec)}
        detail={t('does the same, without the way back')}
      />
    </div>
  );
}

function wayBack({ name, autoRemove, state }: ContainerDetails, start: boolean): string {
  if (autoRemove && state === 'running')
    return say(
      'The old one is removed by the engine when it stops (--rm) and can’t be kept: if the new one fails, {{name}} is made again as it was.',
      { name },
    );
  if (!start)
    return say(
      'The new one is not started, so whether it would run is not proved; the old one is deleted once the new one is there.',
    );
  return say(
    'The old one is kept until the new one has run for 10 s, or is healthy if it has a check, and comes back by itself if it fails.',
  );
}

const labels: Readonly<Record<string, string>> = {
  '--name': 'Name',
  IMAGE: 'Image',
  COMMAND: 'Command',
  '-p': 'Port',
  '--expose': 'Exposed port',
  '-e': 'Environment',
  '-v': 'Mount',
  '--mount': 'Mount',
  '--tmpfs': 'Mount',
  '--network': 'Network',
  '--restart': 'Restart policy',
  '-l': 'Label',
  '-m': 'Memory',
  '--cpus': 'CPUs',
  '--pids-limit': 'Processes',
  '-u': 'User',
  '-w': 'Working directory',
  '-h': 'Hostname',
  '--entrypoint': 'Entrypoint',
  '--health-cmd': 'Health check',
};

function Changes({ changes }: { readonly changes: readonly SpecChange[] }) {
  const t = useT();
  if (changes.length === 0) return <p className="m-0 text-dim">{t('No setting differs.')}</p>;
  return (
    <table
      aria-label={t('Changes')}
      className="w-full border-separate border-spacing-0 overflow-hidden rounded-block text-start"
    >
      <thead className="sr-only">
        <tr>
          <th>{t('Change')}</th>
          <th>{t('Setting')}</th>
          <th>{t('Before')}</th>
          <th>{t('After')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <ChangeRow key={JSON.stringify([change.flag, change.name, change.was, change.now])} change={change} />
        ))}
      </tbody>
    </table>
  );
}

const looks = {
  added: { ground: 'bg-add', mark: '+', ink: 'text-ok' },
  removed: { ground: 'bg-del', mark: '−', ink: 'text-bad' },
  changed: { ground: 'bg-mod', mark: '±', ink: 'text-warn' },
} as const;

function ChangeRow({ change: { flag, name, was, now } }: { readonly change: SpecChange }) {
  const t = useT();
  const kind = was === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
  const { ground, mark, ink } = looks[kind];
  const words = { added: t('added'), removed: t('removed'), changed: t('changed') };
  const label = labels[flag];
  const cell = classNames('px-3 py-1.5 align-baseline', ground);
  return (
    <tr>
      <td className={classNames(cell, ink, 'w-10 text-center font-semibold')}>
        <span aria-hidden>{mark}</span>
        <span className="sr-only">{words[kind]}</span>
      </td>
      <td className={classNames(cell, 'w-36')}>
        {label ? t(label) : <code className="font-mono text-small">{flag}</code>}
      </td>
      <td className={classNames(cell, 'w-2/5 font-mono text-small wrap-anywhere text-dim line-through')}>
        {was !== undefined && <LongText>{shown(was, name)}</LongText>}
      </td>
      <td className={classNames(cell, 'font-mono text-small wrap-anywhere')}>
        {now !== undefined && <LongText>{shown(now, name)}</LongText>}
      </td>
    </tr>
  );
}

/** `true` is a flag that stands alone; values that look secret are masked (CR-04). */
function shown(value: string, name: string | undefined): string {
  if (value === 'true') return say('on');
  if (name === undefined || !value.startsWith(`${name}=`)) return maskedText(value);
  return `${name}=${maskedValue(name, value.slice(name.length + 1))}`;
}

interface Point {
  readonly id: string;
  readonly words: ReactNode;
}

function Points({
  title,
  points,
  kept = false,
}: {
  readonly title: string;
  readonly points: readonly Point[];
  readonly kept?: boolean;
}) {
  const id = useId();
  const Mark = kept ? Check : TriangleAlert;
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="m-0 mb-1 text-small font-semibold text-dim">
        {title}
      </h3>
      <ul className="m-0 flex list-none flex-col gap-1 p-0">
        {points.map((point) => (
          <li key={point.id} className="flex items-start gap-2">
            <Mark aria-hidden size={14} className={classNames('mt-0.5 shrink-0', kept ? 'text-ok' : 'text-warn')} />
            <span className="min-w-0 wrap-anywhere">{point.words}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function keptPoints(
  { networks, setup, state, labels: own }: ContainerDetails,
  { spec, leftOut }: ContainerSpec,
  start: boolean,
): readonly Point[] {
  const fixed = spec.networks.flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6].filter((ip) => ip !== undefined));
  const volumes = spec.mounts.filter(({ kind }) => kind === 'volume').length;
  const anonymous = setup.anonymousVolumes.length;
  const places = networks.map(({ network }) => network).join(', ');
  return [
    {
      id: 'name',
      words:
        fixed.length > 0
          ? say('Name and networks ({{places}}) with aliases, and its address {{addresses}}', {
              places,
              addresses: fixed.join(', '),
            })
          : say('Name and networks ({{places}}) with aliases', { places: places || say('none') }),
    },
    ...(volumes > 0
      ? [
          {
            id: 'volumes',
            words:
              anonymous > 0
                ? counted(
                    volumes,
                    '{{count}} volume with its data, which has no name',
                    '{{count}} volumes with their data, {{anonymous}} of them without a name',
                    { anonymous },
                  )
                : counted(volumes, '{{count}} volume with its data', '{{count}} volumes with their data'),
          },
        ]
      : []),
    ...(state === 'paused' && start ? [{ id: 'paused', words: say('Paused, once the new one has run') }] : []),
    ...(Object.keys(own).length > 0 ? [{ id: 'labels', words: say('Labels') }] : []),
    { id: 'settings', words: say('Every setting that is not changed above') },
    ...(leftOut.length > 0
      ? [{ id: 'left', words: say('What this form has no field for: {{flags}}', { flags: leftOut.join(' ') }) }]
      : []),
  ];
}

function useLostPoints(
  engine: EngineId,
  { id, name, state, ports }: ContainerDetails,
  told: ContainerSpec,
  start: boolean,
): readonly Point[] {
  const t = useT();
  const { client } = useBridge();
  const changes = useQuery({ ...verbQuery(client, 'files', 'changes', { engine, container: id }), staleTime: 0 });
  const written = changes.data && changes.data.changes.length + changes.data.leftOut;
  const commit = () => useDialogs.getState().open({ kind: 'commit', container: id, name });
  const published = ports.flatMap(({ publicPort }) => publicPort ?? []);
  const images: Readonly<Record<ContainerSpec['image'], string | undefined>> = {
    same: undefined,
    moved: t('Its image’s name means another image today: the new one is made from that'),
    missing: t('Its image’s name means no image here any more: it is pulled'),
  };
  const image = images[told.image];
  return [
    {
      id: 'files',
      words:
        written === 0 ? (
          t('Nothing was written into the container itself')
        ) : (
          <>
            {written === undefined
              ? t('What was written into the container itself')
              : counted(
                  written,
                  '{{count}} path changed in the container itself',
                  '{{count}} paths changed in the container itself',
                )}
            {' · '}
            <TextLink
              className="underline"
              href={hrefOf(paths.files(id, '/'))}
              onClick={() => useDialogs.getState().close()}
            >
              {t('look')}
            </TextLink>
            {', '}
            <button type="button" onClick={commit} className="text-accent hover:underline">
              {t('or commit to an image first')}
            </button>
          </>
        ),
    },
    { id: 'history', words: t('Its log, its id, and its restart count') },
    ...(state === 'running' && start && published.length > 0
      ? [
          {
            id: 'pause',
            words: t('Some seconds in which port {{ports}} does not answer', {
              ports: [...new Set(published)].join(', '),
            }),
          },
        ]
      : []),
    ...(image ? [{ id: 'image', words: image }] : []),
    ...(told.untold.length > 0
      ? [
          {
            id: 'untold',
            words: t('Podman does not tell whether it was given {{flags}}: set them again if it was', {
              flags: told.untold.join(' '),
            }),
          },
        ]
      : []),
  ];
}
