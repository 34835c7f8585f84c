import { useEffect, useState } from 'react';
import { useT } from '../../app/t';
import { HexView } from '../../ui/hex-view';

interface ImageViewProps {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  readonly name: string;
}

/** A picture from its own bytes: nothing is fetched. One that can't be drawn is shown as bytes. */
export function ImageView({ bytes, mediaType, name }: ImageViewProps) {
  const t = useT();
  const [url, setUrl] = useState<string>();
  const [size, setSize] = useState<string>();
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
    setUrl(made);
    setBroken(false);
    return () => URL.revokeObjectURL(made);
  }, [bytes, mediaType]);
  if (broken) return <HexView label={t('Bytes of {{name}}', { name })} bytes={bytes} />;
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-3 overflow-auto bg-sunk p-4">
      {url && (
        <img
          src={url}
          alt={name}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setSize(`${naturalWidth} × ${naturalHeight}`)}
          onError={() => setBroken(true)}
          className="max-h-full min-h-0 max-w-full border border-line object-contain"
        />
      )}
      <span className="text-small text-dim">{[mediaType, size].filter(Boolean).join(' · ')}</span>
    </div>
  );
}
