import { describe, expect, it } from 'vitest';
import { locales } from '../../renderers/locale.ts';
import type { Reply } from '../../renderers/reply.ts';
import { type Actor, roles } from '../../services/context.ts';
import type { Command } from '../command.ts';
import { createDispatch } from '../dispatch.ts';
import { listOptionLines } from '../example-lines.ts';
import { parseLine } from '../parse.ts';
import { makeContext } from '../sample-commands.ts';
import { commands } from './index.ts';
import { defineHelp } from './regulars-help.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const ask = createDispatch({
  commands,
  context: async (actor) => ({ ...makeContext('en'), actor }),
  log: silent,
  locale: 'en',
  freshness: async () => null,
});

const help = (text: string, locale: 'en' | 'pt-BR' = 'en') =>
  ask({ text, actorId: 'console:ana', role: 'admin', locale, platform: 'console' });

const tableOf = (reply: Reply, key: string) =>
  reply.parts.flatMap((part) => (part.type === 'table' && part.key === key ? part.rows : []));

describe('help', () => {
  it('lists every command with what it answers and an example', async () => {
    const reply = await help('/regulars help');
    expect(reply).toMatchObject({ tone: 'answer', visibility: 'private', question: '/regulars help' });
    expect(tableOf(reply, 'commands').map((row) => row['command'])).toEqual(
      commands.map(({ name }) => `/${name}`),
    );
    expect(tableOf(reply, 'commands').every((row) => row['answers'] && row['example'])).toBe(true);
  });

  it.each(['help', 'ajuda', '@Regulars help', '/regulars', '/regulars ajuda'])(
    'is there for %s',
    async (line) => {
      expect((await help(line)).question).toBe('/regulars help');
    },
  );

  it('explains one command by its options', async () => {
    const reply = await help('/regulars help regulars help', 'pt-BR');
    expect(reply.summary).toBe('/regulars help: O que dá para perguntar, e como.');
    expect(tableOf(reply, 'options')).toEqual([
      { option: 'command', means: 'Um comando, para ver as opções dele', example: '/regulars help kpi' },
    ]);
  });

  it('is silent on commands that this person may not ask', async () => {
    const [help] = commands;
    const secret: Command[] = help ? [{ ...help, name: 'secret', aliases: [], role: 'admin' }] : [];
    const all: Command[] = [...secret, defineHelp(() => all)];
    const context = async (actor: Actor) => ({ ...makeContext('en'), actor });
    const dispatch = createDispatch({
      commands: all,
      context,
      log: silent,
      locale: 'en',
      freshness: async () => null,
    });
    const question = { actorId: 'console:ana', role: 'viewer', platform: 'console' } as const;
    const reply = await dispatch({ ...question, text: 'help' });
    expect(tableOf(reply, 'commands')).toHaveLength(1);
    expect((await dispatch({ ...question, text: 'help secret' })).tone).toBe('error');
  });

  it('takes the name with its slash, and names the nearest where there is none', async () => {
    expect((await help('/regulars help /regulars help')).summary).toMatch(/^\/regulars help:/);
    expect((await help('/regulars help regulras help')).summary).toMatch(/Did you mean \/regulars help\?/);
  });
});

describe('the list of commands', () => {
  it('has every name and alias once, and each text in both languages', () => {
    const all = commands.flatMap((command) => [command.name, ...(command.aliases ?? [])]);
    expect(new Set(all).size).toBe(all.length);
    for (const command of commands) {
      expect(roles).toContain(command.role);
      const options = Object.values(command.options);
      const written = [command.description, ...command.examples];
      const choices = options.flatMap((option) =>
        Object.values(option.choices ?? {}).map(({ label }) => label),
      );
      for (const text of [
        ...written,
        ...choices,
        ...options.flatMap((o) => [o.description, ...o.examples]),
      ]) {
        expect(locales.every((locale) => text[locale].trim() !== '')).toBe(true);
      }
    }
  });

  it('takes a value alone for its option, since no period is called so', () => {
    const context = makeContext('pt-BR');
    for (const [line, question] of [
      ['/rfm grid', '/rfm view:grid'],
      ['/rfm grade mês passado', '/rfm 2026-10 view:grid'],
      ['/rfm 2026-10 barras', '/rfm 2026-10 view:bars'],
      ['/kpi mês passado canal', '/kpi 2026-10 by:channel'],
    ] as const) {
      expect(parseLine(line, commands, context).question).toBe(question);
    }
    for (const command of commands) {
      const positional = Object.values(command.options).find((option) => option.positional);
      // Beside free text, in which anything may be meant, values stand with their option's name alone.
      if (positional && !positional.read) continue;
      for (const option of Object.values(command.options)) {
        for (const [value, { label, aliases = [] }] of Object.entries(option.choices ?? {})) {
          for (const word of [value, ...Object.values(label), ...aliases]) {
            expect(() => positional?.read?.(word, context)).toThrow();
          }
        }
      }
    }
  });

  it.each(commands.flatMap((command) => locales.map((locale) => [command.name, locale] as const)))(
    'has examples of /%s that work (%s)',
    (name, locale) => {
      const command = commands.find((known) => known.name === name);
      const lines = command?.examples.map((example) => example[locale]) ?? [];
      const ofOptions = Object.keys(command?.options ?? {}).flatMap((option) =>
        command ? listOptionLines(command, option, locale) : [],
      );
      expect(lines.length).toBeGreaterThan(0);
      for (const line of [...lines, ...ofOptions]) {
        expect(parseLine(line, commands, makeContext(locale)).command.name).toBe(name);
      }
    },
  );
});
