import type { Json } from '../json.ts';
import { createMessageStore, type MessageStore, type SeenDiscordMessage } from './message-store.ts';
import { countSnowflakes } from './snowflake.ts';

/** An interaction that was sent, and what the app did with it. */
export interface Interaction {
  id: string;
  token: string;
  payload: Json;
  type: number;
  userId: string;
  guildId: string | null;
  channelId: string;
  sizeLimit: number;
  /** The message whose button was pressed, or that the modal came from. */
  pressed: SeenDiscordMessage | undefined;
  /** The type of the app's first answer. */
  answered: number | undefined;
  /** The message that `@original` means. */
  original: SeenDiscordMessage | undefined;
  isExpired: boolean;
  tellResponse(body: Json): void;
}

/** What Discord knows. */
export interface DiscordWorld {
  applicationId: string;
  guilds: string[];
  nextId(): string;
  store: MessageStore;
  /** What was refused for what it holds. */
  refused: string[];
  /** Global commands as the app sent them last. */
  registered: Json[];
  commandId(name: string): string;
  interactions: Map<string, Interaction>;
  /** By guild and user; who is not in here is no member. */
  members: Map<string, boolean>;
  closedChannels: Set<string>;
  /** Which guild a channel is in; null for a direct one. */
  channelGuilds: Map<string, string | null>;
  dmOf(userId: string): string;
  /** Modals that were shown, by custom id, the newest of each. */
  modals: Map<string, Json>;
  /** New sessions that the gateway still allows today. */
  sessionsLeft: number;
}

export const memberKey = (guildId: string, userId: string): string => `${guildId}/${userId}`;

export function createWorld(guilds: string[], registered: Json[]): DiscordWorld {
  const nextId = countSnowflakes();
  const refused: string[] = [];
  const commandIds = new Map<string, string>();
  const dms = new Map<string, string>();
  const channelGuilds = new Map<string, string | null>();
  return {
    applicationId: nextId(),
    guilds,
    nextId,
    refused,
    registered: [...registered],
    store: createMessageStore(nextId, refused),
    interactions: new Map(),
    members: new Map(),
    closedChannels: new Set(),
    channelGuilds,
    modals: new Map(),
    sessionsLeft: 999,
    commandId: (name) => {
      const id = commandIds.get(name) ?? nextId();
      commandIds.set(name, id);
      return id;
    },
    dmOf: (userId) => {
      const id = dms.get(userId) ?? nextId();
      dms.set(userId, id);
      channelGuilds.set(id, null);
      return id;
    },
  };
}
