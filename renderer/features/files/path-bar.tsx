import { foldersAbove } from '@common/contract/file-rules';
import type { ContainerId } from '@common/contract/ids';
import { HardDrive } from 'lucide-react';
import { hrefOf, paths } from '../../app/paths';
import { useT } from '../../app/t';
import { Bdi } from '../../ui/bdi';
import { shownName } from './file-words';

/** Where one is; every folder above is a link. */
export function PathBar({ container, folder }: { readonly container: ContainerId; readonly folder: string }) {
  const t = useT();
  const above = foldersAbove(folder);
  return (
    <nav aria-label={t('Folder')} className="flex min-w-0 flex-1 items-center gap-1 font-mono text-small">
      {[...above, folder].map((path) => {
        const here = path === folder;
        const name = path === '/' ? t('Root folder') : shownName(path.slice(path.lastIndexOf('/') + 1));
        const words = path === '/' ? <HardDrive aria-hidden size={14} /> : <Bdi>{name}</Bdi>;
        return (
          <span
            key={path}
            className={here ? 'flex min-w-0 items-center gap-1' : 'flex min-w-4 shrink items-center gap-1'}
          >
            {path !== '/' && <span className="text-faint">/</span>}
            <a
              href={hrefOf(paths.files(container, path))}
              aria-current={here ? 'page' : undefined}
              aria-label={path === '/' ? name : undefined}
              className={here ? 'min-w-0 rounded-sm text-ink' : 'min-w-0 rounded-sm text-accent hover:underline'}
            >
              {words}
            </a>
          </span>
        );
      })}
    </nav>
  );
}
