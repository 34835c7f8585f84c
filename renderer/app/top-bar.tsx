import { ListChecks, Search } from 'lucide-react';
import { useRows } from '../bridge/live';
import { countUnseen } from '../features/jobs/job-words';
import { useScreen } from '../stores/screen';
import { IconButton } from '../ui/icon-button';
import { KeyHint } from '../ui/key-hint';
import { TooltipLayer } from '../ui/tooltip-layer';
import { EngineSwitcher } from './engine-switcher';
import { paletteKeys } from './keys';
import { Logo } from './logo';
import { counted, useT } from './t';

export function TopBar() {
  return (
    <header className="app-top">
      <span className="app-brand">
        <Logo />
        Berth
      </span>
      <EngineSwitcher />
      <span className="flex-1" />
      <PaletteButton />
      <span className="flex-1" />
      <ActivityToggle />
      {/* It is placed in the window's own pixels, which the zoom would scale once more. */}
      <div className="app-unzoomed">
        <TooltipLayer />
      </div>
    </header>
  );
}

function PaletteButton() {
  const t = useT();
  const showPalette = useScreen(({ showPalette: show }) => show);
  const words = t('Search or run a command');
  return (
    <button
      type="button"
      className="app-search"
      aria-haspopup="dialog"
      aria-keyshortcuts={paletteKeys.aria}
      data-tip={words}
      data-tip-if="cut"
      onClick={() => showPalette(true)}
    >
      <Search aria-hidden="true" size={14} className="shrink-0" />
      <span className="truncate">{words}</span>
      <span className="ms-auto">
        <KeyHint keys={paletteKeys.shown} />
      </span>
    </button>
  );
}

function ActivityToggle() {
  const t = useT();
  const { rows } = useRows('jobs');
  const { activityOpen, activitySeenAt, toggleActivity } = useScreen();
  const running = rows.filter(({ state }) => state === 'running').length;
  const unseen = activityOpen ? 0 : countUnseen(rows, activitySeenAt) + running;
  const label = unseen > 0 ? counted(unseen, 'Activity, {{count}} new', 'Activity, {{count}} new') : t('Activity');
  return (
    <span className="relative">
      <IconButton icon={ListChecks} label={label} aria-pressed={activityOpen} onClick={() => toggleActivity()} />
      {unseen > 0 && (
        <span aria-hidden="true" className="app-badge">
          {unseen > 99 ? '99+' : unseen}
        </span>
      )}
    </span>
  );
}
