import { t } from '../../app/t';

/** What Compose's own labels mean (https://docs.docker.com/reference/compose-file/services/#labels); English, translated where shown. */
const meanings: ReadonlyMap<string, string> = new Map([
  ['com.docker.compose.project', 'Compose project'],
  ['com.docker.compose.service', 'Compose service'],
  ['com.docker.compose.container-number', 'which of the service'],
  ['com.docker.compose.project.config_files', 'Compose file'],
  ['com.docker.compose.project.working_dir', 'Compose folder'],
  ['com.docker.compose.oneoff', 'made by “compose run”'],
  ['com.docker.compose.depends_on', 'waits for'],
  ['com.docker.compose.version', 'Compose version'],
  ['com.docker.compose.config-hash', 'hash of its part of the file'],
  ['com.docker.compose.image', 'image it was made from'],
  ['io.podman.compose.project', 'Compose project'],
]);

/** What a label that Compose wrote means; undefined for all others. */
export function labelWords(name: string): string | undefined {
  const meaning = meanings.get(name);
  return meaning === undefined ? undefined : t(meaning);
}
