import type { TerminalSession } from '@common/contract/terminals';
import { ListTree, Unplug } from 'lucide-react';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { Button } from '../../ui/button';
import { PopoverButton } from '../../ui/popover-button';
import { deafWords } from './deaf-words';
import { keysWords } from './detach-keys';
import { StartFacts } from './start-facts';

/** Above what is no plain shell: what it is, and how one gets out of it. */
export function KindBar({ session }: { readonly session: TerminalSession }) {
  const t = useT();
  const { client, report } = useBridge();
  const { id, kind, containerName: name, detachKeys, plain, deaf, lastInput, debug, state } = session;
  if (kind === 'exec') return null;
  const words =
    kind === 'attach'
      ? [
          t('{{keys}} detaches. Ctrl-C reaches the main process of {{name}}.', { keys: keysWords(detachKeys), name }),
          deaf ? `${t('Read-only:')} ${deafWords(deaf, t)}` : '',
          lastInput ? t('Detaching closes its input for good.') : '',
          plain && !deaf ? t('It has no terminal of its own: a line is sent with Enter.') : '',
        ]
          .filter(Boolean)
          .join(' ')
      : debug?.shows === 'running'
        ? t('Shares the processes and the network of {{name}}; its files are in /proc/1/root.', { name })
        : t('A throw-away container of {{name}}; nothing is written to it.', { name });
  return (
    <div className="flex h-8 shrink-0 items-center gap-3 border-b border-line bg-pane px-3 text-dim">
      <span className="min-w-0 flex-1 truncate text-small" data-tip={words} data-tip-if="cut">
        {words}
      </span>
      {debug && (
        <PopoverButton label={t('How it starts')} icon={ListTree}>
          {() => (
            <div className="w-[480px] max-w-full p-3">
              <StartFacts startsAs={debug.startsAs} />
            </div>
          )}
        </PopoverButton>
      )}
      {kind === 'attach' && state === 'running' && (
        <Button kind="ghost" icon={Unplug} onClick={() => void client.terminals.detach({ terminal: id }).catch(report)}>
          {t('Detach')}
        </Button>
      )}
    </div>
  );
}
