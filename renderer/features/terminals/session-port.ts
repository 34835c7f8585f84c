import type { TerminalId } from '@common/contract/ids';
import type { Bridge } from '../../bridge/bridge';
import { isCancelled, LinkLostError } from '../../bridge/errors';
import { follow } from '../../bridge/follow';
import type { TerminalPort } from '../../terminal/terminal-port';

/** Of one `write`; the contract takes twice as many. */
const longestWrite = 500_000;

interface Unsent {
  readonly data: string;
  readonly bytes: boolean;
}

/** Connects a terminal on the page with its session in main. */
export function sessionPort({ client, connection, report }: Bridge, terminal: TerminalId): TerminalPort {
  let unsent: readonly Unsent[] = [];
  let sending = false;

  /** One call at a time, so that keys can't overtake each other; what is typed meanwhile goes along with the next. */
  async function send(): Promise<void> {
    if (sending) return;
    sending = true;
    try {
      for (let [next, ...rest] = unsent; next; [next, ...rest] = unsent) {
        const left = next.data.slice(longestWrite);
        unsent = left === '' ? rest : [{ ...next, data: left }, ...rest];
        await client.terminals.write({
          terminal,
          data: next.data.slice(0, longestWrite),
          ...(next.bytes && { bytes: true }),
        });
      }
    } catch (error) {
      unsent = [];
      reportUnlessLost(error);
    } finally {
      sending = false;
    }
  }

  function reportUnlessLost(error: unknown): void {
    // The page says so at its top while it lasts.
    if (!(error instanceof LinkLostError) && !isCancelled(error)) report(error);
  }

  return {
    session: terminal,
    attach(show) {
      let viewer = '';
      const undo = follow(connection, {
        open(calls, options) {
          viewer = newViewer();
          return calls.terminals.attach({ terminal, viewer }, options);
        },
        next(output) {
          const name = viewer;
          show(output, (characters) => {
            client.terminals.acknowledge({ terminal, viewer: name, characters }).catch(reportUnlessLost);
          });
          // Main ends the stream then; asking again would bring the same.
          if (output.kind === 'ended') undo();
        },
        failed(error) {
          // It is gone from the list too.
          if (error.code === 'expired') undo();
        },
      });
      return undo;
    },
    write(data, bytes = false) {
      const last = unsent.at(-1);
      const joined =
        last?.bytes === bytes
          ? [{ data: last.data + data, bytes }]
          : last
            ? [last, { data, bytes }]
            : [{ data, bytes }];
      unsent = [...unsent.slice(0, -1), ...joined];
      void send();
    },
    resize(columns, rows) {
      client.terminals.resize({ terminal, columns, rows }).catch(reportUnlessLost);
    },
  };
}

let viewers = 0;

/** Unique among all pages of this Berth, as far as it matters: a clash would only blur the flow control. */
function newViewer(): string {
  viewers += 1;
  return `${Math.random().toString(36).slice(2)}-${viewers}`;
}
