import { asJson, asText, type Json } from '../json.ts';
import { interactionType } from './build-interaction.ts';
import { checkDiscordAutocomplete, checkDiscordModal } from './check-discord.ts';
import { DiscordError } from './discord-error.ts';
import type { DiscordWorld, Interaction } from './discord-world.ts';
import type { MessagePlace } from './message-store.ts';
import { checkShape } from './openapi.ts';
import type { DiscordRequest } from './read-request.ts';

export const callbackType = { message: 4, defer: 5, deferUpdate: 6, update: 7, autocomplete: 8, modal: 9 };

const types = callbackType;

/** Which first answers go with which interaction. */
function isAllowed(interaction: Interaction, answer: number): boolean {
  if (interaction.type === interactionType.autocomplete) return answer === types.autocomplete;
  if (answer === types.autocomplete) return false;
  if (answer === types.modal) return interaction.type !== interactionType.modal;
  if (answer === types.deferUpdate || answer === types.update) return interaction.pressed !== undefined;
  return answer === types.message || answer === types.defer;
}

export function placeOf({ channelId, guildId, userId, id }: Interaction): MessagePlace {
  return { channelId, guildId, userId, interactionId: id };
}

/** Does what the first answer to an interaction says; throws DiscordError where it may not be. */
export function answerCallback(world: DiscordWorld, interaction: Interaction, request: DiscordRequest): void {
  const { body, files } = request;
  const { store } = world;
  const answer = Number(body['type']);
  const data = asJson(body['data']);
  const inner = { body: data, files };
  const { sizeLimit, pressed } = interaction;
  if (interaction.answered !== undefined) throw new DiscordError(400, 40060);

  const refuse = (problems: string[]) => {
    world.refused.push(...problems);
    if (problems.length > 0) throw new DiscordError(400, 50035, problems);
  };
  refuse(
    isAllowed(interaction, answer)
      ? []
      : [`type ${answer} may not answer a type ${interaction.type} interaction`],
  );

  if (answer === types.message) {
    const rules = { schema: 'IncomingWebhookInteractionRequest', sizeLimit } as const;
    interaction.original = store.add(placeOf(interaction), inner, rules);
  } else if (answer === types.defer) {
    refuse(checkShape('CreateMessageInteractionCallbackRequest', body));
    interaction.original = store.defer(placeOf(interaction), Number(data['flags'] ?? 0));
  } else if (answer === types.update && pressed) {
    const schema = 'IncomingWebhookUpdateForInteractionCallbackRequestPartial';
    store.change(pressed, inner, { schema, sizeLimit });
  } else if (answer === types.autocomplete) {
    refuse(checkDiscordAutocomplete(body));
  } else if (answer === types.modal) {
    refuse(checkDiscordModal(data));
    world.modals.set(asText(data['custom_id']), data);
  }
  if (answer === types.update || answer === types.deferUpdate) interaction.original = pressed;
  interaction.answered = answer;
  interaction.tellResponse(body);
}

/** What Discord answers to a first answer that asks for it. */
export function describeCallback(interaction: Interaction, describe: () => Json): Json {
  const { original, answered, id, type } = interaction;
  const about = original && {
    response_message_id: original.id,
    response_message_loading: original.isLoading,
    response_message_ephemeral: original.ephemeral,
  };
  const guild = interaction.guildId === null ? {} : { guild_id: interaction.guildId };
  const told = { id, type, channel_id: interaction.channelId, ...guild, ...about };
  if (!original || answered === types.deferUpdate) return { interaction: told };
  const resourceType = answered === types.update ? types.update : types.message;
  return { interaction: told, resource: { type: resourceType, message: describe() } };
}
