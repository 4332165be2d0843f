import { isDeepStrictEqual } from 'node:util';
import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { attempt } from '../chat/attempt.ts';
import type { Command } from '../command.ts';
import { listDiscordCommands } from './command-list.ts';
import { judgeDiscord } from './failures.ts';

/** Registers the commands with Discord where they are not as the list says; gives whether they were not. */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  commands: readonly Command[],
): Promise<boolean> {
  const wanted = listDiscordCommands(commands);
  const route = Routes.applicationCommands(applicationId);
  const again = { judge: judgeDiscord, repeatable: true, withinMs: 20_000 };
  const query = new URLSearchParams({ with_localizations: 'true' });
  const registered = await attempt(() => rest.get(route, { query }), again);
  if (isSame(registered, wanted)) return false;
  await attempt(() => rest.put(route, { body: wanted }), again);
  return true;
}

const registeredSchema = z.array(z.looseObject({ name: z.string() }));

/** Whether what is registered says all that is wanted, and there is nothing else; Discord adds fields of its own. */
function isSame(registered: unknown, wanted: readonly { name: string }[]): boolean {
  const known = registeredSchema.safeParse(registered);
  if (!known.success || known.data.length !== wanted.length) return false;
  const byName = new Map(known.data.map((command) => [command.name, command]));
  return wanted.every((command) => covers(byName.get(command.name), JSON.parse(JSON.stringify(command))));
}

/** Whether a value of Discord's has all of ours; what Discord leaves out is what says nothing. */
function covers(registered: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    const list = Array.isArray(registered) ? registered : [];
    return list.length === wanted.length && wanted.every((item, index) => covers(list[index], item));
  }
  if (typeof wanted !== 'object' || wanted === null) {
    return isDeepStrictEqual(registered, wanted) || (wanted === false && registered === undefined);
  }
  const known = typeof registered === 'object' && registered !== null ? registered : {};
  return Object.entries(wanted).every(([key, value]) => covers(known[key as keyof typeof known], value));
}
