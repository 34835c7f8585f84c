import { attachCommand } from '@common/contract/commands';
import { deafness } from '@common/contract/container-rules';
import type { ContainerId, EngineId } from '@common/contract/ids';
import { useQuery } from '@tanstack/react-query';
import { Plug } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useBridge } from '../../bridge/bridge';
import { verbQuery } from '../../bridge/query';
import { useDock } from '../../stores/dock';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { CheckboxField } from '../../ui/checkbox';
import { CommandBlock } from '../../ui/command-block';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { deafWords } from './deaf-words';
import { keysWords, usualDetachKeys, wrongKey } from './detach-keys';

interface Props {
  readonly engine: EngineId;
  readonly container: ContainerId;
  readonly name: string;
  readonly onClose: () => void;
}

/** Attach to the main process: says what keys reach it and how one gets away (product.md T2). */
export function AttachDialog({ engine, container, name, onClose }: Props) {
  const t = useT();
  const id = useId();
  const { client } = useBridge();
  const [keys, setKeys] = useState('');
  const { data } = useQuery(verbQuery(client, 'containers', 'inspect', { engine, id: container }));
  const [input, setInput] = useState(false);
  const why = data && deafness(data);
  const takes = why === 'input-once' && input;
  const deaf = takes ? undefined : why;
  const wrong = wrongKey(keys);
  const problem =
    wrong === undefined
      ? undefined
      : t('Letters and ctrl-letter, with commas between: {{keys}}', { keys: usualDetachKeys });
  const blocked = useBlocked();
  const detachKeys = keys.trim() === '' ? undefined : keys.replaceAll(' ', '');
  const attach = (event: FormEvent) => {
    event.preventDefault();
    if (blocked !== undefined || problem !== undefined) return;
    onClose();
    useDock
      .getState()
      .request(
        { kind: 'attach', engine, container, ...(detachKeys && { detachKeys }), ...(takes && { input: true }) },
        name,
      );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Attach')}
      detail={name}
      width="small"
      actions={
        <>
          <Button kind="ghost" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button kind="primary" icon={Plug} type="submit" form={id} disabledReason={blocked ?? problem}>
            {t('Attach')}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={attach} className="flex flex-col gap-3">
        {/* Read-only or not: as `docker attach` does, Ctrl-C goes to the program as a signal. */}
        <Banner
          kind="warning"
          live={false}
          title={
            deaf
              ? t('Ctrl-C reaches the main process of {{name}}', { name })
              : t('Keys reach the main process of {{name}}', { name })
          }
        >
          {t(
            'Ctrl-C may end it, and the container with it. {{keys}}, the Detach button and closing the tab only let go.',
            {
              keys: keysWords(wrong === undefined ? detachKeys : undefined),
            },
          )}
        </Banner>
        {deaf && (
          <p role="note" className="m-0 text-dim">
            {t('Read-only:')} {deafWords(deaf, t)}
          </p>
        )}
        {why === 'input-once' && (
          <CheckboxField
            label={t('Take input all the same')}
            hint={t('Detaching, or closing the tab, then closes it for good.')}
            checked={input}
            onChange={setInput}
          />
        )}
        <TextField
          label={t('Keys that detach')}
          value={keys}
          onChange={setKeys}
          placeholder={usualDetachKeys}
          problem={problem}
          maxLength={256}
          mono
          autoFocus
        />
        <CommandBlock command={attachCommand(name, wrong === undefined ? detachKeys : undefined, deaf !== undefined)} />
      </form>
    </Dialog>
  );
}
