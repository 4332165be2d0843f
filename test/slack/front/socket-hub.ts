import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { asJson, asText, type Json, parseJson } from '../../json.ts';

export interface Envelope {
  envelope_id: string;
  type: 'slash_commands' | 'interactive' | 'events_api';
  payload: Json;
  accepts_response_payload: boolean;
  retry_attempt?: number;
  retry_reason?: string;
}

/** How a connection is met: opened, answered with 403 as by a proxy, left without an answer, or cut off. */
export type SocketManner = 'open' | 'forbid' | 'ignore' | 'cut';

interface Waiting {
  envelope: Envelope;
  settle(ack: { payload: unknown } | undefined): void;
  timer: NodeJS.Timeout;
}

/** Milliseconds in which an envelope has to be acknowledged. */
const patience = 5_000;

/** Slack's side of Socket Mode, on the front's own port. */
export function openSocketHub(server: Server, origin: string) {
  const sockets = new Set<WebSocket>();
  const tickets = new Set<string>();
  const waiting = new Map<string, Waiting>();
  const listener = new WebSocketServer({ noServer: true });
  let turn = 0;
  let manner: SocketManner = 'open';
  const ignored = new Set<Duplex>();

  /** One connection gets each envelope; several apps take turns. */
  function push(envelope: Envelope): void {
    const open = [...sockets].filter((socket) => socket.readyState === socket.OPEN);
    open[turn++ % open.length]?.send(JSON.stringify(envelope));
  }

  function settle(id: string, ack: { payload: unknown } | undefined): void {
    const wait = waiting.get(id);
    if (!wait) return;
    waiting.delete(id);
    clearTimeout(wait.timer);
    wait.settle(ack);
  }

  /** An event that was not acknowledged comes again to whoever connects next. */
  function redeliver(): void {
    for (const { envelope, timer } of waiting.values()) {
      envelope.retry_attempt = (envelope.retry_attempt ?? 0) + 1;
      envelope.retry_reason = 'timeout';
      timer.refresh();
      push(envelope);
    }
  }

  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '/', origin).searchParams.get('ticket') ?? '';
    if (manner === 'forbid') return socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
    if (manner === 'ignore') return void ignored.add(socket);
    if (manner === 'cut' || !tickets.delete(ticket)) return socket.destroy();
    listener.handleUpgrade(request, socket, head, (accepted) => {
      sockets.add(accepted);
      const ping = setInterval(() => accepted.ping(), 1_000).unref();
      accepted.on('close', () => {
        sockets.delete(accepted);
        clearInterval(ping);
      });
      accepted.on('message', (data) => {
        const ack = asJson(parseJson(String(data)));
        settle(asText(ack['envelope_id']), { payload: ack['payload'] });
      });
      const connection_info = { app_id: 'A0001' };
      accepted.send(JSON.stringify({ type: 'hello', num_connections: sockets.size, connection_info }));
      redeliver();
    });
  });

  const drop = (): void => {
    for (const socket of sockets) socket.terminate();
    sockets.clear();
    // Only events are kept for the next connection: a person sees at once that a command or a press failed.
    for (const [id, { envelope }] of waiting) if (envelope.type !== 'events_api') settle(id, undefined);
  };

  return {
    /** Each URL is good for one connection. */
    newUrl(): string {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${origin.replace('http:', 'ws:')}/link/?ticket=${ticket}`;
    },
    count: () => sockets.size,
    /** Resolves with the acknowledgement; undefined where none comes. */
    send(envelope: Envelope): Promise<{ payload: unknown } | undefined> {
      const id = envelope.envelope_id;
      return new Promise((resolve) => {
        if (sockets.size === 0 && envelope.type !== 'events_api') return resolve(undefined);
        const timer = setTimeout(() => settle(id, undefined), patience);
        waiting.set(id, { envelope, settle: resolve, timer });
        push(envelope);
      });
    },
    drop,
    meet(next: SocketManner): void {
      manner = next;
    },
    close(): void {
      for (const socket of ignored) socket.destroy();
      drop();
      for (const id of [...waiting.keys()]) settle(id, undefined);
      listener.close();
    },
  };
}

export type SocketHub = ReturnType<typeof openSocketHub>;
