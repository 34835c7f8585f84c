import { errorWords } from '../../app/error-words';
import type { PageError } from '../../bridge/errors';
import { Banner } from '../../ui/banner';

/** Why what a dialog asked for failed: what happened, why, what to do, and the engine's own words where these say more. */
export function AnswerError({ error }: { readonly error: PageError | undefined }) {
  if (!error) return null;
  const { what, why, todo } = errorWords(error);
  const said = error.code === 'engine-error' ? error.raw : undefined;
  return (
    <Banner kind="error" title={what}>
      {[why, todo].filter(Boolean).join(' ')}
      {said && <p className="mt-1 font-mono text-small wrap-anywhere">{said}</p>}
    </Banner>
  );
}
