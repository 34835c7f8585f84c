import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { errorWords } from './app/error-words';
import { createBridge } from './bridge/bridge';
import { portCarrier, portFromPreload, socketCarrier, socketUrl } from './bridge/carrier';
import { useToasts } from './stores/toasts';
import './styles/index.css';
import './app/app.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no root');

/** The browser shell serves the page over http; the desktop shell by its own scheme, and preload hands over a port. */
const open = location.protocol.startsWith('http') ? socketCarrier(socketUrl(location)) : portCarrier(portFromPreload());

const bridge = createBridge(open, (error) => {
  const { what, why } = errorWords(error);
  useToasts.getState().show({ tone: 'bad', title: what, detail: why });
});

createRoot(root).render(
  <StrictMode>
    <App bridge={bridge} />
  </StrictMode>,
);
