import type { Process } from '@common/contract/processes';
import { useMemo } from 'react';
import { type Translate, useT } from '../../app/t';
import { Bdi } from '../../ui/bdi';
import { Chip } from '../../ui/chip';
import type { Column } from '../../ui/data-table/table-types';
import { formatPercent } from '../../ui/format-percent';

/** The columns of the list, the same objects for as long as the language stays. */
export function useProcessColumns(): readonly Column<Process>[] {
  const t = useT();
  return useMemo(() => columns(t), [t]);
}

function columns(t: Translate): readonly Column<Process>[] {
  return [
    {
      id: 'pid',
      header: t('PID'),
      width: 96,
      fixed: true,
      sortBy: ({ pid, hostPid }) => pid ?? hostPid,
      cell: ({ pid, hostPid }) => (
        <span
          className="font-mono text-small"
          data-tip={
            pid !== undefined && hostPid !== undefined
              ? t('{{pid}} on the engine’s machine', { pid: hostPid })
              : undefined
          }
        >
          {pid ?? t('{{pid}} outside', { pid: hostPid ?? '–' })}
        </span>
      ),
    },
    { id: 'user', header: t('User'), width: 104, sortBy: ({ user }) => user, cell: ({ user }) => <Bdi>{user}</Bdi> },
    {
      id: 'cpu',
      header: t('CPU'),
      width: 84,
      align: 'end',
      sortFirst: 'descending',
      sortBy: ({ cpu }) => cpu,
      cell: ({ cpu }) => <span data-tip={t('Of one core, since it began')}>{formatPercent(cpu)}</span>,
    },
    {
      id: 'time',
      header: t('CPU time'),
      width: 96,
      align: 'end',
      sortFirst: 'descending',
      sortBy: ({ cpuTime }) => cpuTime,
      cell: ({ cpuTime }) => clock(cpuTime),
    },
    {
      id: 'command',
      header: t('Command'),
      width: 240,
      flex: 1,
      fixed: true,
      sortBy: ({ command }) => command,
      cell: ({ command, main }) => (
        <span className="flex min-w-0 items-center gap-2">
          <Bdi mono className="min-w-0">
            {command}
          </Bdi>
          {main && (
            <span className="shrink-0">
              <Chip>{t('main')}</Chip>
            </span>
          )}
        </span>
      ),
    },
  ];
}

/** `1:02:03`, as ps writes it. */
function clock(seconds: number | undefined): string {
  if (seconds === undefined) return '–';
  const whole = Math.floor(seconds);
  const two = (part: number) => String(part % 60).padStart(2, '0');
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor(whole / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole)}` : `${minutes}:${two(whole)}`;
}
