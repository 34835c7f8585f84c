import { asError } from '../bridge/errors';
import { Button } from '../ui/button';
import { ErrorState } from '../ui/error-state';
import { ButtonLink } from '../ui/text-link';
import { errorWords } from './error-words';
import { useT } from './t';

interface DetailsProblemProps {
  readonly error: Error;
  readonly listHref: string;
  /** "Go to Containers" */
  readonly listWords: string;
  readonly onRetry: () => void;
}

/** A thing's page without the thing: what happened, and the way out. */
export function DetailsProblem({ error, listHref, listWords, onRetry }: DetailsProblemProps) {
  const t = useT();
  const data = asError(error);
  const { what, why, todo } = errorWords(data);
  return (
    <ErrorState
      page
      what={what}
      why={why}
      todo={todo}
      raw={data.raw}
      actions={
        <>
          <ButtonLink href={listHref}>{listWords}</ButtonLink>
          {data.code !== 'not-found' && data.code !== 'bad-input' && (
            <Button onClick={onRetry}>{t('Try again')}</Button>
          )}
        </>
      }
    />
  );
}
