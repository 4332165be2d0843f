import type { Json } from '../json.ts';
import { answerCallback, callbackType, describeCallback, placeOf } from './answer-callback.ts';
import { describeMessage } from './describe-message.ts';
import { DiscordError } from './discord-error.ts';
import type { DiscordWorld, Interaction } from './discord-world.ts';
import type { SeenDiscordMessage } from './message-store.ts';
import type { Call, Route } from './routes.ts';

/** The routes that an interaction's token opens. */
export function listWebhookRoutes(world: DiscordWorld): Route[] {
  const describe = (message: SeenDiscordMessage): Json => {
    const interaction = world.interactions.get(message.interactionId ?? '')?.payload;
    return describeMessage(message, { applicationId: world.applicationId, store: world.store, interaction });
  };

  const callback = ({ params: [id = '', token], query, request }: Call): Json | undefined => {
    const interaction = world.interactions.get(id);
    if (!interaction || interaction.token !== token || interaction.isExpired) {
      throw new DiscordError(404, 10062);
    }
    answerCallback(world, interaction, request);
    if (query.get('with_response') !== 'true') return undefined;
    return describeCallback(interaction, () => describe(interaction.original as SeenDiscordMessage));
  };

  const findInteraction = ({ params: [applicationId, token] }: Call): Interaction => {
    const interaction = [...world.interactions.values()].find((known) => known.token === token);
    if (!interaction || applicationId !== world.applicationId) throw new DiscordError(404, 10015);
    if (interaction.isExpired) throw new DiscordError(401, 50027);
    // Nothing can follow before there is a first answer.
    if (interaction.answered === undefined) throw new DiscordError(404, 10015);
    return interaction;
  };

  const findMessage = (call: Call): SeenDiscordMessage => {
    const interaction = findInteraction(call);
    const [, , id = '@original'] = call.params;
    const message =
      id === '@original' || id === interaction.original?.id
        ? interaction.original
        : world.store.messages.find((known) => known.id === id && known.interactionId === interaction.id);
    if (!message || !world.store.messages.includes(message)) throw new DiscordError(404, 10008);
    return message;
  };

  const edit = (call: Call): Json => {
    const message = findMessage(call);
    const { sizeLimit } = findInteraction(call);
    world.store.change(message, call.request, { schema: 'IncomingWebhookUpdateRequestPartial', sizeLimit });
    return describe(message);
  };

  const follow = (call: Call): Json => {
    const interaction = findInteraction(call);
    const { sizeLimit, original } = interaction;
    // Kept by Discord for old apps: the first message after a deferred answer fills that answer.
    if (interaction.answered === callbackType.defer && original?.isLoading) {
      world.store.change(original, call.request, { schema: 'IncomingWebhookRequestPartial', sizeLimit });
      return describe(original);
    }
    const rules = { schema: 'IncomingWebhookRequestPartial', sizeLimit } as const;
    return describe(world.store.add(placeOf(interaction), call.request, rules));
  };

  const remove = (call: Call): undefined => {
    world.store.remove(findMessage(call));
  };

  const webhook = '/webhooks/:id/:token';
  return [
    { method: 'POST', path: '/interactions/:id/:token/callback', handle: callback },
    { method: 'POST', path: webhook, handle: follow },
    ...['@original', ':id'].flatMap((message): Route[] => [
      {
        method: 'GET',
        path: `${webhook}/messages/${message}`,
        handle: (call) => describe(findMessage(call)),
      },
      { method: 'PATCH', path: `${webhook}/messages/${message}`, handle: edit },
      { method: 'DELETE', path: `${webhook}/messages/${message}`, handle: remove },
    ]),
  ];
}
