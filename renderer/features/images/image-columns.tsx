import type { Container } from '@common/contract/containers';
import type { EngineState } from '@common/contract/engines';
import type { ImageId } from '@common/contract/ids';
import type { Image } from '@common/contract/images';
import { useMemo } from 'react';
import { hrefOf, paths } from '../../app/paths';
import { counted, type Translate, useT } from '../../app/t';
import { Bdi, ShortId } from '../../ui/bdi';
import { Bytes } from '../../ui/bytes';
import { Chip } from '../../ui/chip';
import type { Column } from '../../ui/data-table/table-types';
import { RelativeTime } from '../../ui/relative-time';
import { TextLink } from '../../ui/text-link';
import { type ImageUsers, uniqueSize } from './image-filter';
import { imageTitle, shortImageId } from './image-names';

/** The columns of the list; they change with who uses the images. */
export function useImageColumns(engine: EngineState, users: ImageUsers): readonly Column<Image>[] {
  const t = useT();
  const offset = Math.abs(engine.clockOffset ?? 0) < 5_000 ? 0 : (engine.clockOffset ?? 0);
  return useMemo(() => [...columns(t, offset), usedBy(t, users)], [t, offset, users]);
}

function columns(t: Translate, offset: number): readonly Column<Image>[] {
  return [
    {
      id: 'repository',
      header: t('Repository'),
      width: 176,
      flex: 3,
      fixed: true,
      sortBy: (image) => imageTitle(image).repository,
      cell: (image) => <RepositoryCell image={image} />,
    },
    {
      id: 'tags',
      header: t('Tags'),
      width: 128,
      flex: 2,
      fixed: true,
      sortBy: (image) => imageTitle(image).tags[0]?.shown,
      cell: (image) => <TagsCell image={image} />,
    },
    {
      id: 'id',
      header: t('Image ID'),
      width: 116,
      priority: 3,
      cell: ({ id }) => (
        <span className="text-dim">
          <ShortId shown={shortImageId(id)}>{id}</ShortId>
        </span>
      ),
    },
    {
      id: 'age',
      header: t('Age'),
      width: 68,
      align: 'end',
      priority: 4,
      sortBy: ({ createdAt }) => (createdAt > 0 ? -createdAt : undefined),
      cell: ({ createdAt }) => (
        <span className="text-dim">
          <RelativeTime at={createdAt > 0 ? createdAt - offset : undefined} />
        </span>
      ),
    },
    {
      id: 'size',
      header: t('Size'),
      width: 88,
      align: 'end',
      priority: 1,
      sortFirst: 'descending',
      sortBy: ({ size }) => size,
      cell: ({ size }) => <Bytes value={size} />,
    },
    {
      id: 'unique',
      header: t('Only here'),
      width: 92,
      align: 'end',
      priority: 5,
      sortFirst: 'descending',
      sortBy: uniqueSize,
      cell: (image) => (
        <span className="text-dim">
          <Bytes value={uniqueSize(image)} />
        </span>
      ),
    },
  ];
}

const usedBy = (t: Translate, users: ImageUsers): Column<Image> => ({
  id: 'used',
  header: t('Used by'),
  width: 144,
  flex: 1.5,
  priority: 2,
  sortFirst: 'descending',
  sortBy: ({ id }) => users.get(id)?.length ?? 0,
  cell: ({ id }) => <Users image={id} users={users.get(id)} />,
});

function RepositoryCell({ image }: { readonly image: Image }) {
  const { repository } = imageTitle(image);
  return (
    <TextLink quiet href={hrefOf(paths.image(image.id))} className="block font-medium">
      {repository === undefined ? <NoName /> : <Bdi cut="middle">{repository}</Bdi>}
    </TextLink>
  );
}

function NoName() {
  const t = useT();
  return <span className="font-normal text-dim">{t('no name')}</span>;
}

/** As many as usually fit, and one at least; all on hover. A long one is cut, but not below what tells it from others. */
const mostTags = 3;
const mostCharacters = 20;
const leastOfLong = 12;

function fitting<Tag extends { readonly shown: string }>(tags: readonly Tag[]): readonly Tag[] {
  let room = mostCharacters;
  return tags.slice(0, mostTags).filter(({ shown }, at) => {
    room -= Math.min(shown.length, leastOfLong);
    return at === 0 || room >= 0;
  });
}

function TagsCell({ image }: { readonly image: Image }) {
  const t = useT();
  const { tags, byDigest } = imageTitle(image);
  if (tags.length === 0) {
    return <span className="text-dim">{byDigest ? t('by digest only') : t('left behind by a build')}</span>;
  }
  const seen = fitting(tags);
  const rest = tags.slice(seen.length);
  return (
    <span className="flex min-w-0 items-center gap-1">
      {seen.map(({ shown, reference }) => (
        // Short tags keep their width; of the long ones each gives way.
        <span key={reference} className={shown.length <= leastOfLong ? 'shrink-0' : 'min-w-26 shrink'}>
          <Chip>
            <Bdi cut="middle">{shown}</Bdi>
          </Chip>
        </span>
      ))}
      {rest.length > 0 && (
        <span className="shrink-0 text-small text-faint" data-tip={rest.map(({ reference }) => reference).join('\n')}>
          +{rest.length}
        </span>
      )}
    </span>
  );
}

interface UsersProps {
  readonly image: ImageId;
  readonly users: readonly Container[] | undefined;
}

/** More names on hover would cover the list. */
const mostNames = 15;

function tipOf(users: readonly Container[]): string {
  const names = users.slice(0, mostNames).map(({ name }) => name);
  return users.length > mostNames ? [...names, '…'].join('\n') : names.join('\n');
}

function Users({ image, users = [] }: UsersProps) {
  const t = useT();
  const [only] = users;
  if (!only) return <span className="text-faint">{t('nothing')}</span>;
  if (users.length > 1) {
    return (
      <TextLink href={hrefOf(paths.image(image))} data-tip={tipOf(users)}>
        {counted(users.length, '{{count}} container', '{{count}} containers')}
      </TextLink>
    );
  }
  return (
    <TextLink href={hrefOf(paths.container(only.id))} className="block">
      <Bdi cut="middle">{only.name}</Bdi>
    </TextLink>
  );
}
