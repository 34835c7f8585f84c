import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ShellLog } from '../shell/shell-log';
import { disposition, type TransferDoor } from '../shell/transfer-door';
import { transferError, transferHeaders } from '../shell/transfer-error';

/** Serves `/transfer/TICKET` to a browser that passed the guard and showed its cookie: GET reads, PUT writes. */
export function createTransferRoute(door: TransferDoor, log: ShellLog) {
  return async (request: IncomingMessage, response: ServerResponse, ticket: string, session: string): Promise<void> => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      if (request.method === 'PUT') {
        // Leaving the body must not close the connection that the answer goes out on.
        await door.upload(ticket, session, request.iterator({ destroyOnReturn: false }), gone.signal);
        request.resume();
        answer(response, 200, '{}');
        return;
      }
      const { fileName, mediaType, size, body } = await door.download(ticket, session, gone.signal);
      response.writeHead(200, {
        ...transferHeaders,
        'content-type': mediaType,
        'content-disposition': disposition(fileName),
        ...(size !== undefined && { 'content-length': size }),
      });
      // The browser shows it, and a way to end it, also before there is anything to send.
      response.flushHeaders();
      await pipeline(Readable.from(body, { objectMode: false }), response);
    } catch (error) {
      if (gone.signal.aborted) return;
      const { status, body } = transferError(error, log);
      // Half a file must not look like a whole one.
      if (response.headersSent) response.destroy();
      else answer(response, status, body);
    } finally {
      // A refused body is not read to its end.
      if (!request.complete && request.method === 'PUT' && response.statusCode !== 200) {
        response.once('finish', () => request.destroy());
      }
    }
  };
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    ...transferHeaders,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  response.end(body);
}
