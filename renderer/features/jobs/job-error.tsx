import type { ErrorData } from '@common/contract/errors';
import { errorWords } from '../../app/error-words';
import { useT } from '../../app/t';

/** What happened, why, what to do; the engine's own words on ask. */
export function JobError({ error }: { error: ErrorData }) {
  const t = useT();
  const { what, why, todo } = errorWords(error);
  return (
    <div className="[overflow-wrap:anywhere]">
      <p className="m-0 text-bad">
        <bdi>{what}</bdi>
      </p>
      {(why || todo) && (
        <p className="m-0 text-dim">
          <bdi>{[why, todo].filter(Boolean).join(' ')}</bdi>
        </p>
      )}
      {error.raw && (
        <details className="text-small/5 text-faint">
          <summary>{t('The engine’s own words')}</summary>
          <pre className="m-0 max-h-32 overflow-auto font-mono whitespace-pre-wrap select-text">{error.raw}</pre>
        </details>
      )}
      {error.id && <p className="m-0 font-mono text-small/5 text-faint select-text">{error.id}</p>}
    </div>
  );
}
