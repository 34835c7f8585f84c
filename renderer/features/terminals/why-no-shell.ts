import type { Container, ContainerState } from '@common/contract/containers';
import { useT } from '../../app/t';

/** A shell runs in a running container only; the engine would refuse, this says it first, with what can be done. */
const reasons: Readonly<Record<Exclude<ContainerState, 'running'>, string>> = {
  created: '{{name}} was never started. Start it to open a shell in it.',
  exited: '{{name}} is not running. Start it to open a shell in it.',
  dead: '{{name}} is dead. Start it anew to open a shell in it.',
  paused: '{{name}} is paused. Unpause it to open a shell in it.',
  restarting: '{{name}} is restarting. A shell can be opened while it runs.',
  removing: '{{name}} is being deleted.',
};

/** Undefined when a shell can be opened, or nothing is known of the container. */
export function useWhyNoShell(row: Container | undefined): string | undefined {
  const t = useT();
  if (!row || row.state === 'running') return undefined;
  return t(reasons[row.state], { name: row.name });
}
