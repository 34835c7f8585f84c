import type { EngineState } from '@common/contract/engines';
import type { ImageId } from '@common/contract/ids';
import type { Image, ImageDetails } from '@common/contract/images';
import { Bug, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { DetailsProblem } from '../../app/details-problem';
import { InspectView } from '../../app/inspect-view';
import { hrefOf, type ImageTab, paths } from '../../app/paths';
import { RunButton } from '../../app/run-buttons';
import { counted, useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useDetails } from '../../app/use-details';
import { usePending } from '../../app/use-pending';
import { useBridge } from '../../bridge/bridge';
import { useCurrentEngine } from '../../bridge/engine';
import { useRows } from '../../bridge/live';
import { verbQuery } from '../../bridge/query';
import { useDialogs } from '../../stores/dialogs';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { DetailsHeader } from '../../ui/details-header';
import { formatBytes } from '../../ui/format-bytes';
import { SkeletonRows } from '../../ui/skeleton';
import { Tabs } from '../../ui/tabs';
import { ButtonLink } from '../../ui/text-link';
import { DeleteImages } from './delete-images';
import { usersOfImages } from './image-filter';
import { ImageHistory } from './image-history';
import { ImageLayers } from './image-layers';
import { imageName, runName, shortImageId } from './image-names';
import { ImageOverview } from './image-overview';

interface ImagePageProps {
  readonly id: ImageId;
  readonly tab: ImageTab;
}

/** One image: what it is, how it starts, which step made which layer. */
export function ImagePage({ id, tab }: ImagePageProps) {
  const engine = useCurrentEngine();
  return engine ? <ImageOfEngine key={engine.id} engine={engine} id={id} tab={tab} /> : null;
}

function ImageOfEngine({ engine, id, tab }: ImagePageProps & { readonly engine: EngineState }) {
  const t = useT();
  const { client } = useBridge();
  const { byId, loading } = useRows('images', engine.id);
  const { rows: containers } = useRows('containers', engine.id);
  const users = useMemo(() => usersOfImages(containers), [containers]);
  const row = byId.get(id);
  const { data, error, refetch } = useDetails(
    verbQuery(client, 'images', 'inspect', { engine: engine.id, id }),
    row,
    engine.phase,
  );
  const [asked, setAsked] = useState<readonly Image[]>();
  const blocked = useBlocked();
  const deleting = usePending().has(id);
  const gone = data !== undefined && !loading && row === undefined;
  const name = imageName(row ?? data ?? { id, tags: [], digests: [] });
  if (!data && error) {
    return (
      <DetailsProblem
        error={error}
        listHref={hrefOf(paths.images())}
        listWords={t('Go to Images')}
        onRetry={() => void refetch()}
      />
    );
  }
  const using = users.get(id) ?? [];
  return (
    <>
      <DetailsHeader
        list={t('Images')}
        listHref={hrefOf(paths.images())}
        name={name}
        summary={
          data && (
            <>
              <span className="me-2 font-mono text-small text-faint">{shortImageId(id)}</span>
              {[
                formatBytes(row?.size ?? data.size),
                data.platform,
                using.length === 0
                  ? t('used by nothing')
                  : counted(using.length, 'used by {{count}} container', 'used by {{count}} containers'),
              ].join(' · ')}
            </>
          )
        }
        actions={
          <>
            <RunButton image={runName(row ?? data ?? { id, tags: [], digests: [] })} kind="plain" />
            <Button
              icon={Bug}
              disabledReason={blocked ?? (gone || !row ? t('It no longer exists') : undefined)}
              onClick={() => useDialogs.getState().open({ kind: 'debug', target: { kind: 'image', id }, name })}
            >
              {t('Debug shell')}
            </Button>
            <Button
              icon={Trash2}
              kind="danger"
              pending={deleting}
              disabledReason={blocked ?? (gone || !row ? t('It no longer exists') : undefined)}
              onClick={() => row && setAsked([row])}
            >
              {t('Delete')}
            </Button>
          </>
        }
      />
      {gone && (
        <div className="px-4 pb-3">
          <Banner
            kind="warning"
            title={t('This image no longer exists')}
            actions={<ButtonLink href={hrefOf(paths.images())}>{t('Go to Images')}</ButtonLink>}
          >
            {t('It was deleted here or by another program. What you see is the last that was known.')}
          </Banner>
        </div>
      )}
      <Tabs
        label={name}
        current={tab}
        tabs={[
          { id: 'overview', label: t('Overview'), href: hrefOf(paths.image(id, 'overview')) },
          { id: 'layers', label: t('Layers'), href: hrefOf(paths.image(id, 'layers')) },
          { id: 'history', label: t('History'), href: hrefOf(paths.image(id, 'history')) },
          { id: 'inspect', label: t('Inspect'), href: hrefOf(paths.image(id, 'inspect')) },
        ]}
      >
        {data ? <Tab tab={tab} details={data} row={row} using={using} /> : <SkeletonRows />}
      </Tabs>
      {asked && (
        <DeleteImages
          engine={engine}
          asked={asked}
          users={users}
          blocked={blocked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

interface TabProps {
  readonly tab: ImageTab;
  readonly details: ImageDetails;
  readonly row: Image | undefined;
  readonly using: Parameters<typeof ImageOverview>[0]['using'];
}

function Tab({ tab, details, row, using }: TabProps) {
  switch (tab) {
    case 'overview':
      return <ImageOverview details={details} row={row} using={using} />;
    case 'layers':
      return <ImageLayers details={details} />;
    case 'history':
      return <ImageHistory details={details} />;
    case 'inspect':
      return <InspectView value={details.raw} />;
  }
}
