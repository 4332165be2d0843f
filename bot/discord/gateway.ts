import { setTimeout as pause } from 'node:timers/promises';
import {
  CloseCodes,
  type SessionInfo,
  WebSocketManager,
  WebSocketShardEvents,
  WebSocketShardStatus,
} from '@discordjs/ws';
import { type APIInteraction, GatewayCloseCodes, GatewayDispatchEvents, type REST } from 'discord.js';
import type { PlatformState } from '../chat/chat-deps.ts';

export interface GatewayOptions {
  token: string;
  rest: REST;
  onInteraction: (interaction: APIInteraction) => void;
  onState: (state: PlatformState) => void;
  /** Discord has closed the connection for good. */
  onLost: () => void;
  onError: (error: Error) => void;
  /** How long it may take to open before it counts as unreachable, in milliseconds. */
  openWithinMs?: number;
  /** Longest that a socket may take to open, in milliseconds. */
  handshakeMs?: number;
}

export interface Gateway {
  /** Resolves when the connection is closed. */
  close(): Promise<void>;
}

/** After these, Discord takes the same session, or token, no more. */
const forGood: ReadonlySet<number> = new Set([
  GatewayCloseCodes.AuthenticationFailed,
  GatewayCloseCodes.InvalidShard,
  GatewayCloseCodes.ShardingRequired,
  GatewayCloseCodes.InvalidAPIVersion,
  GatewayCloseCodes.InvalidIntents,
  GatewayCloseCodes.DisallowedIntents,
]);

const lookEveryMs = 50;

/**
 * Opens a connection to Discord's gateway, which the library keeps open: it tries again what did not open, answers
 * heartbeats, and resumes a session with what was missed. Resolves when it is open, or takes too long to wait for.
 * Interactions need no intent. The client of discord.js is left out: it would make objects of its own of every event,
 * and end the process over one that is not as it expects. Rejects where Discord does not say where its gateway is, or
 * allows no further session.
 */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { token, rest, onInteraction, onState, onLost, onError } = options;
  const { openWithinMs = 10_000, handshakeMs = 5_000 } = options;
  let session: SessionInfo | null = null;
  const manager = new WebSocketManager({
    token,
    // Its own: the library's is shared by all connections of a process, and one would take up another's session.
    retrieveSessionInfo: () => session,
    updateSessionInfo: (_, next) => {
      session = next;
    },
    intents: 0,
    rest,
    shardCount: 1,
    handshakeTimeout: handshakeMs,
    // Longer, since the library destroys what has not said hello, which must not be while it shakes hands.
    helloTimeout: 3 * handshakeMs,
  });
  let isClosing = false;
  let isLost = false;
  const tell = (state: PlatformState) => {
    if (!isClosing) onState(state);
  };
  const settled = Promise.withResolvers<void>();
  manager.on(WebSocketShardEvents.Dispatch, ({ data }) => {
    // Also while it closes: who is no longer here to answer leaves it to the next.
    if (data.t === GatewayDispatchEvents.InteractionCreate) onInteraction(data.d);
  });
  manager.on(WebSocketShardEvents.Error, ({ error }) => onError(error));
  for (const event of [WebSocketShardEvents.Ready, WebSocketShardEvents.Resumed] as const) {
    manager.on(event, () => {
      settled.resolve();
      tell('connected');
    });
  }
  manager.on(WebSocketShardEvents.Closed, ({ code }) => {
    isLost ||= forGood.has(code);
    if (isLost) settled.resolve();
    if (isLost && !isClosing) onLost();
    else tell('reconnecting');
  });

  // Before anything is opened, so that nothing is left open where it fails.
  const { session_start_limit: sessions } = await manager.fetchGatewayInformation();
  // The library would give up for good.
  if (sessions.remaining < 1) {
    throw new Error(`Discord allows no new session for ${Math.ceil(sessions.reset_after / 1_000)} s`);
  }
  tell('connecting');
  // It rejects at the first error, after which the library goes on trying.
  manager
    .connect()
    .catch((error: unknown) => onError(error instanceof Error ? error : new Error(String(error))));
  const isOpen = await Promise.race([
    settled.promise.then(() => true),
    pause(openWithinMs, false, { ref: false }),
  ]);
  if (!isOpen) tell('unreachable');

  return {
    close: async () => {
      isClosing = true;
      // One that is being opened must not be destroyed: the library leaves its socket without anybody to hear its
      // errors, which ends the process; and one that waits to be opened again would be opened all the same.
      while (!isLost) {
        const status = (await manager.fetchStatus()).get(0);
        if (status === WebSocketShardStatus.Ready || status === WebSocketShardStatus.Resuming) {
          return manager.destroy({ code: CloseCodes.Normal });
        }
        await pause(lookEveryMs, undefined, { ref: false });
      }
    },
  };
}
