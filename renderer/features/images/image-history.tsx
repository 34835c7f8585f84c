import type { ImageDetails } from '@common/contract/images';
import { useT } from '../../app/t';
import { Bdi } from '../../ui/bdi';
import { Bytes } from '../../ui/bytes';
import { LongText } from '../../ui/long-text';
import { RelativeTime } from '../../ui/relative-time';

/** Every step as it was recorded, whole and untouched, oldest first. */
export function ImageHistory({ details: { history } }: { readonly details: ImageDetails }) {
  const t = useT();
  if (history.length === 0) return <p className="p-4 text-dim">{t('This image has no history recorded.')}</p>;
  let number = 0;
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <table className="w-full min-w-160 table-fixed">
        <thead className="sticky top-0 z-10 text-small text-dim">
          <tr className="h-7 border-b border-line bg-pane">
            <th scope="col" className="w-14 ps-4 pe-3 text-end font-normal">
              #
            </th>
            <th scope="col" className="px-2 text-start font-normal">
              {t('Created by')}
            </th>
            <th scope="col" className="w-48 px-2 text-start font-normal">
              {t('Comment')}
            </th>
            <th scope="col" className="w-24 px-2 text-end font-normal">
              {t('Created')}
            </th>
            <th scope="col" className="w-28 ps-2 pe-4 text-end font-normal">
              {t('Size')}
            </th>
          </tr>
        </thead>
        <tbody>
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
        </tbody>
      </table>
    </div>
  );
}
