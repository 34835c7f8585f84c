import type { Attempt, EngineSource } from '@common/contract/engines';
import { Check, Circle, X } from 'lucide-react';
import { useT } from '../../app/t';
import { Bdi } from '../../ui/bdi';
import { type OutcomeWords, outcomeWords, sourceWords } from './attempt-words';

/** Every place where an engine was looked for, in order, and what came of it. */
export function AttemptsTable({ attempts }: { attempts: readonly Attempt[] }) {
  const t = useT();
  const answered = attempts.some(({ outcome }) => outcome.kind === 'connected');
  return (
    <div className="overflow-hidden rounded-block border border-line">
      <table aria-label={t('What was tried')} className="w-full table-fixed border-collapse text-left">
        <thead>
          <tr className="h-7 text-small text-dim">
            <th className="w-11">
              <span className="sr-only">{t('Result')}</span>
            </th>
            <th className="w-[24%] font-normal">{t('Tried')}</th>
            <th className="w-[38%] font-normal">{t('Where')}</th>
            <th className="pr-4 font-normal">{t('What happened')}</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map((attempt) => (
            <AttemptRow key={`${attempt.source} ${attempt.address}`} attempt={attempt} answered={answered} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What a person types is shown as it is typed. */
const typed: readonly EngineSource[] = ['flag', 'environment'];

function AttemptRow({ attempt, answered }: { attempt: Attempt; answered: boolean }) {
  const { tone, text, todo } = outcomeWords(attempt, answered);
  return (
    <tr className="border-t border-line align-top">
      <td className="py-1.5 pl-4">
        <OutcomeMark tone={tone} />
      </td>
      <td className={`py-1.5 pr-3 ${typed.includes(attempt.source) ? 'font-mono text-small/5' : ''}`}>
        {sourceWords(attempt.source)}
      </td>
      <td className="py-1.5 pr-4 text-dim">
        {attempt.address !== undefined && (
          <Bdi mono cut="middle" className="leading-5">
            {attempt.address}
          </Bdi>
        )}
      </td>
      <td className={`py-1.5 pr-4 [overflow-wrap:anywhere] ${tone === 'idle' ? 'text-dim' : ''}`}>
        {text}
        {todo && <span className="block text-small text-dim">{todo}</span>}
      </td>
    </tr>
  );
}

function OutcomeMark({ tone }: { tone: OutcomeWords['tone'] }) {
  if (tone === 'bad') return <X aria-hidden="true" size={14} strokeWidth={2.5} className="mt-[3px] text-bad" />;
  if (tone === 'ok') return <Check aria-hidden="true" size={14} strokeWidth={2.5} className="mt-[3px] text-ok" />;
  return <Circle aria-hidden="true" size={10} strokeWidth={2.5} className="mt-[5px] ml-[2px] text-faint" />;
}
