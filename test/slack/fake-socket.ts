import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { asJson, asText, parseJson } from './json.ts';

/** Slack's side of Socket Mode. */
export interface FakeSocket {
  /** Apps that are connected. */
  connected(): number;
  /** Sends an envelope to one of the apps; resolves with what its acknowledgement holds. */
  send(type: 'slash_commands' | 'interactive' | 'events_api', payload: object): Promise<unknown>;
  /** Cuts every connection off. */
  drop(): void;
}

/** Speaks Socket Mode to whoever connects to a server. */
export function openFakeSocket(server: Server): FakeSocket {
  const sockets = new Set<WebSocket>();
  const waiting = new Map<string, (payload: unknown) => void>();
  new WebSocketServer({ server, path: '/socket' }).on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const message = asJson(parseJson(String(data)));
      waiting.get(asText(message['envelope_id']))?.(message['payload']);
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: sockets.size, connection_info: {} }));
  });
  return {
    connected: () => sockets.size,
    send: (type, payload) =>
      new Promise((resolve, reject) => {
        const [socket] = sockets;
        if (!socket) return reject(new Error('no app is connected'));
        const id = randomUUID();
        waiting.set(id, resolve);
        socket.send(JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: true }));
      }),
    drop: () => {
      for (const socket of sockets) socket.terminate();
      sockets.clear();
    },
  };
}
