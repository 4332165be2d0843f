import { type APIInteraction, Client, Events, GatewayDispatchEvents } from 'discord.js';
import type { PlatformState } from '../chat/chat-deps.ts';
import { restOptions } from './rest.ts';

export interface GatewayOptions {
  token: string;
  apiUrl: string;
  onInteraction: (interaction: APIInteraction) => void;
  onState: (state: PlatformState) => void;
  /** Discord has closed the connection for good. */
  onLost: () => void;
  onError: (error: Error) => void;
}

export interface Gateway {
  close(): Promise<void>;
}

/**
 * Opens a connection to Discord's gateway, which the library keeps open: it answers heartbeats, and resumes a session
 * with what was missed. Interactions need no intent. Rejects where Discord cannot be reached or refuses the token.
 */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { token, apiUrl, onInteraction, onState, onLost, onError } = options;
  const client = new Client({
    intents: [],
    rest: restOptions(apiUrl),
  });
  client.ws.on(GatewayDispatchEvents.InteractionCreate, onInteraction);
  client.on(Events.Error, onError);
  client.on(Events.ShardError, onError);
  client.on(Events.ShardReconnecting, () => onState('reconnecting'));
  client.on(Events.ShardResume, () => onState('connected'));
  client.on(Events.ShardReady, () => onState('connected'));
  client.on(Events.ShardDisconnect, onLost);
  try {
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(token);
    await ready;
  } catch (error) {
    await client.destroy();
    throw error;
  }
  return {
    close: async () => {
      client.off(Events.ShardDisconnect, onLost);
      await client.destroy();
    },
  };
}
