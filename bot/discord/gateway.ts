import { CloseCodes, WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import { type APIInteraction, GatewayCloseCodes, GatewayDispatchEvents, type REST } from 'discord.js';
import type { PlatformState } from '../chat/chat-deps.ts';
import { within } from '../chat/within.ts';

export interface GatewayOptions {
  token: string;
  rest: REST;
  onInteraction: (interaction: APIInteraction) => void;
  onState: (state: PlatformState) => void;
  /** Discord has closed the connection for good. */
  onLost: () => void;
  onError: (error: Error) => void;
  /** Longest that it may take to open, in milliseconds. */
  openWithinMs?: number;
}

export interface Gateway {
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

/**
 * Opens a connection to Discord's gateway, which the library keeps open: it answers heartbeats, and resumes a session
 * with what was missed. Interactions need no intent. The client of discord.js is left out: it would make objects of
 * its own of every event, and end the process over one that is not as it expects. Rejects where it does not open.
 */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { token, rest, onInteraction, onState, onLost, onError, openWithinMs = 10_000 } = options;
  const manager = new WebSocketManager({ token, intents: 0, rest, shardCount: 1 });
  let isClosing = false;
  manager.on(WebSocketShardEvents.Dispatch, ({ data }) => {
    if (data.t === GatewayDispatchEvents.InteractionCreate) onInteraction(data.d);
  });
  manager.on(WebSocketShardEvents.Error, ({ error }) => onError(error));
  manager.on(WebSocketShardEvents.Ready, () => onState('connected'));
  manager.on(WebSocketShardEvents.Resumed, () => onState('connected'));
  manager.on(WebSocketShardEvents.Closed, ({ code }) => {
    if (isClosing) return;
    if (forGood.has(code)) onLost();
    else onState('reconnecting');
  });
  const close = async () => {
    isClosing = true;
    await manager.destroy({ code: CloseCodes.Normal });
  };
  try {
    await within(manager.connect(), openWithinMs, 'opening the gateway');
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}
