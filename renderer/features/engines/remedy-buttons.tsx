import type { EngineRemedy } from '@common/contract/engines';
import { Box, Download, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { errorWords } from '../../app/error-words';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { asError, isCancelled, type PageError } from '../../bridge/errors';
import { Button } from '../../ui/button';
import { remedyWords } from './attempt-words';

const icons = { 'start-installed': Play, 'start-private': Box, install: Download } as const;

/** More would push the page away; the last ones are what matters. */
const linesKept = 200;

interface Run {
  readonly kind: EngineRemedy['kind'];
  readonly lines: readonly string[];
  readonly error?: PageError;
  readonly done?: boolean;
}

/** Runs a remedy and keeps what it says. Leaving the page ends the watching, not the remedy. */
function useRemedy() {
  const { client } = useBridge();
  const [run, setRun] = useState<Run>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const begin = async (kind: EngineRemedy['kind']) => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    setRun({ kind, lines: [] });
    try {
      for await (const { line } of await client.engines.remedy({ kind }, { signal })) {
        setRun((before) => before && { ...before, lines: [...before.lines, line].slice(-linesKept) });
      }
      if (!signal.aborted) setRun((before) => before && { ...before, done: true });
    } catch (error) {
      if (!signal.aborted && !isCancelled(error)) setRun((before) => before && { ...before, error: asError(error) });
    }
  };
  return { run, begin, busy: run !== undefined && !run.done && !run.error };
}

/** What could bring an engine, each as a button; below them what the one pressed says. */
export function RemedyButtons({ remedies, short = false }: { remedies: readonly EngineRemedy[]; short?: boolean }) {
  const t = useT();
  const { run, begin, busy } = useRemedy();
  if (remedies.length === 0 && !run) return null;
  return (
    <>
      {remedies.map((remedy, place) => {
        const { label, about } = remedyWords(remedy);
        return (
          <Button
            key={remedy.kind}
            kind={place === 0 && !short ? 'primary' : 'plain'}
            icon={icons[remedy.kind]}
            data-tip={about}
            pending={busy && run?.kind === remedy.kind}
            disabledReason={busy && run?.kind !== remedy.kind ? t('Another start is under way') : undefined}
            onClick={() => void begin(remedy.kind)}
          >
            {short ? t('Start engine') : label}
          </Button>
        );
      })}
      {run && (run.lines.length > 0 || run.error) && <RemedyOutput run={run} />}
    </>
  );
}

function RemedyOutput({ run }: { run: Run }) {
  const t = useT();
  const end = useRef<HTMLPreElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows each new line
  useEffect(() => {
    if (end.current) end.current.scrollTop = end.current.scrollHeight;
  }, [run.lines]);
  const words = run.error && errorWords(run.error);
  return (
    <div className="basis-full">
      {run.lines.length > 0 && (
        <pre
          ref={end}
          role="log"
          aria-label={t('What the start says')}
          className="m-0 max-h-40 overflow-auto rounded-block border border-line bg-sunk p-3 font-mono text-small text-dim"
        >
          {run.lines.join('\n')}
        </pre>
      )}
      {words && (
        <p role="alert" className="mt-2 mb-0 text-bad">
          {words.what}. <span className="text-dim">{[words.why, words.todo].filter(Boolean).join(' ')}</span>
        </p>
      )}
    </div>
  );
}
