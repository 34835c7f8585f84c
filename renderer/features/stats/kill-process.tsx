import { killCommand, killProcessCommand } from '@common/contract/commands';
import type { ContainerId, EngineId } from '@common/contract/ids';
import type { Process } from '@common/contract/processes';
import { signals } from '@common/contract/signals';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { verbKey } from '../../bridge/query';
import { AlertDialog } from '../../ui/alert-dialog';
import { CommandBlock } from '../../ui/command-block';
import { Select } from '../../ui/field';

interface KillProcessProps {
  readonly engine: EngineId;
  readonly container: ContainerId;
  readonly name: string;
  /** As it was when it was asked. */
  readonly process: Process;
  readonly blocked: string | undefined;
  readonly onClose: () => void;
}

/** Asks which signal a process is sent. What came of it is told by the list, and by Activity when it failed. */
export function KillProcess({ engine, container, name, process, blocked, onClose }: KillProcessProps) {
  const t = useT();
  const { client, report } = useBridge();
  const queries = useQueryClient();
  const [signal, setSignal] = useState<string>('SIGTERM');
  const { pid = 0, command, main } = process;
  const known = signals.find((one) => one.name === signal);
  const program = command.split(/\s/, 1)[0] ?? '';
  return (
    <AlertDialog
      open
      onClose={onClose}
      title={t('Send a signal to {{program}} ({{pid}})?', { program, pid })}
      loss={
        <>
          <code className="font-mono text-small">{command}</code>
          {main && (
            <p className="pt-2">
              {t('It is the main process of {{name}}: when it ends, the container stops.', { name })}
            </p>
          )}
        </>
      }
      verb={t('Kill')}
      disabledReason={blocked}
      onConfirm={() => {
        client.processes
          .kill({ engine, id: container, pid, command: command.slice(0, 4_096), signal })
          .catch(report)
          .finally(() => queries.invalidateQueries({ queryKey: verbKey('processes', 'list', { engine }).slice(0, 3) }));
        onClose();
      }}
    >
      <Select
        label={t('Signal')}
        value={signal}
        onChange={setSignal}
        options={signals.map((one) => ({ value: one.name, label: one.name }))}
        hint={known && t(known.meaning)}
      />
      <CommandBlock command={main ? killCommand([name], signal) : killProcessCommand(name, pid, signal)} />
    </AlertDialog>
  );
}
