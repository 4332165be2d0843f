import type { APIApplicationCommandOptionChoice } from 'discord.js';
import type { ChatDeps } from '../chat/chat-deps.ts';
import { cutText } from '../chat/cut-text.ts';
import { within } from '../chat/within.ts';
import type { Command } from '../command.ts';
import { mayAsk } from '../example-lines.ts';
import { listChoices } from '../suggest-values.ts';
import { limits } from './components.ts';
import type { Asker } from './read-interaction.ts';

/** Longest that suggestions are waited for, in milliseconds: Discord waits for three seconds. */
const suggestWithinMs = 1_500;

/**
 * What may be chosen for an option while one writes; what was written stands by itself where it has suggestions that
 * need not be taken. Never rejects.
 */
export async function suggestChoices(
  deps: ChatDeps,
  command: Command,
  name: string,
  typed: string,
  { user, locale }: Asker,
): Promise<APIApplicationCommandOptionChoice<string>[]> {
  const option = command.options[name];
  const actor = { id: `discord:${user}`, role: deps.roleOf(`discord:${user}`) };
  if (!option || !mayAsk(actor.role, command)) return [];
  try {
    const suggest = async () => option.suggest?.(typed, await deps.context(actor, locale)) ?? [];
    const suggested =
      listChoices(option, typed, locale) ?? (await within(suggest(), suggestWithinMs, 'suggesting'));
    return suggested
      .filter(({ value }) => value !== '' && value.length <= limits.choice)
      .slice(0, limits.choices)
      .map(({ value, label }) => ({ name: cutText(label || value, limits.choice), value }));
  } catch {
    // Without a database nothing can be suggested; what is written is taken as it is.
    return [];
  }
}
