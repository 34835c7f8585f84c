import { baseName } from '@common/contract/file-rules';
import type { FileContent } from '@common/contract/files';
import { useQuery } from '@tanstack/react-query';
import { Download, X } from 'lucide-react';
import { useMemo } from 'react';
import { errorWords } from '../../app/error-words';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { asError } from '../../bridge/errors';
import { verbQuery } from '../../bridge/query';
import { Button } from '../../ui/button';
import { ErrorState } from '../../ui/error-state';
import { formatBytes } from '../../ui/format-bytes';
import { HexView } from '../../ui/hex-view';
import { IconButton } from '../../ui/icon-button';
import { SkeletonRows } from '../../ui/skeleton';
import { bytesOfBase64 } from './file-bytes';
import { shownName } from './file-words';
import { ImageView } from './image-view';
import { FileTitle, Pane } from './pane';
import { TextPane } from './text-pane';
import type { Place } from './use-listing';

interface FilePaneProps {
  readonly place: Place;
  readonly path: string;
  /** Why it can't be saved now. */
  readonly locked: string | undefined;
  readonly onClose: () => void;
  readonly onSaved: () => void;
  readonly onDownload: () => void;
}

/** One file: text to edit, a picture to see, or its bytes. */
export function FilePane(props: FilePaneProps) {
  const { place, path, onClose, onDownload } = props;
  const t = useT();
  const { client } = useBridge();
  const name = shownName(baseName(path));
  const { data, error, refetch } = useQuery({
    ...verbQuery(client, 'files', 'read', { ...place, path }),
    staleTime: 0,
    gcTime: 0,
  });
  const actions = (
    <>
      <IconButton icon={Download} label={t('Download {{name}}', { name })} onClick={onDownload} />
      <IconButton icon={X} label={t('Close {{name}}', { name })} onClick={onClose} />
    </>
  );
  if (error && !data) {
    const said = asError(error);
    return (
      <Pane label={name} title={<FileTitle name={name} />} actions={actions}>
        <ErrorState
          {...errorWords(said)}
          raw={said.raw}
          actions={<Button onClick={() => void refetch()}>{t('Try again')}</Button>}
        />
      </Pane>
    );
  }
  if (!data)
    return (
      <Pane label={name} title={<FileTitle name={name} />} actions={actions}>
        <SkeletonRows />
      </Pane>
    );
  if (data.kind === 'text' && !data.truncated) {
    return <TextPane key={data.realPath} {...props} content={data} actions={actions} onReload={() => void refetch()} />;
  }
  return (
    <Pane label={name} title={<FileTitle name={name} content={data} />} actions={actions}>
      <Preview content={data} name={name} />
    </Pane>
  );
}

function Preview({ content, name }: { readonly content: FileContent; readonly name: string }) {
  const t = useT();
  const bytes = useMemo(() => bytesOfBase64(content.data), [content.data]);
  return (
    <>
      {content.truncated && (
        <p role="note" className="m-0 border-b border-line px-3 py-2 text-dim">
          {t('The first {{some}} of {{all}}. Download it to see it whole.', {
            some: formatBytes(bytes.length),
            all: formatBytes(content.size),
          })}
        </p>
      )}
      {content.kind === 'image' && !content.truncated ? (
        <ImageView bytes={bytes} mediaType={content.mediaType ?? ''} name={name} />
      ) : (
        <HexView label={t('Bytes of {{name}}', { name })} bytes={bytes} />
      )}
    </>
  );
}
