import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { checkDiscordCommands, startFakeDiscord } from '../../test/discord/fake-discord.ts';
import { type Command, defineCommand } from '../command.ts';
import { commands } from '../commands/index.ts';
import { findRegistered, listDiscordCommands } from './command-list.ts';
import { registerCommands } from './register-commands.ts';
import { createRest } from './rest.ts';

/** The registered names that people choose: a command, or a command with its subcommand. */
function listChoosable(list: readonly Command[]): { name: string; subcommand: string | null }[] {
  return listDiscordCommands(list).flatMap(({ name, options = [] }) => {
    const subcommands = options.filter(({ type }) => type === 1).map((option) => option.name);
    return (subcommands.length === 0 ? [null] : subcommands).map((subcommand) => ({ name, subcommand }));
  });
}

const text = { en: 'a', 'pt-BR': 'b' };
const make = (name: string, options: Command['options'] = {}) =>
  defineCommand({
    name,
    description: text,
    examples: [],
    role: 'viewer',
    visibility: 'public',
    options,
    run: async () => ({
      summary: '',
      parts: [],
      actions: [],
      warnings: [],
      freshness: null,
      provenance: null,
    }),
  });

describe('the commands that Discord registers', () => {
  test('are as Discord takes them', () => {
    expect(checkDiscordCommands(JSON.parse(JSON.stringify(listDiscordCommands(commands))))).toEqual([]);
  });

  test('are all commands, each once', () => {
    const chosen = listChoosable(commands).map(({ name, subcommand }) =>
      findRegistered(commands, name, subcommand),
    );
    expect(chosen.map((command) => command?.name).toSorted()).toEqual(
      commands.map(({ name }) => name).toSorted(),
    );
  });

  test('ask for what must be given first', () => {
    const optional = { schema: z.string().optional(), description: text, examples: [] };
    const required = { schema: z.string(), description: text, examples: [] };
    const [command] = listDiscordCommands([make('segment', { optional, required })]);
    expect(command?.options?.map(({ name, required: must }) => [name, must])).toEqual([
      ['required', true],
      ['optional', false],
    ]);
  });

  test('tell a command called show from the bare word', () => {
    const list = [make('segment list'), make('segment show')];
    expect(findRegistered(list, 'segment', 'show')?.name).toBe('segment show');
    expect(findRegistered([make('rfm'), make('rfm moves')], 'rfm', 'show')?.name).toBe('rfm');
    expect(findRegistered(list, 'segment', 'drop')).toBeUndefined();
  });

  test.each([
    [['segment', 'segment show', 'segment rule add']],
    [['stock']],
    [['digest list', 'digest add']],
  ])('of any names, are taken by Discord and found again: %j', (names) => {
    const list = names.map((name) => make(name));
    expect(checkDiscordCommands(JSON.parse(JSON.stringify(listDiscordCommands(list))))).toEqual([]);
    const found = listChoosable(list).map(
      ({ name, subcommand }) => findRegistered(list, name, subcommand)?.name,
    );
    expect(found.toSorted()).toEqual(names.toSorted());
  });
});

describe('registering', () => {
  test('is done where something differs alone', async () => {
    const discord = await startFakeDiscord();
    const rest = createRest(discord);
    const puts = () => discord.calls.filter(({ method }) => method === 'PUT').length;
    try {
      expect(await registerCommands(rest, discord.applicationId, commands)).toBe(true);
      expect(await registerCommands(rest, discord.applicationId, commands)).toBe(false);
      expect(puts()).toBe(1);
      expect(await registerCommands(rest, discord.applicationId, commands.slice(1))).toBe(true);
      const [first] = commands;
      const renamed = first ? [{ ...first, description: text }, ...commands.slice(1)] : [];
      expect(await registerCommands(rest, discord.applicationId, renamed)).toBe(true);
      expect(await registerCommands(rest, discord.applicationId, commands)).toBe(true);
      const plain = commands.map((command) => ({ ...command, options: {} }));
      expect(await registerCommands(rest, discord.applicationId, plain)).toBe(true);
      expect(discord.refused).toEqual([]);
    } finally {
      await discord.close();
    }
  });

  test('survives a lost reply', async () => {
    const discord = await startFakeDiscord();
    discord.setFault(({ method, count }) => (method === 'PUT' && count === 1 ? 'lost_reply' : undefined));
    try {
      expect(await registerCommands(createRest(discord), discord.applicationId, commands)).toBe(true);
      await vi.waitFor(() => expect(discord.registered.length).toBeGreaterThan(0));
    } finally {
      await discord.close();
    }
  });
});
