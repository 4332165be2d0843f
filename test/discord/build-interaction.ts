import type { Json } from '../json.ts';
import { defaultSizeLimit } from './check-discord.ts';
import { type DiscordWorld, type Interaction, memberKey } from './discord-world.ts';
import type { SeenDiscordMessage } from './message-store.ts';
import { describeMember, describeUser } from './people.ts';

export const interactionType = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

/** Who does something, and where; in the first guild unless told, null for a direct message. */
export interface Actor {
  userId?: string | undefined;
  guildId?: string | null | undefined;
  channelId?: string | undefined;
  locale?: string | undefined;
  attachmentSizeLimit?: number | undefined;
  id?: string | undefined;
}

export interface NewInteraction extends Actor {
  type: number;
  data: Json;
  pressed?: SeenDiscordMessage | undefined;
  message?: Json | undefined;
  tellResponse(body: Json): void;
}

const defaultUser = '300000000000000001';
const defaultChannel = '400000000000000001';

/** All that an ordinary member may do, as Discord writes it. */
const permissions = '2248473465835073';

function describePlace(guildId: string | null, channelId: string, userId: string): Json {
  if (guildId === null) {
    return {
      channel: {
        id: channelId,
        type: 1,
        flags: 0,
        last_message_id: null,
        recipients: [describeUser(userId)],
      },
      user: describeUser(userId),
      context: 1,
      authorizing_integration_owners: { '0': '0' },
    };
  }
  const channel = { name: 'general', nsfw: false, position: 0, parent_id: null, topic: null, permissions };
  return {
    guild: { id: guildId, locale: 'en-US', features: [] },
    guild_id: guildId,
    guild_locale: 'en-US',
    channel: { id: channelId, type: 0, guild_id: guildId, flags: 0, last_message_id: null, ...channel },
    member: { ...describeMember(userId), permissions, unusual_dm_activity_until: null },
    context: 0,
    authorizing_integration_owners: { '0': guildId },
  };
}

/** Builds what the gateway sends; whoever acts in a guild is a member there unless a test said no. */
export function buildInteraction(world: DiscordWorld, input: NewInteraction): Interaction {
  const { userId = defaultUser, attachmentSizeLimit: sizeLimit = defaultSizeLimit } = input;
  const guildId = input.guildId === undefined ? (world.guilds[0] ?? null) : input.guildId;
  const channelId = input.channelId ?? (guildId === null ? world.dmOf(userId) : defaultChannel);
  world.channelGuilds.set(channelId, guildId);
  if (guildId !== null) {
    const key = memberKey(guildId, userId);
    world.members.set(key, world.members.get(key) ?? true);
  }
  const id = input.id ?? world.nextId();
  const token = `interaction-${id}-token`;
  const payload: Json = {
    id,
    application_id: world.applicationId,
    type: input.type,
    token,
    version: 1,
    data: input.data,
    channel_id: channelId,
    ...describePlace(guildId, channelId, userId),
    ...(input.message ? { message: input.message } : {}),
    locale: input.locale ?? 'en-US',
    app_permissions: '562949953601536',
    entitlements: [],
    entitlement_sku_ids: [],
    attachment_size_limit: sizeLimit,
  };
  const { type, pressed, tellResponse } = input;
  const answer = { answered: undefined, original: undefined, isExpired: false };
  return {
    id,
    token,
    payload,
    type,
    userId,
    guildId,
    channelId,
    sizeLimit,
    pressed,
    ...answer,
    tellResponse,
  };
}
