import type { Json } from '../json.ts';

/** A user as Discord describes one. */
export function describeUser(id: string, isBot = false): Json {
  return {
    id,
    username: isBot ? 'regulars' : `user${id.slice(-4)}`,
    global_name: isBot ? null : `User ${id.slice(-4)}`,
    discriminator: isBot ? '0001' : '0',
    avatar: null,
    avatar_decoration_data: null,
    bot: isBot,
    flags: 0,
    public_flags: 0,
    primary_guild: null,
  };
}

/** A member of a guild, with the user inside. */
export function describeMember(userId: string): Json {
  return {
    user: describeUser(userId),
    nick: null,
    avatar: null,
    banner: null,
    roles: [],
    joined_at: '2024-01-15T09:30:00.000000+00:00',
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
  };
}

export function describeApplication(id: string): Json {
  return {
    id,
    name: 'Regulars',
    icon: null,
    description: '',
    type: null,
    verify_key: '0'.repeat(64),
    flags: 0,
    flags_new: '0',
    bot_public: true,
    bot_require_code_grant: false,
    bot: describeUser(id, true),
    owner: describeUser('300000000000000000'),
    team: null,
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    approximate_guild_count: 1,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    eligible_oauth2_scopes: [],
  };
}

/** A guild as the gateway sends it, with as little in it as may be. */
export function describeGuild(id: string): Json {
  const none = ['emojis', 'stickers', 'features', 'channels', 'threads', 'members', 'presences'];
  const noneElse = ['voice_states', 'stage_instances', 'guild_scheduled_events', 'soundboard_sounds'];
  return {
    id,
    name: `Guild ${id.slice(-4)}`,
    icon: null,
    owner_id: '300000000000000000',
    preferred_locale: 'en-US',
    verification_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    joined_at: '2024-01-15T09:30:00.000000+00:00',
    large: false,
    unavailable: false,
    member_count: 2,
    roles: [{ id, name: '@everyone', permissions: '0', position: 0, color: 0, hoist: false, managed: false }],
    ...Object.fromEntries([...none, ...noneElse].map((key) => [key, []])),
  };
}
