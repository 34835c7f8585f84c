/** The log store's thread: wires `LogHost` to the port it was started with. */
import { parentPort, workerData } from 'node:worker_threads';
import { LogHost } from './log-host';
import { defaultLimits, type LogLimits, type ToLogWorker } from './log-protocol';
import { SegmentFiles } from './segment-files';

const { folder, limits } = workerData as { readonly folder: string; readonly limits?: Partial<LogLimits> };
const files = new SegmentFiles(folder);
const host = new LogHost(files, (message) => parentPort?.postMessage(message), { ...defaultLimits, ...limits });

parentPort?.on('message', (message: ToLogWorker | { readonly kind: 'quit' }) => {
  if (message.kind !== 'quit') {
    host.take(message);
    return;
  }
  host.close();
  files.close();
  parentPort?.close();
});
