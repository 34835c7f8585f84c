/** The bridge of a running Berth, opened from outside of a browser. */

import type { Contract } from '@common/contract/index';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';

export function openSocket(port: number, headers: Record<string, string>, path = '/bridge'): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers, perMessageDeflate: false });
}

/** `open`, or the status that the upgrade was answered with, or `failed`. */
export function outcome(socket: WebSocket): Promise<'open' | 'failed' | number> {
  return new Promise((resolve) => {
    socket.once('open', () => resolve('open'));
    socket.once('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0);
      request.destroy();
    });
    socket.on('error', () => resolve('failed'));
  });
}

export function clientOver(socket: WebSocket): ContractRouterClient<Contract> {
  return createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
}
