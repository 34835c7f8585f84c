import { allows } from '@common/contract/container-rules';
import type { Container } from '@common/contract/containers';
import { Ellipsis, Play, ScrollText, Square, SquareTerminal } from 'lucide-react';
import { paths } from '../../app/paths';
import { IconButton } from '../../ui/icon-button';
import { MenuButton } from '../../ui/menu';
import { containerMenu, type MenuTools } from './container-menu';
import { openShell, shellReason } from './terminal-entries';
import { forbidden } from './verb-words';

/** The buttons at a row's end: Start or Stop, its log, a shell, all the rest. */
export function RowVerbs({ row, tools }: { readonly row: Container; readonly tools: MenuTools }) {
  const { t, actions, blocked, open } = tools;
  const stops = allows('stop', row.state);
  const verb = stops ? 'stop' : 'start';
  return (
    <>
      <IconButton
        size="row"
        icon={stops ? Square : Play}
        label={stops ? t('Stop') : t('Start')}
        disabledReason={blocked ?? forbidden(verb, row.state)}
        onClick={() => actions.run(verb, [row])}
      />
      <IconButton
        size="row"
        icon={ScrollText}
        label={t('Logs')}
        onClick={() => open(paths.container(row.id, 'logs'))}
      />
      <IconButton
        size="row"
        icon={SquareTerminal}
        label={t('Shell')}
        disabledReason={shellReason(row.state, blocked, t)}
        onClick={() => openShell(row)}
      />
      <MenuButton look="row" icon={Ellipsis} label={t('More')} entries={() => containerMenu(row, tools)} />
    </>
  );
}
