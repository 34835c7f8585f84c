import { useCallback, useRef } from 'react';
import { useLocation } from 'wouter';
import { useCurrentEngine } from '../bridge/engine';
import { Activity } from '../features/jobs/activity';
import { JobToasts } from '../features/jobs/job-toasts';
import { useScreen } from '../stores/screen';
import { Dialogs } from './dialogs';
import { DockSlot } from './dock-slot';
import { KeysDialog } from './keys-dialog';
import { LostBanner } from './lost-banner';
import { PageBoundary } from './page-boundary';
import { Palette } from './palette/palette';
import { pageOf } from './paths';
import { Routes } from './routes';
import { SideNav } from './side-nav';
import { StatusBar } from './status-bar';
import { useT } from './t';
import { Toaster } from './toaster';
import { TopBar } from './top-bar';
import { useBlocked } from './use-blocked';
import { usePageFocus } from './use-page-focus';
import { useShortcuts } from './use-shortcuts';
import { WindowTitle } from './window-title';

/** The window: bar, side bar, page, status; and what floats over them. */
export function Frame() {
  const t = useT();
  const [location] = useLocation();
  const page = pageOf(location);
  const main = useRef<HTMLElement>(null);
  const activityOpen = useScreen(({ activityOpen: open }) => open);
  const engine = useCurrentEngine();
  const blocked = useBlocked();
  // Settings are Berth's own, and the engines' page tells each one's state in words.
  const stale =
    blocked !== undefined && engine?.seenAt !== undefined && page.kind !== 'settings' && page.kind !== 'engines';
  useShortcuts();
  usePageFocus(main, page);
  const skip = useCallback(() => main.current?.focus(), []);
  return (
    <div className="app-frame">
      <WindowTitle page={page} />
      <button type="button" className="app-skip" onClick={skip}>
        {t('Skip to the page')}
      </button>
      <TopBar />
      <SideNav page={page} />
      <main ref={main} tabIndex={-1} className="app-main">
        <LostBanner page={page} />
        <PageBoundary key={page.kind} location={location}>
          <div className="app-page" data-stale={stale ? '' : undefined}>
            <Routes page={page} />
          </div>
        </PageBoundary>
      </main>
      <DockSlot />
      {activityOpen && <Activity />}
      <StatusBar />
      <Dialogs />
      <KeysDialog />
      <Palette />
      <Toaster />
      <JobToasts />
    </div>
  );
}
