import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { Link } from 'wouter';
import { useCurrentEngine } from '../bridge/engine';
import { useRows } from '../bridge/live';
import { useSettings } from '../bridge/settings';
import { type NavEntry, navEntries, navKindOf } from './nav';
import type { Page } from './paths';
import { useT } from './t';

/** Folds to icons in a narrow window (app.css) or when the person wants it. */
export function SideNav({ page }: { page: Page }) {
  const t = useT();
  const [{ sidebarFolded: folded }, change] = useSettings();
  const engine = useCurrentEngine()?.id;
  const containers = useRows('containers', engine);
  const images = useRows('images', engine);
  const counts: Partial<Record<NavEntry['kind'], number>> = {
    containers: containers.loading ? undefined : containers.rows.length,
    images: images.loading ? undefined : images.rows.length,
  };
  const current = navKindOf(page);
  const Fold = folded ? PanelLeftOpen : PanelLeftClose;
  const foldWords = folded ? t('Unfold the side bar') : t('Fold the side bar');
  const link = (entry: NavEntry) => (
    <NavLink key={entry.kind} entry={entry} current={entry.kind === current} count={counts[entry.kind]} />
  );
  return (
    <nav aria-label={t('Main')} className="app-nav" data-folded={folded ? '' : undefined}>
      {navEntries.filter(({ kind }) => kind !== 'settings').map(link)}
      <div className="app-nav-end">
        {navEntries.filter(({ kind }) => kind === 'settings').map(link)}
        <button
          type="button"
          className="app-nav-link app-nav-fold"
          data-tip={foldWords}
          aria-label={foldWords}
          onClick={() => change({ sidebarFolded: !folded })}
        >
          <Fold aria-hidden="true" />
        </button>
      </div>
    </nav>
  );
}

function NavLink({ entry, current, count }: { entry: NavEntry; current: boolean; count: number | undefined }) {
  const t = useT();
  const name = t(entry.name);
  const Icon = entry.icon;
  return (
    <Link
      href={entry.path}
      className="app-nav-link"
      data-kind={entry.kind}
      data-tip={name}
      data-tip-if="cut"
      aria-current={current ? 'page' : undefined}
    >
      <Icon aria-hidden="true" />
      <span className="app-nav-name">{name}</span>
      {count !== undefined && (
        <span aria-hidden="true" className="app-nav-count">
          {count.toLocaleString()}
        </span>
      )}
    </Link>
  );
}
