import type { ContainerId, EngineId } from '@common/contract/ids';
import type { CommandOutput } from '@common/contract/terminals';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useBridge } from '../../bridge/bridge';
import { asError, isCancelled, type PageError } from '../../bridge/errors';
import type { Program } from './program-fields';

export interface OutputPart {
  readonly stream: 'out' | 'err';
  readonly text: string;
}

export interface OneOff {
  readonly state: 'never' | 'running' | 'ended' | 'stopped';
  /** Neighbours of one stream are one part. */
  readonly parts: readonly OutputPart[];
  readonly end?: Extract<CommandOutput, { kind: 'ended' }>;
  readonly error?: PageError;
}

const never: OneOff = { state: 'never', parts: [] };

/** ms between drawings of a flood. */
const drawEvery = 50;

/** One command in a container, run to its end or until it is stopped. Leaving the page stops it. */
export function useOneOff(engine: EngineId, container: ContainerId) {
  const { client } = useBridge();
  const [shown, setShown] = useState(never);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const stop = useCallback(() => running.current?.abort(), []);
  const run = useCallback(
    async (command: string, program: Program) => {
      running.current?.abort();
      const mine = new AbortController();
      running.current = mine;
      let now: OneOff = { state: 'running', parts: [] };
      let timer: ReturnType<typeof setTimeout> | undefined;
      const draw = () => {
        clearTimeout(timer);
        timer = undefined;
        if (running.current === mine) setShown(now);
      };
      draw();
      // The stream may take its time to break; the person pressed Stop now.
      mine.signal.addEventListener('abort', () => {
        now = { ...now, state: 'stopped' };
        draw();
      });
      try {
        const stream = await client.terminals.run({ engine, container, command, ...program }, { signal: mine.signal });
        for await (const output of stream) {
          if (mine.signal.aborted) break;
          if (output.kind === 'ended') now = { ...now, state: 'ended', end: output };
          else now = { ...now, parts: withPart(now.parts, output) };
          timer ??= setTimeout(draw, drawEvery);
        }
        if (now.state === 'running') now = { ...now, state: 'stopped' };
      } catch (error) {
        now = {
          ...now,
          state: 'stopped',
          ...(!isCancelled(error) && !mine.signal.aborted && { error: asError(error) }),
        };
      }
      draw();
    },
    [client, engine, container],
  );
  return { shown, run, stop };
}

/** Beyond, which stream it was is no longer told: each part is an element on the page. */
const mostParts = 2_000;

function withPart(parts: readonly OutputPart[], { stream, text }: OutputPart): readonly OutputPart[] {
  const last = parts.at(-1);
  if (!last || (last.stream !== stream && parts.length < mostParts)) return [...parts, { stream, text }];
  return [...parts.slice(0, -1), { ...last, text: last.text + text }];
}
