import { isDeepStrictEqual } from 'node:util';
import { type REST, Routes } from 'discord.js';
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

/** What a list of commands says of ours; Discord adds ids and versions, and leaves out what says nothing. */
const ownKeys: ReadonlySet<string> = new Set([
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'required',
  'choices',
  'autocomplete',
  'value',
  'contexts',
  'integration_types',
]);

function isSame(registered: unknown, wanted: unknown): boolean {
  return isDeepStrictEqual(sortByName(keepOwn(registered)), sortByName(keepOwn(wanted)));
}

/** A value with what is ours alone, and without what says nothing. */
function keepOwn(value: unknown, isText = false): unknown {
  if (Array.isArray(value)) return value.map((item) => keepOwn(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key]) => isText || ownKeys.has(key))
    .map(([key, inner]) => [key, keepOwn(inner, key.endsWith('_localizations'))] as const)
    .filter(([, inner]) => !saysNothing(inner));
  return Object.fromEntries(entries);
}

function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function sortByName(list: unknown): unknown {
  return Array.isArray(list) ? list.toSorted((a, b) => String(a?.name).localeCompare(String(b?.name))) : list;
}
