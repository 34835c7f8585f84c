import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { ShellLog } from '../shell/shell-log';
import { disposition, type TransferDoor } from '../shell/transfer-door';
import { transferError, transferHeaders } from '../shell/transfer-error';

/** Serves `/transfer/TICKET` on the page's own scheme: GET reads, PUT writes. */
export async function serveTransfer(
  request: Request,
  ticket: string,
  session: string,
  { door, log }: { readonly door: TransferDoor; readonly log: ShellLog },
): Promise<Response> {
  try {
    if (request.method === 'PUT') {
      const body = request.body ? Readable.fromWeb(request.body as ReadableStream) : Readable.from([]);
      await door.upload(ticket, session, body, request.signal);
      return new Response('{}', { headers: { ...transferHeaders, 'content-type': 'application/json' } });
    }
    if (request.method !== 'GET') return new Response('Only GET and PUT\n', { status: 405, headers: transferHeaders });
    const gone = new AbortController();
    const { fileName, mediaType, size, body } = await door.download(ticket, session, gone.signal);
    const stream = Readable.from(body, { objectMode: false });
    stream.once('close', () => gone.abort());
    return new Response(Readable.toWeb(stream) as unknown as BodyInit, {
      headers: {
        ...transferHeaders,
        'content-type': mediaType,
        'content-disposition': disposition(fileName),
        ...(size !== undefined && { 'content-length': String(size) }),
      },
    });
  } catch (error) {
    const { status, body } = transferError(error, log);
    return new Response(body, { status, headers: { ...transferHeaders, 'content-type': 'application/json' } });
  }
}
