import type { Container } from '@common/contract/containers';
import type { Image, ImageDetails } from '@common/contract/images';
import type { ReactNode } from 'react';
import { EnvironmentList } from '../../app/environment-list';
import { hrefOf, paths } from '../../app/paths';
import { useT } from '../../app/t';
import { ArgvChips } from '../../ui/argv-chips';
import { Bdi } from '../../ui/bdi';
import { Bytes } from '../../ui/bytes';
import { Copyable } from '../../ui/copyable';
import { FactColumns, Facts } from '../../ui/facts';
import { KeyValue, type KeyValueItem } from '../../ui/key-value';
import { LongText } from '../../ui/long-text';
import { RelativeTime } from '../../ui/relative-time';
import { TextLink } from '../../ui/text-link';
import { uniqueSize } from './image-filter';
import { digestRepository } from './image-names';

interface ImageOverviewProps {
  readonly details: ImageDetails;
  /** Its row, while the list has it: what is shared is known there alone. */
  readonly row: Image | undefined;
  readonly using: readonly Container[];
}

/** What an image is and what a container of it gets. */
export function ImageOverview({ details, row, using }: ImageOverviewProps) {
  return (
    <FactColumns
      first={
        <>
          <Start details={details} />
          <Configuration details={details} />
          <Environment details={details} />
          <Labels details={details} />
        </>
      }
      second={
        <>
          <About details={details} row={row} />
          <Names details={details} />
          <Digests details={details} />
          <UsedBy using={using} />
        </>
      }
    />
  );
}

interface Of {
  readonly details: ImageDetails;
}

function Start({ details: { entrypoint, command, user, workingDirectory } }: Of) {
  const t = useT();
  const both = entrypoint.length > 0 && command.length > 0;
  const argv = [...entrypoint.map((text) => ({ text })), ...command.map((text) => ({ text, marked: both }))];
  return (
    <Facts title={t('How it starts')}>
      {argv.length === 0 ? (
        <p className="text-dim">{t('It says nothing about that: a container needs a command of its own.')}</p>
      ) : (
        <ArgvChips label={t('How it starts')} parts={argv} />
      )}
      <p className="pt-2 text-small text-dim">
        {both
          ? t('The Entrypoint, then the Cmd (marked), which a command given at run replaces.')
          : entrypoint.length > 0
            ? t('The Entrypoint; a command given at run follows it.')
            : command.length > 0 && t('The Cmd; a command given at run replaces it.')}{' '}
        {t('Runs as {{user}} in {{folder}}.', { user: user || 'root', folder: workingDirectory || '/' })}
      </p>
    </Facts>
  );
}

/** Only what the image says: an absent fact has no line. */
function items(...pairs: readonly (readonly [string, ReactNode])[]): readonly KeyValueItem[] {
  return pairs.flatMap(([key, value]) =>
    value === undefined || value === '' || value === false ? [] : [{ key, value }],
  );
}

const list = (values: readonly string[] | undefined) =>
  values &&
  values.length > 0 && (
    <Bdi cut="none" mono>
      {values.join('  ')}
    </Bdi>
  );

function Configuration({ details }: Of) {
  const t = useT();
  const facts = items(
    [t('Ports'), list(details.exposedPorts)],
    [t('Volumes'), list(details.volumes)],
    [t('Health check'), list(details.healthcheck)],
    [t('Stop signal'), details.stopSignal],
    [t('Shell'), list(details.shell)],
  );
  if (facts.length === 0) return null;
  return (
    <Facts title={t('Configuration')}>
      <KeyValue items={facts} />
    </Facts>
  );
}

function Environment({ details: { env } }: Of) {
  const t = useT();
  if (env.length === 0) return null;
  return (
    <Facts title={t('Environment')} detail={env.length}>
      <EnvironmentList env={env} />
    </Facts>
  );
}

function Labels({ details: { labels } }: Of) {
  const t = useT();
  const entries = Object.entries(labels);
  if (entries.length === 0) return null;
  return (
    <Facts title={t('Labels')} detail={entries.length}>
      <KeyValue
        mono
        items={entries.map(([key, value]) => ({ key: key || '""', value: <LongText>{value}</LongText> }))}
      />
    </Facts>
  );
}

function About({ details, row }: Of & { readonly row: Image | undefined }) {
  const t = useT();
  return (
    <Facts title={t('About')}>
      <KeyValue
        items={items(
          [t('Platform'), details.platform],
          [t('Created'), details.createdAt !== undefined && <RelativeTime at={details.createdAt} style="long" />],
          [t('Size'), <Bytes key="size" value={row?.size ?? details.size} />],
          [t('Only here'), row && uniqueSize(row) !== undefined && <Bytes value={uniqueSize(row)} />],
          [t('Author'), details.author && <Bdi cut="none">{details.author}</Bdi>],
          [t('Comment'), details.comment && <Bdi cut="none">{details.comment}</Bdi>],
        )}
      />
    </Facts>
  );
}

function Names({ details: { tags } }: Of) {
  const t = useT();
  return (
    <Facts title={t('Names')} detail={tags.length}>
      {tags.length === 0 && <p className="text-dim">{t('It has none: a build or a newer pull took them.')}</p>}
      <ul>
        {tags.map((tag) => (
          <li key={tag}>
            <Copyable text={tag} label={t('Copy {{name}}', { name: tag })}>
              <Bdi cut="none">{tag}</Bdi>
            </Copyable>
          </li>
        ))}
      </ul>
    </Facts>
  );
}

function Digests({ details: { id, digests } }: Of) {
  const t = useT();
  return (
    <Facts title={t('Digests')}>
      <dl className="flex flex-col gap-2">
        <div>
          <dt className="text-dim">{t('Content: the image’s ID on this engine')}</dt>
          <dd>
            <Digest digest={id} />
          </dd>
        </div>
        {digests.map((digest) => (
          <div key={digest}>
            <dt className="text-dim">
              {t('Distribution: what to pull from')} <Bdi className="inline!">{digestRepository(digest)}</Bdi>
            </dt>
            <dd>
              <Digest digest={digest.slice(digest.indexOf('@') + 1)} copies={digest} />
            </dd>
          </div>
        ))}
      </dl>
      {digests.length === 0 && (
        <p className="pt-2 text-dim">{t('No registry is known to have it: it was made or loaded here.')}</p>
      )}
    </Facts>
  );
}

function Digest({ digest, copies = digest }: { readonly digest: string; readonly copies?: string }) {
  const t = useT();
  return (
    <Copyable text={copies} label={t('Copy the digest')}>
      <Bdi mono cut="middle">
        {digest}
      </Bdi>
    </Copyable>
  );
}

function UsedBy({ using }: { readonly using: readonly Container[] }) {
  const t = useT();
  return (
    <Facts title={t('Used by')} detail={using.length}>
      {using.length === 0 && <p className="text-dim">{t('No container was made from it.')}</p>}
      <ul className="max-h-70 overflow-y-auto">
        {using.map(({ id, name }) => (
          <li key={id} className="truncate">
            <TextLink href={hrefOf(paths.container(id))}>
              <Bdi cut="middle">{name}</Bdi>
            </TextLink>
          </li>
        ))}
      </ul>
    </Facts>
  );
}
