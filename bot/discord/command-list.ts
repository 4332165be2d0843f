import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody as WantedCommand,
} from 'discord.js';
import { cutText } from '../chat/cut-text.ts';
import { isRequired } from '../chat/forms.ts';
import type { Command, Localized, Option } from '../command.ts';
import { choicesOf } from '../option-choices.ts';
import { limits } from './components.ts';

/** Subcommand of a command that is also the first word of others: `/rfm show` beside `/rfm moves`. */
const bareName = { en: 'show', 'pt-BR': 'ver' } as const;

/** Discord takes at most so many letters of a description. */
const longestDescription = 100;

/** The commands as Discord registers them, from the list of commands: one for each first word. */
export function listDiscordCommands(commands: readonly Command[]): WantedCommand[] {
  const families = Map.groupBy(commands, ({ name }) => name.split(' ')[0] ?? name);
  return [...families].map(([word, family]) => {
    const [only] = family;
    const shared = {
      type: ApplicationCommandType.ChatInput,
      name: word,
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
      integration_types: [ApplicationIntegrationType.GuildInstall],
    } satisfies Partial<WantedCommand>;
    if (only && family.length === 1 && only.name === word) {
      return { ...shared, ...describe(only.description), options: listOptions(only) };
    }
    const subcommands = family.map((command) => makeSubcommand(command, word));
    const description = family.find(({ name }) => name === word)?.description ?? describeFamily(word, family);
    return { ...shared, ...describe(description), options: subcommands };
  });
}

/** The command that a registered name and subcommand stand for; undefined for none of ours. */
export function findRegistered(
  commands: readonly Command[],
  name: string,
  subcommand: string | null,
): Command | undefined {
  const wanted = subcommand === null || subcommand === bareName.en ? name : `${name} ${subcommand}`;
  const exact = subcommand === null ? name : `${name} ${subcommand}`;
  return (
    commands.find((command) => command.name === exact) ?? commands.find((command) => command.name === wanted)
  );
}

function describeFamily(word: string, family: readonly Command[]): Localized {
  const names = family.map(({ name }) => name.slice(word.length + 1)).join(', ');
  return { en: names, 'pt-BR': names };
}

function makeSubcommand(command: Command, word: string): APIApplicationCommandSubcommandOption {
  const rest = command.name.slice(word.length).trim().replaceAll(' ', '-');
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name: rest || bareName.en,
    ...(rest === '' ? { name_localizations: { 'pt-BR': bareName['pt-BR'] } } : {}),
    ...describe(command.description),
    options: listOptions(command),
  };
}

/** Options with those that must be given first, as Discord wants them. */
function listOptions(command: Command): APIApplicationCommandBasicOption[] {
  return Object.entries(command.options)
    .map(([name, option]) => makeOption(name, option))
    .sort((a, b) => Number(b.required) - Number(a.required));
}

function makeOption(name: string, option: Option): APIApplicationCommandBasicOption {
  const choices = Object.entries(choicesOf(option) ?? {});
  const localName = option.aliases?.[0];
  const shared = {
    type: ApplicationCommandOptionType.String,
    name,
    ...(localName === undefined
      ? {}
      : { name_localizations: { 'pt-BR': localName.toLowerCase().replaceAll(' ', '-') } }),
    ...describe(option.description),
    required: isRequired(option),
  } as const;
  if (choices.length > 0 && choices.length <= limits.choices) {
    return {
      ...shared,
      choices: choices.map(([value, { label }]) => ({
        name: cutText(label.en, limits.choice),
        name_localizations: { 'pt-BR': cutText(label['pt-BR'], limits.choice) },
        value,
      })),
    };
  }
  return choices.length > 0 || option.suggest ? { ...shared, autocomplete: true } : shared;
}

function describe(description: Localized) {
  return {
    description: cutText(description.en, longestDescription),
    description_localizations: { 'pt-BR': cutText(description['pt-BR'], longestDescription) },
  };
}
