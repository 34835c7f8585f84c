import type { RunLineProblem } from '@common/run-line/run-line';
import { t } from '../../app/t';

/** What of a pasted line could not be taken over. */
export function lineProblemWords(problem: RunLineProblem): string {
  switch (problem.kind) {
    case 'not-run':
      return t('There is no docker run or podman run in it');
    case 'unclosed-quote':
      return t('A quote is open at character {{position}}', { position: problem.position + 1 });
    case 'no-image':
      return t('It names no image');
    case 'unknown-flag':
      return t('Berth does not know {{flag}}', { flag: problem.flag });
    case 'left-out-flag':
      return t('{{flag}} is left out: it has no meaning here', { flag: problem.flag });
    case 'bad-value':
      return t('{{flag}} can’t be {{value}}', { flag: problem.flag, value: problem.value });
    case 'no-value':
      return t('{{flag}} lacks its value', { flag: problem.flag });
    case 'expansion':
      return t('A shell would replace {{text}}; here it stays as written', { text: problem.text });
    case 'rest':
      return t('Left out, what follows the command: {{text}}', { text: problem.text });
  }
}
