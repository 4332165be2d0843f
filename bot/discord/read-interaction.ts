import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandOptionType,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import { type Locale, locales } from '../../renderers/locale.ts';

/** Discord's own limit, for where an interaction does not say its. */
const defaultSizeLimit = 10 * 1024 * 1024;

/** What is the same of every interaction. */
export interface Asker {
  user: string;
  guildId: string | null;
  locale: Locale;
  sizeLimit: number;
}

/** Who asks, and how the person reads. */
export function readAsker(interaction: APIInteraction, fallback: Locale): Asker {
  const user = interaction.member?.user ?? interaction.user;
  const spoken = ('locale' in interaction ? interaction.locale : null) ?? '';
  return {
    user: user?.id ?? '',
    guildId: interaction.guild_id ?? null,
    locale: locales.find((known) => spoken.split('-')[0] === known.split('-')[0]) ?? fallback,
    sizeLimit: interaction.attachment_size_limit ?? defaultSizeLimit,
  };
}

/** A value that was given for an option; all of ours are texts. */
interface GivenOption {
  name: string;
  value: string | number | boolean;
  /** It is being written. */
  focused?: boolean | undefined;
}

/** A registered command as it was chosen. */
export interface ChosenCommand {
  name: string;
  subcommand: string | null;
  options: GivenOption[];
}

/** The command, subcommand and options of a slash command. */
export function readCommand(
  data:
    | APIChatInputApplicationCommandInteraction['data']
    | APIApplicationCommandAutocompleteInteraction['data'],
): ChosenCommand {
  const [first] = data.options ?? [];
  const isNested = first?.type === ApplicationCommandOptionType.Subcommand;
  const given = isNested ? first.options : data.options;
  const options = (given ?? []).filter((option) => 'value' in option);
  return { name: data.name, subcommand: isNested ? first.name : null, options };
}

/** What was given for the options, by their names. */
export function readValues(options: readonly GivenOption[]): Record<string, string> {
  return Object.fromEntries(options.map(({ name, value }) => [name, String(value)]));
}

/** What a submitted form says, by the options' names; null where nothing was filled in. */
export function readFormValues({ data }: APIModalSubmitInteraction): Record<string, string | null> {
  const fields = data.components.flatMap((row) => {
    if (row.type === ComponentType.Label) return [row.component];
    return row.type === ComponentType.ActionRow ? row.components : [];
  });
  return Object.fromEntries(
    fields.map((field) => {
      const chosen = 'values' in field ? field.values[0] : null;
      const value = 'value' in field ? field.value : chosen;
      return [field.custom_id, typeof value === 'string' && value !== '' ? value : null];
    }),
  );
}

/** Whether only the person sees the message whose button was pressed, or whose form was filled in. */
export function isPrivateMessage(message: { flags?: number | undefined } | undefined): boolean {
  return ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}
