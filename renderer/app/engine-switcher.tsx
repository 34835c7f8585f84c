import { Menu } from '@base-ui/react/menu';
import type { EngineState } from '@common/contract/engines';
import { Check, ChevronsUpDown, Server } from 'lucide-react';
import { useLocation } from 'wouter';
import { useLink } from '../bridge/bridge';
import { useCurrentEngine, useEngines } from '../bridge/engine';
import { useSettings } from '../bridge/settings';
import { Bdi } from '../ui/bdi';
import { productWords, statusWords } from './engine-words';
import { paths } from './paths';
import { useT } from './t';
import { ToneMark } from './tone-mark';

const itemClass =
  'flex min-h-7 items-center gap-2.5 rounded-control px-2 py-1 outline-none data-highlighted:bg-hover select-none';

/** Which engine is looked at, how it is, and the others. */
export function EngineSwitcher() {
  const t = useT();
  const link = useLink();
  const engines = useEngines()?.engines ?? [];
  const current = useCurrentEngine();
  const [, change] = useSettings();
  const [, navigate] = useLocation();
  const { tone, text } = statusWords(link, current);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="flex h-7 max-w-[420px] min-w-0 items-center gap-2 rounded-control border border-line2 bg-pane px-2.5 hover:bg-hover data-popup-open:bg-hover">
        <ToneMark tone={tone} />
        {current ? (
          <>
            <span className="sr-only">{t('Engine')}</span>
            <Bdi cut="middle" className="font-medium">
              {current.name}
            </Bdi>
            <span className="shrink-0 text-dim">{productWords(current)}</span>
            <span className="sr-only">{text}</span>
          </>
        ) : (
          <span>{t('No engine')}</span>
        )}
        <ChevronsUpDown aria-hidden="true" size={14} className="shrink-0 text-dim" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="start" className="z-40 outline-none">
          <Menu.Popup className="max-w-[min(480px,90vw)] min-w-72 rounded-block border border-line2 bg-raised p-1 text-body text-ink shadow-float outline-none">
            <Menu.RadioGroup
              value={current?.id ?? ''}
              onValueChange={(id: EngineState['id']) => change({ engine: id })}
              aria-label={t('Engines')}
            >
              {engines.map((engine) => (
                <EngineItem key={engine.id} engine={engine} />
              ))}
            </Menu.RadioGroup>
            {engines.length > 0 && <div className="m-1 h-px bg-line" />}
            <Menu.Item className={itemClass} onClick={() => navigate(paths.engines())}>
              <Server aria-hidden="true" size={14} className="text-dim" />
              {t('All about engines')}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function EngineItem({ engine }: { engine: EngineState }) {
  const { tone, text } = statusWords({ kind: 'up' }, engine);
  return (
    <Menu.RadioItem value={engine.id} closeOnClick className={itemClass}>
      <ToneMark tone={tone} />
      <span className="min-w-0 flex-1">
        <Bdi cut="middle" className="font-medium">
          {engine.name}
        </Bdi>
        <span className="block text-small text-dim">{productWords(engine)}</span>
        {engine.address !== engine.name && (
          <Bdi mono cut="middle" className="text-dim">
            {engine.address}
          </Bdi>
        )}
      </span>
      <span className="text-small text-dim">{text}</span>
      <span className="w-3.5 shrink-0">
        <Menu.RadioItemIndicator>
          <Check aria-hidden="true" size={14} className="text-accent" />
        </Menu.RadioItemIndicator>
      </span>
    </Menu.RadioItem>
  );
}
