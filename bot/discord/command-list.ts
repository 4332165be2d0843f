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
const bareNames = [
  { en: 'show', 'pt-BR': 'ver' },
  { en: 'overview', 'pt-BR': 'geral' },
] as const;

/** Discord takes at most so many letters of a description. */
const longestDescription = 100;

/** A command under the names that Discord knows it by. */
interface Registered {
  command: Command;
  name: string;
  subcommand: Localized | null;
}

/** Every command with its names in Discord: a subcommand where others begin with the same word. */
function nameCommands(commands: readonly Command[]): Registered[] {
  const families = Map.groupBy(commands, ({ name }) => name.split(' ')[0] ?? name);
  return [...families].flatMap(([word, family]) => {
    const rests = family.map(({ name }) => name.slice(word.length).trim().replaceAll(' ', '-'));
    const bare = bareNames.find(({ en }) => !rests.includes(en)) ?? bareNames[0];
    const isAlone = family.length === 1 && rests[0] === '';
    return family.map((command, index) => {
      const rest = rests[index] ?? '';
      const subcommand = rest === '' ? bare : { en: rest, 'pt-BR': rest };
      return { command, name: word, subcommand: isAlone ? null : subcommand };
    });
  });
}

/** The commands as Discord registers them, from the list of commands: one for each first word. */
export function listDiscordCommands(commands: readonly Command[]): WantedCommand[] {
  const families = Map.groupBy(nameCommands(commands), ({ name }) => name);
  return [...families].map(([name, family]) => {
    const shared = {
      type: ApplicationCommandType.ChatInput,
      name,
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
      integration_types: [ApplicationIntegrationType.GuildInstall],
    } satisfies Partial<WantedCommand>;
    const own = family.find(({ command }) => command.name === name)?.command;
    const description = own?.description ?? describeFamily(family);
    const subcommands = family.flatMap((one) =>
      one.subcommand ? [makeSubcommand(one, one.subcommand)] : [],
    );
    const options = own && subcommands.length === 0 ? listOptions(own) : subcommands;
    return { ...shared, ...describe(description), options };
  });
}

/** The command that a registered name and subcommand stand for; undefined for none of ours. */
export function findRegistered(
  commands: readonly Command[],
  name: string,
  subcommand: string | null,
): Command | undefined {
  return nameCommands(commands).find(
    (known) => known.name === name && (known.subcommand?.en ?? null) === subcommand,
  )?.command;
}

function describeFamily(family: readonly Registered[]): Localized {
  const names = family.map(({ subcommand }) => subcommand?.en ?? '').join(', ');
  return { en: names, 'pt-BR': names };
}

function makeSubcommand({ command }: Registered, names: Localized): APIApplicationCommandSubcommandOption {
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name: names.en,
    ...(names['pt-BR'] === names.en ? {} : { name_localizations: { 'pt-BR': names['pt-BR'] } }),
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
