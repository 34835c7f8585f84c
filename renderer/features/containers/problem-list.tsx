import type { ContainerDetails } from '@common/contract/containers';
import type { EngineState } from '@common/contract/engines';
import { hrefOf, paths } from '../../app/paths';
import { useT } from '../../app/t';
import { Banner } from '../../ui/banner';
import { RelativeTime } from '../../ui/relative-time';
import { TextLink } from '../../ui/text-link';
import { visibleString } from '../../ui/visible-text';
import { clockOffset } from './container-columns';
import { containerProblems } from './container-problems';

interface ProblemListProps {
  readonly details: ContainerDetails;
  readonly engine: EngineState;
}

/** What is wrong, before everything else. Nothing when all is well. */
export function ProblemList({ details, engine }: ProblemListProps) {
  const t = useT();
  const offset = clockOffset(engine);
  const problems = containerProblems(details, Date.now() + offset);
  if (problems.length === 0) return null;
  return (
    <section aria-label={t('What is wrong')} className="flex flex-col gap-2 pb-4">
      {problems.map(({ id, kind, title, detail, output, at, seeLogs }) => (
        <Banner
          key={id}
          kind={kind}
          title={title}
          live={false}
          actions={
            seeLogs && <TextLink href={hrefOf(paths.container(details.id, 'logs'))}>{t('Read the log')}</TextLink>
          }
        >
          {detail}
          {at !== undefined && (
            <>
              {' '}
              <RelativeTime at={at - offset} style="long" />
            </>
          )}
          {output !== undefined && output.trim() !== '' && (
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
              tabIndex={0}
              dir="ltr"
              className="mt-1 max-h-32 overflow-auto font-mono text-small/5 wrap-anywhere whitespace-pre-wrap text-ink"
            >
              {output.trim().split('\n').map(visibleString).join('\n')}
            </pre>
          )}
        </Banner>
      ))}
    </section>
  );
}
