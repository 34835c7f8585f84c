import { createRoot } from 'react-dom/client';
import '../../renderer/app/t';
import '../../renderer/styles/index.css';
import { TooltipLayer } from '../../renderer/ui/tooltip-layer';
import { PartsPage } from './parts-page';
import { TablePage } from './table-page';

/** Every component in its states, to look at; never shipped. `?theme=dark|light`, `?page=parts|table`, `?rows=N`. */
const query = new URLSearchParams(location.search);
document.documentElement.setAttribute('data-theme', query.get('theme') ?? 'dark');

const root = document.querySelector('#root');
if (root)
  createRoot(root).render(
    <>
      {query.get('page') === 'table' ? (
        <TablePage count={Number(query.get('rows') ?? 31)} stale={query.has('stale')} />
      ) : (
        <PartsPage />
      )}
      <TooltipLayer />
    </>,
  );
