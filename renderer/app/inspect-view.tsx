import { useMemo, useState } from 'react';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copyable';
import { JsonTree } from '../ui/json-tree/json-tree';
import { SegmentedChips } from '../ui/segmented-chips';
import { maskedInspect } from './masked-inspect';
import { useT } from './t';

type Look = 'tree' | 'raw';

/** The engine's own record: as a tree to search and copy from, or as it came. Secret-looking values stay masked until asked. */
export function InspectView({ value }: { readonly value: unknown }) {
  const t = useT();
  const [look, setLook] = useState<Look>('tree');
  const [open, setOpen] = useState(false);
  const masked = useMemo(() => maskedInspect(value), [value]);
  const shown = open ? value : masked;
  const text = useMemo(() => (look === 'raw' ? JSON.stringify(shown, undefined, 2) : ''), [look, shown]);
  const looks = (
    <>
      {masked !== value && (
        <Button kind="ghost" aria-pressed={open} onClick={() => setOpen(!open)}>
          {open ? t('Hide secrets') : t('Show secrets')}
        </Button>
      )}
      <SegmentedChips
        label={t('Shown as')}
        value={look}
        onChange={setLook}
        options={[
          { value: 'tree', label: t('Tree') },
          { value: 'raw', label: t('Raw') },
        ]}
      />
    </>
  );
  if (look === 'tree') {
    return <JsonTree label={t('Inspect')} searchLabel={t('Search inspect')} value={shown} end={looks} />;
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-11 shrink-0 items-center justify-end gap-1 border-b border-line px-4">
        {looks}
        <CopyButton size="control" text={text} label={t('Copy all as JSON')} />
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        tabIndex={0}
        dir="ltr"
        className="min-h-0 flex-1 overflow-auto px-4 py-2 font-mono text-small/5 whitespace-pre -outline-offset-2"
      >
        {text}
      </pre>
    </div>
  );
}
