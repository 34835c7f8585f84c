import { useT } from '../../app/t';
import { Spinner } from '../../ui/spinner';
import { countWords, howWords } from './file-words';
import type { FileRow, Listing } from './use-listing';

interface FilesStatusProps {
  readonly listing: Listing;
  readonly rows: readonly FileRow[];
  readonly uploading: boolean;
}

/** How many there are, and how they were read. */
export function FilesStatus({ listing, rows, uploading }: FilesStatusProps) {
  const t = useT();
  return (
    <div
      role="status"
      aria-label={t('Folder listing')}
      className="flex h-7 shrink-0 items-center gap-2 border-t border-line px-4 text-small text-dim"
    >
      {listing.loading && <Spinner size={12} />}
      <span className="truncate">
        {countWords(rows)}
        {` · ${howWords(listing)}`}
        {uploading && ` · ${t('Uploading; Activity shows how far')}`}
      </span>
    </div>
  );
}
