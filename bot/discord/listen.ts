import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
} from 'discord.js';
import { writeFormLine } from '../chat/forms.ts';
import { describeCause } from '../sort-errors.ts';
import { respond } from './acknowledge.ts';
import { suggestChoices } from './autocomplete.ts';
import { findRegistered } from './command-list.ts';
import { discordTexts } from './discord-texts.ts';
import { answerForm, answerPress } from './listen-presses.ts';
import { readAsker, readCommand, readValues } from './read-interaction.ts';
import { type ListenDeps, makeJob, sayAtOnce, takeIn } from './take-in.ts';

/** Milliseconds for which a member is looked for before a press or a form is acknowledged. */
const lookUpMs = 1_000;

/** What Discord sends, and what becomes of it: people of other servers get no answer of the shop's. Never rejects. */
export async function handleInteraction(listenDeps: ListenDeps, interaction: APIInteraction): Promise<void> {
  try {
    await handle(listenDeps, interaction);
  } catch (error) {
    const { log, locale } = listenDeps.deps;
    log.error({ platform: 'discord', err: describeCause(error) }, 'interaction failed');
    // Where it has been answered, Discord takes no second answer.
    await sayAtOnce(listenDeps, interaction, discordTexts(locale).tryAgain).catch(() => undefined);
  }
}

async function handle(listenDeps: ListenDeps, interaction: APIInteraction): Promise<void> {
  const { deps, membership } = listenDeps;
  const asker = readAsker(interaction, deps.locale);
  // Of direct messages Discord has to be asked, which a command has time for only once it is acknowledged.
  const mayWait = interaction.type === InteractionType.ApplicationCommand && asker.guildId === null;
  if (!mayWait && !(await membership.isMember(asker, { withinMs: lookUpMs }))) {
    return sayAtOnce(listenDeps, interaction, discordTexts(asker.locale).notHere);
  }
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      // Of another kind, we have none: whoever registered it did it by our token.
      if (interaction.data.type !== ApplicationCommandType.ChatInput) {
        return sayAtOnce(listenDeps, interaction, discordTexts(asker.locale).tryAgain);
      }
      return answerCommand(listenDeps, interaction as APIChatInputApplicationCommandInteraction);
    case InteractionType.ApplicationCommandAutocomplete:
      return answerAutocomplete(listenDeps, interaction);
    case InteractionType.MessageComponent:
      return answerPress(listenDeps, interaction);
    case InteractionType.ModalSubmit:
      return answerForm(listenDeps, interaction);
  }
}

function answerCommand(
  listenDeps: ListenDeps,
  interaction: APIChatInputApplicationCommandInteraction,
): Promise<void> {
  const { name, subcommand, options } = readCommand(interaction.data);
  const command = findRegistered(listenDeps.deps.commands, name, subcommand);
  const typed = [name, subcommand].filter(Boolean).join(' ');
  const line = writeFormLine(command?.name ?? typed, readValues(options));
  const asker = readAsker(interaction, listenDeps.deps.locale);
  return takeIn(listenDeps, makeJob(interaction, asker, { line }));
}

async function answerAutocomplete(
  { deps, rest }: ListenDeps,
  interaction: APIApplicationCommandAutocompleteInteraction,
): Promise<void> {
  const { name, subcommand, options } = readCommand(interaction.data);
  const focused = options.find((option) => option.focused === true);
  const command = findRegistered(deps.commands, name, subcommand);
  const choices =
    command && focused
      ? await suggestChoices(
          deps,
          command,
          focused.name,
          String(focused.value),
          readAsker(interaction, deps.locale),
        )
      : [];
  await respond(
    { rest, interactionId: interaction.id, token: interaction.token },
    { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } },
  );
}
