import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';

export interface EngineAnswer {
  readonly status: number;
  /** Parsed when it is JSON, else the text. */
  readonly body: unknown;
}

export interface EngineRequest {
  readonly method: string;
  readonly path: string;
  /** A stream or bytes go as a tar, anything else as JSON. */
  readonly body?: unknown;
  /** Milliseconds without any byte before the request is given up. Default 60,000. */
  readonly timeout?: number;
}

/**
 * One request to an engine's socket.
 *
 * Own and tiny, because the private engine also serves the command line and the tests, which want no client library
 * between them and the engine. Rejects only when the connection fails: any HTTP status is an answer.
 */
export function engineRequest(
  socket: string,
  { method, path, body, timeout = 60_000 }: EngineRequest,
): Promise<EngineAnswer> {
  return new Promise((done, fail) => {
    const isTar = body instanceof Readable || body instanceof Uint8Array;
    const text = body === undefined || isTar ? undefined : JSON.stringify(body);
    const headers: Record<string, string | number> = { Host: 'engine' };
    if (isTar) headers['Content-Type'] = 'application/x-tar';
    else if (text !== undefined) headers['Content-Type'] = 'application/json';
    if (text !== undefined) headers['Content-Length'] = Buffer.byteLength(text);
    const request = httpRequest({ socketPath: socket, method, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', fail);
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, body: parse(Buffer.concat(parts).toString()) }),
      );
    });
    request.setTimeout(timeout, () => request.destroy(new Error(`${method} ${path}: no answer within ${timeout} ms`)));
    request.on('error', fail);
    if (body instanceof Readable) {
      body.on('error', (error) => request.destroy(error));
      body.pipe(request);
    } else request.end(body instanceof Uint8Array ? body : text);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** True when the engine answers `/_ping` within `timeout` milliseconds. A daemon that is stopped (SIGSTOP) accepts but never answers. */
export async function answers(socket: string, timeout = 2_000): Promise<boolean> {
  try {
    return (await engineRequest(socket, { method: 'GET', path: '/_ping', timeout })).status === 200;
  } catch {
    return false;
  }
}

/** What an engine said went wrong: Docker's and Podman's error bodies, or the body as it came. */
export function errorText({ status, body }: EngineAnswer): string {
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : body;
  return `${status} ${typeof message === 'string' ? message.trim() : JSON.stringify(message)}`;
}
