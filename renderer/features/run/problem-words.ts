import type { RunProblem, RunProblemCode } from '@common/contract/run-problems';
import { t } from '../../app/t';
import { formatMemory } from '../../ui/format-bytes';

/** At the field; English, `{{param}}` filled from the problem. */
const words: Readonly<Record<RunProblemCode, string>> = {
  'size-unreadable': 'Not a size: 512m, 1.5g or a number of bytes',
  'number-unreadable': 'Not a number that fits here',
  'duration-unreadable': 'Not a time: 30s, 1m30s or 500ms',
  'words-unreadable': 'A quote is open, or ; | & < > stand outside of quotes',
  'image-empty': 'Which image?',
  'image-reference': 'Not a name of an image',
  'name-invalid': 'Two characters or more: letters, digits, and _ . - after the first',
  'port-invalid': 'A port is 1 to 65535, or a range such as 8000-8010',
  'port-lengths': 'The two ranges differ in length',
  'port-twice': 'port {{port}} is published twice here',
  'address-invalid': '{{value}} is no IP address',
  'env-name': 'Which name?',
  'env-twice': '{{name}} stands here twice; the last one counts',
  'env-no-value': 'A shell would pass its own {{name}} on; here it is taken out of the image’s',
  'env-file': 'Berth reads no file by itself: paste what {{path}} says',
  'label-name': 'Which name?',
  'label-file': 'Berth reads no file by itself: add what {{path}} says',
  'mount-no-target': 'Where in the container?',
  'mount-relative-target': 'A path in the container begins with /',
  'mount-root': 'The whole file system can’t be replaced',
  'mount-twice': '{{target}} is mounted twice',
  'mount-no-source': 'What is mounted?',
  'mount-relative-source': 'A path from the root: the engine does not know your folder',
  'volume-name': 'Not a volume’s name: letters, digits, and _ . - after the first',
  'network-name': 'Which network?',
  'network-twice': '{{name}} stands here twice',
  'network-alone': '{{name}} goes with no other network',
  'address-needs-network': 'An address of one’s own needs a network that you made',
  'alias-needs-network': 'Further names need a network that you made',
  'ports-on-host': 'Without effect: {{network}} publishes no ports',
  'memory-small': 'The engine takes 6 MiB at least',
  'swap-small': 'Memory and swap together can’t be less than memory',
  'reservation-large': 'Can’t be more than the limit',
  'cpus-and-quota': 'CPUs or quota and period, not both',
  'remove-and-restart': 'What is deleted when it exits can’t be restarted',
  'workdir-relative': 'A path in the container begins with /',
  'platform-invalid': 'Such as linux/arm64',
  'duration-short': 'At least 1ms',
  'device-invalid': 'Such as /dev/fuse, or /dev/ttyUSB0:/dev/tty:rw',
  'ulimit-order': 'The soft limit of {{name}} is above the hard one',
  'host-invalid': 'Such as db:10.0.0.5, or host:host-gateway',
  privileged: 'It may do everything on the engine’s machine that root may. Try single capabilities first.',
  socket: 'Who holds the engine’s socket is root on its machine',
  'seccomp-file': 'Berth reads no file by itself: paste the profile itself (JSON)',
  'image-missing': 'Not on this engine: it is pulled first',
  'image-never': 'Not on this engine, and “never pull” is set',
  'name-taken': 'taken: there is a container of that name',
  'port-taken': 'used by {{by}}',
  'network-unknown': 'There is no network {{name}} here',
  'address-outside': 'Not in the network’s {{subnets}}',
  'host-path-missing': 'Not there yet: the engine makes an empty folder, owned by root',
  'host-path-needed': 'There is no such path on the engine’s machine',
  'memory-large': 'More than the machine has: {{most}}',
  'cpus-many': 'The machine has {{most}}',
  'runtime-unknown': 'This engine knows {{known}}',
  'gpu-runtime': 'This engine names no GPU runtime: it works only if the driver’s own hook is there',
  'platform-foreign': 'The engine is {{engine}}: it runs only with emulation, and slowly',
  'container-unknown': 'There is no container {{name}} here',
};

/** Which part of an image's name is wrong. */
const references: Readonly<Record<string, string>> = {
  'upper-case': 'Names of images are in lower case',
  'too-long': 'Longer than 255 characters',
  tag: 'The tag: up to 128 letters, digits and _ . -',
  digest: 'The digest: sha256: and 64 digits',
  registry: 'The registry’s name before the first slash is none',
  characters: 'Lower-case letters and digits, parted by . _ - or /',
};

export function referenceWords(problem: string): string {
  return t(references[problem] ?? words['image-reference']);
}

/** What is wrong, at the field. */
export function problemWords({ code, params }: RunProblem): string {
  if (code === 'image-reference') return referenceWords(params.problem ?? '');
  if (code === 'memory-large') return t(words[code], { most: formatMemory(Number(params.most)) });
  return t(words[code], params);
}

/** The same in one line at the button, where the field is not seen. */
export function mendWords(problem: RunProblem): string {
  const { code, params, field } = problem;
  switch (code) {
    case 'image-empty':
      return t('Choose an image');
    case 'port-taken':
      return t('port {{port}} is taken by {{by}}', params);
    case 'name-taken':
      return t('the name {{name}} is taken', params);
    case 'port-twice':
      return t('port {{port}} is published twice', params);
    default:
      return t('{{field}}: {{problem}}', { field: fieldWords(field), problem: problemWords(problem) });
  }
}

const fields: Readonly<Record<string, string>> = {
  image: 'Image',
  name: 'Name',
  ports: 'Ports',
  command: 'Command',
  entrypoint: 'Entrypoint',
  env: 'Environment',
  envFiles: 'Environment',
  mounts: 'Mounts',
  networks: 'Network',
  labels: 'Labels',
  restart: 'When it exits',
};

function fieldWords(field: string): string {
  const [key = ''] = field.split('.');
  return t(fields[key] ?? key.replace(/([A-Z])/g, ' $1').replace(/^./, (letter) => letter.toUpperCase()));
}
