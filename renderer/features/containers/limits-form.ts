/** What a person types into "Update limits", and the update it makes. */
import type { ContainerDetails, ContainerUpdate, RestartPolicy } from '@common/contract/containers';
import { leastMemory } from '@common/run-line/form-problems';
import { parseSize, writeSize } from '@common/run-line/units';
import { t } from '../../app/t';

/** Texts as typed. For several containers an empty one leaves each as it is. */
export interface LimitsForm {
  readonly restart: RestartPolicy['name'] | 'as-is';
  readonly retries: string;
  readonly cpus: string;
  readonly memory: string;
  readonly memoryReservation: string;
  readonly memorySwap: string;
  readonly pids: string;
}

type Current = Pick<ContainerDetails, 'limits' | 'restartPolicy' | 'autoRemove'>;
type Field = keyof LimitsForm;

export interface LimitsChange {
  readonly change: ContainerUpdate;
  readonly problems: Partial<Record<Field, string>>;
  /** True when nothing would change. */
  readonly empty: boolean;
  /** Swap that is set along with memory, since the engine takes the one only with the other. */
  readonly swapAlong?: number;
}

export const noLimits: LimitsForm = {
  restart: 'as-is',
  retries: '',
  cpus: '',
  memory: '',
  memoryReservation: '',
  memorySwap: '',
  pids: '',
};

/** The form as it stands for one container: what it has now. */
export function formOf({ limits, restartPolicy }: Current): LimitsForm {
  const size = (bytes: number | undefined) => (bytes === undefined ? '' : writeSize(bytes));
  return {
    restart: restartPolicy.name,
    retries: restartPolicy.maximumRetryCount > 0 ? String(restartPolicy.maximumRetryCount) : '',
    cpus: limits.cpus === undefined ? '' : String(limits.cpus),
    memory: size(limits.memory),
    memoryReservation: size(limits.memoryReservation),
    memorySwap: limits.memorySwap === -1 ? 'unlimited' : size(limits.memorySwap),
    pids: limits.pids === undefined ? '' : String(limits.pids),
  };
}

/** What the engine can't do while the container exists: take a limit of CPU or memory away again. */
const staysLimited = () => t('It can be changed, not taken away: that needs a new container');

/**
 * The update that a form makes.
 *
 * @param current what one container has now; undefined for several, whose empty fields stay as they are
 */
export function limitsChange(form: LimitsForm, current: Current | undefined): LimitsChange {
  const before = current ? formOf(current) : noLimits;
  const limits = current?.limits ?? {};
  const problems: Partial<Record<Field, string>> = {};
  const change: { -readonly [Key in keyof ContainerUpdate]: ContainerUpdate[Key] } = {};
  const touched = (field: Field) => form[field].trim() !== before[field];

  if (touched('restart') || (form.restart === 'on-failure' && touched('retries'))) {
    if (form.restart !== 'as-is') {
      const retries = form.restart === 'on-failure' && form.retries.trim() !== '' ? Number(form.retries) : 0;
      if (!Number.isInteger(retries) || retries < 0 || retries > 1_000_000) problems.retries = t('A whole number');
      else change.restartPolicy = { name: form.restart, maximumRetryCount: retries };
      if (current?.autoRemove && form.restart !== 'no') {
        problems.restart = t('It is deleted when it ends (--rm): there is nothing to restart');
      }
    }
  }
  if (touched('cpus')) {
    const cpus = Number(form.cpus.trim().replace(',', '.'));
    if (form.cpus.trim() === '') problems.cpus = staysLimited();
    else if (!(cpus >= 0.01 && cpus <= 10_000)) problems.cpus = t('A number of cores, such as 1.5');
    else change.cpus = Math.round(cpus * 1_000) / 1_000;
  }
  const sizeOf = (field: 'memory' | 'memoryReservation' | 'memorySwap'): number | undefined => {
    const size = parseSize(form[field]);
    if (form[field].trim() === '') problems[field] = staysLimited();
    else if (size === undefined || size === 0) problems[field] = t('A size, such as 512m or 2g');
    else return size;
    return undefined;
  };
  if (touched('memory')) {
    const memory = sizeOf('memory');
    if (memory !== undefined && memory < leastMemory) problems.memory = t('6m at least');
    else if (memory !== undefined) change.memory = memory;
  }
  if (touched('memoryReservation')) {
    const reservation = sizeOf('memoryReservation');
    if (reservation !== undefined) change.memoryReservation = reservation;
  }
  if (touched('memorySwap')) {
    if (/^(unlimited|-1)$/i.test(form.memorySwap.trim())) change.memorySwap = -1;
    else {
      const swap = sizeOf('memorySwap');
      if (swap !== undefined) change.memorySwap = swap;
    }
  }
  if (touched('pids')) {
    const pids = Number(form.pids.trim());
    if (form.pids.trim() === '') change.pids = -1;
    else if (!Number.isInteger(pids) || pids < 1 || pids > 1_000_000_000)
      problems.pids = t('A whole number above zero');
    else change.pids = pids;
  }

  const memory = change.memory ?? limits.memory;
  const reservation = change.memoryReservation ?? limits.memoryReservation;
  if (memory !== undefined && reservation !== undefined && reservation > memory && !problems.memoryReservation) {
    if (change.memory !== undefined || change.memoryReservation !== undefined) {
      problems.memoryReservation = t('Not more than memory');
    }
  }
  let swapAlong: number | undefined;
  if (change.memorySwap !== undefined && change.memorySwap !== -1) {
    if (memory === undefined && current) problems.memorySwap = t('Only together with a limit of memory');
    else if (memory !== undefined && change.memorySwap < memory)
      problems.memorySwap = t('Not less than memory: it counts both');
  } else if (change.memory !== undefined && change.memorySwap === undefined && !problems.memorySwap) {
    const swap = limits.memorySwap;
    // `docker run` gives a container twice its memory when nothing is said; `docker update` refuses instead.
    if (swap === undefined || (swap !== -1 && swap < change.memory)) swapAlong = change.memory * 2;
    if (swapAlong !== undefined) change.memorySwap = swapAlong;
  }
  return {
    change,
    problems,
    empty: Object.keys(change).length === 0 && Object.keys(problems).length === 0,
    ...(swapAlong !== undefined && { swapAlong }),
  };
}

/** The policies in words, with Docker's own word. */
export function restartWords(name: RestartPolicy['name']): string {
  switch (name) {
    case 'no':
      return t('Never (no)');
    case 'on-failure':
      return t('When it fails (on-failure)');
    case 'always':
      return t('Always, also after a restart of the engine (always)');
    case 'unless-stopped':
      return t('Always, unless it was stopped (unless-stopped)');
  }
}
