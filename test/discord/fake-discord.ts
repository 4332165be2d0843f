import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '../json.ts';
import { listBotRoutes } from './bot-routes.ts';
import { type Actor, buildInteraction, interactionType, type NewInteraction } from './build-interaction.ts';
import { describeMessage } from './describe-message.ts';
import { createWorld, memberKey } from './discord-world.ts';
import { type FakeGateway, openFakeGateway } from './fake-gateway.ts';
import { createFakeRest, type DiscordCall, type DiscordFaultRule } from './fake-rest.ts';
import {
  type CommandInput,
  describeCommand,
  describePress,
  describeSubmission,
  type ModalValues,
} from './interaction-data.ts';
import type { SeenDiscordMessage } from './message-store.ts';
import { listWebhookRoutes } from './webhook-routes.ts';

export { checkDiscordCommands, checkDiscordMessage, checkDiscordModal } from './check-discord.ts';
export type { DiscordFault, DiscordFaultRule } from './fake-rest.ts';
export type { SeenDiscordMessage } from './message-store.ts';

export interface SentInteraction {
  id: string;
  token: string;
  /** What the app answered first: the callback's body. */
  response: Promise<Json>;
}

export interface FakeDiscord {
  apiUrl: string;
  token: string;
  applicationId: string;
  /** What people see now, in order. */
  messages: SeenDiscordMessage[];
  /** A list that was sent, as of commands, stands under `list` in the body. */
  calls: DiscordCall[];
  /** What was refused for what it holds. */
  refused: string[];
  /** Global commands as the app sent them last. */
  registered: Json[];
  sendCommand(input: CommandInput & Actor): SentInteraction;
  sendAutocomplete(input: CommandInput & Actor & { focused: string }): SentInteraction;
  /** Throws where the message has no such button, or a disabled one; `values` are a select's. */
  press(input: { message: SeenDiscordMessage; customId: string; values?: string[] } & Actor): SentInteraction;
  /** Fields that get no value send what the modal filled in; throws on a field the modal does not have. */
  submitModal(
    input: { customId: string; values: ModalValues; message?: SeenDiscordMessage } & Actor,
  ): SentInteraction;
  /** The very same event once more. */
  resend(interaction: SentInteraction): void;
  /** Lets the time to answer run out: 3 s for the first answer, 15 minutes for what follows. */
  expire(interaction: SentInteraction): void;
  setFault(rule: DiscordFaultRule | undefined): void;
  setMember(guildId: string, userId: string, isMember: boolean): void;
  /** Whether the bot may write in a channel; it may unless told. */
  setChannel(channelId: string, isOpen: boolean): void;
  /** How many new sessions the gateway still allows. */
  setSessionsLeft(count: number): void;
  gateway: FakeGateway;
  /** Makes the token a wrong one, and closes what was opened with it. */
  refuseToken(): void;
  close(): Promise<void>;
}

export interface FakeDiscordOptions {
  guilds?: string[];
  token?: string;
  registered?: Json[];
}

/** Discord's gateway and REST API on loopback, with what it refuses and how it fails. */
export async function startFakeDiscord({
  guilds = ['200000000000000001'],
  token = 'discord-token',
  registered = [],
}: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const world = createWorld(guilds, registered);
  const { applicationId, store } = world;
  let isRefused = false;
  let port = 0;
  const isToken = (given: string) => given === token && !isRefused;
  const gatewayUrl = () => `ws://127.0.0.1:${port}`;

  const rest = createFakeRest([...listBotRoutes(world, gatewayUrl), ...listWebhookRoutes(world)], isToken);
  const server = createServer((request, response) => void rest.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  const { gateway, dispatch, refuseAll } = openFakeGateway(server, {
    url: gatewayUrl,
    applicationId,
    guilds,
    isToken,
  });

  const send = (input: Omit<NewInteraction, 'tellResponse'>): SentInteraction => {
    const { promise: response, resolve: tellResponse } = Promise.withResolvers<Json>();
    const interaction = buildInteraction(world, { ...input, tellResponse });
    world.interactions.set(interaction.id, interaction);
    dispatch('INTERACTION_CREATE', interaction.payload);
    return { id: interaction.id, token: interaction.token, response };
  };

  const findSent = ({ id }: SentInteraction) => {
    const interaction = world.interactions.get(id);
    if (!interaction) throw new Error(`No interaction ${id} was sent.`);
    return interaction;
  };

  /** Whoever acts on a message does it where the message is, and the event shows it. */
  const aboutMessage = (message: SeenDiscordMessage) => ({
    pressed: message,
    channelId: message.channelId,
    guildId: message.guildId,
    userId: message.userId ?? undefined,
    message: describeMessage(message, {
      applicationId,
      store,
      interaction: world.interactions.get(message.interactionId ?? '')?.payload,
    }),
  });

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    token,
    applicationId,
    messages: store.messages,
    calls: rest.calls,
    refused: world.refused,
    registered: world.registered,
    gateway,
    sendCommand: (input) =>
      send({ ...input, type: interactionType.command, data: describeCommand(world, input) }),
    sendAutocomplete: (input) =>
      send({ ...input, type: interactionType.autocomplete, data: describeCommand(world, input) }),
    press: ({ message, customId, values, ...actor }) => {
      const data = describePress(message.components, customId, values);
      return send({ ...aboutMessage(message), ...actor, type: interactionType.component, data });
    },
    submitModal: ({ message, customId, values, ...actor }) => {
      const data = describeSubmission(world.modals.get(customId), customId, values);
      return send({ ...(message ? aboutMessage(message) : {}), ...actor, type: interactionType.modal, data });
    },
    resend: (interaction) => dispatch('INTERACTION_CREATE', findSent(interaction).payload),
    expire: (interaction) => {
      findSent(interaction).isExpired = true;
    },
    setFault: rest.setFault,
    setMember: (guildId, userId, isMember) => {
      world.members.set(memberKey(guildId, userId), isMember);
    },
    setChannel: (channelId, isOpen) => {
      if (isOpen) world.closedChannels.delete(channelId);
      else world.closedChannels.add(channelId);
    },
    setSessionsLeft: (count) => {
      world.sessionsLeft = count;
    },
    refuseToken: () => {
      isRefused = true;
      refuseAll();
    },
    close: async () => {
      gateway.drop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
