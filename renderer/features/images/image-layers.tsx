import type { ImageDetails } from '@common/contract/images';
import { counted, useT } from '../../app/t';
import { Bdi } from '../../ui/bdi';
import { Bytes } from '../../ui/bytes';
import { Copyable } from '../../ui/copyable';
import { formatBytes } from '../../ui/format-bytes';
import { shortened } from '../../ui/visible-text';
import { type LayerRow, layerRows } from './layer-rows';
import { StepsTable } from './steps-table';

/** Which instruction made which layer, and which made only metadata. */
export function ImageLayers({ details }: { readonly details: ImageDetails }) {
  const t = useT();
  const rows = layerRows(details);
  const untold = rows.some(({ number }) => number === undefined);
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <p className="px-4 pt-3 pb-2 text-dim">
        {[
          counted(details.layers.length, '{{count}} layer', '{{count}} layers'),
          counted(details.history.length, '{{count}} step', '{{count}} steps'),
          formatBytes(details.size),
        ].join(' · ')}
        {untold && ` · ${t('which step made which layer is not recorded for all')}`}
      </p>
      <StepsTable
        columns={[
          { label: '#', width: 'w-14', end: true },
          { label: t('Instruction') },
          { label: t('Content (diff id)'), width: 'w-64' },
          { label: t('Size'), width: 'w-40', end: true },
        ]}
      >
        {rows.map((row) => (
          <Layer key={row.key} row={row} untold={untold} />
        ))}
      </StepsTable>
    </div>
  );
}

function Layer({ row, untold }: { readonly row: LayerRow; readonly untold: boolean }) {
  const t = useT();
  const { number, step, diffId, size, share } = row;
  const instruction = step?.instruction ?? t('not recorded');
  return (
    <tr className="h-8 border-b border-line hover:bg-hover">
      <td className="ps-4 pe-3 text-end text-faint">{number ?? '–'}</td>
      <td className="px-2">
        <Bdi mono className={diffId === undefined || !step ? 'text-dim' : 'text-ink'}>
          {instruction.replaceAll(/\s+/g, ' ')}
        </Bdi>
      </td>
      <td className="px-2">
        {diffId !== undefined && (
          <Copyable text={diffId} label={t('Copy the diff id')}>
            <span data-tip={diffId} className="font-mono text-small text-dim">
              {shortened(diffId, 19, 8)}
            </span>
          </Copyable>
        )}
      </td>
      <td className="relative ps-2 pe-4 text-end">
        {diffId !== undefined ? (
          <>
            <Bytes value={size} />
            <span
              aria-hidden
              className="absolute end-4 bottom-0.5 h-0.5 rounded bg-accent"
              style={{ width: `calc((100% - 24px) * ${share})` }}
            />
          </>
        ) : (
          <span className="text-faint">{untold ? '–' : t('no layer')}</span>
        )}
      </td>
    </tr>
  );
}
