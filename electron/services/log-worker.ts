/** Main's end of the log store's thread: sends orders, asks questions, starts the thread anew when it dies. */
import { Worker } from 'node:worker_threads';
import type { FromLogWorker, LogLimits, LogOrder, LogQuestions } from '../workers/log-protocol';
import type { Log } from './log';

export interface LogWorker {
  tell(order: LogOrder, transfer?: readonly ArrayBuffer[]): void;
  /** Rejects with `WorkerDied` when the thread does, with a plain error when it could not answer. */
  ask<Name extends keyof LogQuestions>(
    name: Name,
    question: LogQuestions[Name]['ask'],
  ): Promise<LogQuestions[Name]['answer']>;
  close(): void;
}

export class WorkerDied extends Error {
  constructor() {
    super('The log store died and is started anew');
    this.name = 'WorkerDied';
  }
}

export interface LogWorkerOptions {
  /** Where it may put what does not fit into memory. */
  readonly folder: string;
  readonly limits?: Partial<LogLimits>;
  readonly log: Log;
  readonly heard: (message: FromLogWorker) => void;
  /** A new, empty thread has taken the dead one's place. */
  readonly restarted: () => void;
  /** The built thread; else the one beside this file's bundle. */
  readonly script?: URL;
}

/** What carries messages: a thread, or, where this code runs from source, this very thread. */
interface Port {
  post(message: unknown, transfer: readonly ArrayBuffer[]): void;
  close(): void;
}

/** The thread is started at the first order and takes what comes before it is ready. */
export function createLogWorker(options: LogWorkerOptions): LogWorker {
  const { log } = options;
  const questions = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let port: Port | undefined;
  let asked = 0;
  let closed = false;

  const heard = (message: FromLogWorker) => {
    if (message.kind !== 'answer' && message.kind !== 'failed') {
      options.heard(message);
      return;
    }
    const question = questions.get(message.id);
    questions.delete(message.id);
    if (message.kind === 'answer') question?.resolve(message.value as never);
    else question?.reject(new Error(message.reason));
  };

  const died = (error: unknown) => {
    port = undefined;
    const open = [...questions.values()];
    questions.clear();
    for (const { reject } of open) reject(new WorkerDied());
    if (closed) return;
    log.error('The log store died and is started anew', { error });
    options.restarted();
  };

  const started = (): Port => {
    port ??= isSource && !options.script ? inThisThread(options, heard) : inThread(options, heard, died);
    return port;
  };

  return {
    tell(order, transfer = []) {
      if (!closed) started().post(order, transfer);
    },
    ask(name, question) {
      if (closed) return Promise.reject(new WorkerDied());
      asked += 1;
      const id = asked;
      return new Promise((resolve, reject) => {
        questions.set(id, { resolve, reject });
        started().post({ ...question, kind: 'ask', id, name }, []);
      });
    },
    close() {
      closed = true;
      port?.close();
      died(undefined);
    },
  };
}

// Node runs no TypeScript in a thread: from source, as in unit tests, the store runs here.
const isSource = import.meta.url.endsWith('.ts');
/** Beside the bundle that holds this code (scripts/build.mjs). */
const workerFile = './logs.worker.js';

function inThread(
  { folder, limits, script }: LogWorkerOptions,
  heard: (message: FromLogWorker) => void,
  died: (error: unknown) => void,
): Port {
  const worker = new Worker(script ?? new URL(workerFile, import.meta.url), { workerData: { folder, limits } });
  let over = false;
  const end = (error: unknown) => {
    if (!over) died(error);
    over = true;
  };
  worker.on('message', heard);
  worker.on('error', end);
  worker.on('exit', (code) => end(`exit code ${code}`));
  worker.unref();
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    close() {
      over = true;
      worker.postMessage({ kind: 'quit' });
    },
  };
}

function inThisThread({ folder, limits }: LogWorkerOptions, heard: (message: FromLogWorker) => void): Port {
  const host = Promise.all([
    import('../workers/log-host'),
    import('../workers/log-protocol'),
    import('../workers/segment-files'),
  ]).then(([{ LogHost }, { defaultLimits }, { SegmentFiles }]) => {
    const files = new SegmentFiles(folder);
    const made = new LogHost(files, (message) => setImmediate(heard, structuredClone(message)), {
      ...defaultLimits,
      ...limits,
    });
    return { files, made };
  });
  return {
    post: (message) => void host.then(({ made }) => made.take(message as never)),
    close: () =>
      void host.then(({ made, files }) => {
        made.close();
        files.close();
      }),
  };
}
