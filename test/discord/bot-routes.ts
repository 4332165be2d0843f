import { asJson, asList, asText, type Json } from '../json.ts';
import { checkDiscordCommands } from './check-discord.ts';
import { describeMessage } from './describe-message.ts';
import { DiscordError } from './discord-error.ts';
import { type DiscordWorld, memberKey } from './discord-world.ts';
import { checkShape } from './openapi.ts';
import { describeApplication, describeMember, describeUser } from './people.ts';
import type { Call, Route } from './routes.ts';

/** The routes that the bot's token opens. */
export function listBotRoutes(world: DiscordWorld, gatewayUrl: () => string): Route[] {
  const { applicationId, store } = world;
  const byNonce = new Map<string, string>();

  const describeCommands = (): Json[] =>
    world.registered.map((command) => ({
      id: world.commandId(asText(command['name'])),
      application_id: applicationId,
      version: '1',
      type: 1,
      default_member_permissions: null,
      description: '',
      nsfw: false,
      ...command,
    }));

  const putCommands = ({ request }: Call): Json[] => {
    const problems = checkDiscordCommands(request.body['list']);
    world.refused.push(...problems);
    if (problems.length > 0) throw new DiscordError(400, 50035, problems);
    world.registered.splice(0, Infinity, ...asList(request.body['list']).map(asJson));
    return describeCommands();
  };

  const getMember = ({ params: [guildId = '', userId = ''] }: Call): Json => {
    if (!world.guilds.includes(guildId)) throw new DiscordError(404, 10004);
    if (world.members.get(memberKey(guildId, userId)) !== true) throw new DiscordError(404, 10007);
    return describeMember(userId);
  };

  const postMessage = ({ params: [channelId = ''], request }: Call): Json => {
    if (world.closedChannels.has(channelId)) throw new DiscordError(403, 50001);
    const { nonce, enforce_nonce } = request.body;
    const isOnce = enforce_nonce === true && nonce !== undefined && nonce !== null;
    const key = `${channelId}/${String(nonce)}`;
    const known = isOnce ? store.messages.find((message) => message.id === byNonce.get(key)) : undefined;
    const guild = world.channelGuilds.get(channelId);
    const guildId = guild === undefined ? (world.guilds[0] ?? null) : guild;
    const place = { channelId, guildId, userId: null, interactionId: null };
    const message = known ?? store.add(place, request, { schema: 'MessageCreateRequest' });
    if (isOnce) byNonce.set(key, message.id);
    return { ...describeMessage(message, { applicationId, store }), ...(isOnce ? { nonce } : {}) };
  };

  const openDm = ({ request }: Call): Json => {
    const userId = asText(request.body['recipient_id']);
    const missing = userId === '' ? ['recipient_id is missing'] : [];
    const problems = [...checkShape('CreatePrivateChannelRequest', request.body), ...missing];
    world.refused.push(...problems);
    if (problems.length > 0) throw new DiscordError(400, 50035, problems);
    return {
      id: world.dmOf(userId),
      type: 1,
      flags: 0,
      last_message_id: null,
      recipients: [describeUser(userId)],
    };
  };

  const me = { ...describeUser(applicationId, true), verified: true, mfa_enabled: false, locale: 'en-US' };
  const limit = { total: 1_000, reset_after: 200, max_concurrency: 1 };
  const asBot = true;
  return [
    {
      method: 'GET',
      path: '/gateway/bot',
      asBot,
      handle: () => ({
        url: gatewayUrl(),
        shards: 1,
        session_start_limit: { ...limit, remaining: world.sessionsLeft },
      }),
    },
    { method: 'GET', path: '/users/@me', asBot, handle: () => me },
    ...['/oauth2/applications/@me', '/applications/@me'].map(
      (path): Route => ({ method: 'GET', path, asBot, handle: () => describeApplication(applicationId) }),
    ),
    { method: 'GET', path: '/applications/:id/commands', asBot, handle: describeCommands },
    { method: 'PUT', path: '/applications/:id/commands', asBot, handle: putCommands },
    { method: 'GET', path: '/guilds/:id/members/:id', asBot, handle: getMember },
    { method: 'POST', path: '/channels/:id/messages', asBot, handle: postMessage },
    { method: 'POST', path: '/users/@me/channels', asBot, handle: openDm },
  ];
}
