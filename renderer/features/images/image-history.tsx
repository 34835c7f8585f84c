import type { ImageDetails } from '@common/contract/images';
import { useT } from '../../app/t';
import { Bdi } from '../../ui/bdi';
import { Bytes } from '../../ui/bytes';
import { LongText } from '../../ui/long-text';
import { RelativeTime } from '../../ui/relative-time';
import { StepsTable } from './steps-table';

/** Every step as it was recorded, whole and untouched, oldest first. */
export function ImageHistory({ details: { history } }: { readonly details: ImageDetails }) {
  const t = useT();
  if (history.length === 0) return <p className="p-4 text-dim">{t('This image has no history recorded.')}</p>;
  let number = 0;
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <StepsTable
        columns={[
          { label: '#', width: 'w-14', end: true },
          { label: t('Created by') },
          { label: t('Comment'), width: 'w-48' },
          { label: t('Created'), width: 'w-24', end: true },
          { label: t('Size'), width: 'w-28', end: true },
        ]}
      >
        {history.map((step) => {
          number += 1;
          return (
            <tr key={number} className="border-b border-line align-top hover:bg-hover">
              <td className="py-1 ps-4 pe-3 text-end text-faint">{number}</td>
              <td className="px-2 py-1 whitespace-pre-wrap">
                {step.createdBy === '' ? (
                  <span className="text-faint">{t('not recorded')}</span>
                ) : (
                  <span className="font-mono text-small/5">
                    <LongText>{step.createdBy}</LongText>
                  </span>
                )}
                {step.tags.length > 0 && (
                  <Bdi cut="none" className="block text-small text-dim">
                    {step.tags.join('  ')}
                  </Bdi>
                )}
              </td>
              <td className="px-2 py-1 text-dim">
                <Bdi cut="none">{step.comment}</Bdi>
              </td>
              <td className="px-2 py-1 text-end text-dim">
                <RelativeTime at={step.createdAt} />
              </td>
              <td className="py-1 ps-2 pe-4 text-end">
                <Bytes value={step.size} />
              </td>
            </tr>
          );
        })}
      </StepsTable>
    </div>
  );
}
