import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { type Bridge, BridgeProvider, useLink } from '../bridge/bridge';
import { useSettings, useSettingsHeard } from '../bridge/settings';
import { Frame } from './frame';
import { useAppearance } from './use-appearance';
import { useFreshBuild } from './use-fresh-build';

/** `index.html` hands over the nonce of the answer that it came with. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content;

/** Everything on screen, over one bridge. */
export function App({ bridge }: { bridge: Bridge }) {
  return (
    <CSPProvider nonce={nonce}>
      <BridgeProvider value={bridge}>
        <QueryClientProvider client={bridge.queries}>
          <Router hook={useHashLocation}>
            <Opened />
          </Router>
        </QueryClientProvider>
      </BridgeProvider>
    </CSPProvider>
  );
}

/** So long the page stays empty for its settings, so that it does not flash in the wrong theme. */
const patience = 600;

function Opened() {
  const [{ theme, zoom }] = useSettings();
  const heard = useSettingsHeard();
  const link = useLink();
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), patience);
    return () => clearTimeout(timer);
  }, []);
  useAppearance(theme, zoom);
  useFreshBuild();
  return heard || waited || link.kind === 'down' ? <Frame /> : null;
}
