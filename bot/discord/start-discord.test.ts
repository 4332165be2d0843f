import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Reply } from '../../renderers/reply.ts';
import { type TestStore, testDatabases } from '../../supabase/tests/harness.ts';
import { makePrepared } from '../../test/arbitrary-answer.ts';
import {
  type FakeDiscord,
  type SeenDiscordMessage,
  startFakeDiscord,
} from '../../test/discord/fake-discord.ts';
import type { ChatDeps, Platform } from '../chat/chat-deps.ts';
import { commands } from '../commands/index.ts';
import type { Question } from '../dispatch.ts';
import { makeContext } from '../sample-commands.ts';
import { startDiscord } from './start-discord.ts';

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const guildId = '200000000000000001';
const ana = '400000000000000001';
const bia = '400000000000000002';
const { reply } = makePrepared({
  summary: 'Revenue rose 12 %.',
  parts: [
    { type: 'chart', key: 'trend', spec: {} as never, alt: 'Revenue by day' },
    {
      type: 'table',
      key: 't',
      columns: [{ key: 'a', label: 'A', format: { kind: 'count' } }],
      rows: [{ a: 1 }],
      detail: true,
    },
  ],
  actions: [{ label: 'By channel', ask: '/kpi 2026-10 by:channel' }],
});

let store: TestStore;
let discord: FakeDiscord;
let platform: Platform;
let deps: ChatDeps;
let asked: Question[];
let answer: (question: Question) => Promise<Reply>;

beforeEach(async () => {
  store = (await testDatabases[0]?.open()) as TestStore;
  discord = await startFakeDiscord({ guilds: [guildId] });
  asked = [];
  answer = async ({ text }) =>
    text.startsWith('/regulars')
      ? { ...reply, parts: [], visibility: 'private', question: text }
      : { ...reply, question: text };
  deps = {
    commands,
    ask: (question) => {
      asked.push(question);
      return answer(question);
    },
    context: async (_actor, locale) => makeContext(locale),
    roleOf: () => 'viewer',
    renderPng: async () => new Uint8Array([1]),
    db: async () => store.client,
    webUrl: 'https://shop.example',
    locale: 'en',
    log,
  };
  platform = await start();
});
afterEach(async () => {
  await platform.stop(5_000);
  await discord.close();
  await store.close();
});

function start(changes: Partial<ChatDeps> = {}) {
  const { token, apiUrl } = discord;
  return startDiscord({ ...deps, ...changes }, { token, guildIds: [guildId], apiUrl });
}

function kpi(changes: Partial<Parameters<FakeDiscord['sendCommand']>[0]> = {}) {
  return discord.sendCommand({
    name: 'kpi',
    options: { period: 'last month' },
    userId: ana,
    guildId,
    ...changes,
  });
}

/** Everything that a message says and shows. */
const shownIn = (message: SeenDiscordMessage | undefined) => JSON.stringify(message?.components ?? []);

function answered(count: number) {
  return vi.waitFor(
    () => {
      const found = discord.messages.filter((message) => shownIn(message).includes('Revenue rose 12'));
      expect(found).toHaveLength(count);
      return found;
    },
    { timeout: 5_000 },
  );
}

const said = (words: string) =>
  vi.waitFor(
    () => {
      const found = discord.messages.find((message) => shownIn(message).includes(words));
      if (!found) throw new Error(`nobody said ${words}`);
      return found;
    },
    { timeout: 5_000 },
  );

function press(message: SeenDiscordMessage | undefined, label: string, userId = ana) {
  const button = JSON.stringify(message?.components).match(
    new RegExp(`"label":"${label}"[^}]*?"custom_id":"([^"]+)"|"custom_id":"([^"]+)"[^}]*?"label":"${label}"`),
  );
  const customId = button?.[1] ?? button?.[2];
  if (!message || !customId) throw new Error(`no button ${label} in ${shownIn(message)}`);
  return discord.press({ message, customId, userId });
}

describe('a command', () => {
  test('is answered once, with its picture described, in the place of the note', async () => {
    const { response } = kpi();
    expect(await response).toMatchObject({ type: 5 });
    const [message] = await answered(1);
    expect(message).toMatchObject({
      ephemeral: false,
      attachments: [{ filename: 'chart-1.png', description: 'Revenue by day', size: 1 }],
    });
    expect(asked).toMatchObject([
      { text: '/kpi period:"last month"', actorId: `discord:${ana}`, platform: 'discord', locale: 'en' },
    ]);
    expect(discord.messages).toHaveLength(1);
    expect(discord.refused).toEqual([]);
  });

  test('that answers privately is noted privately', async () => {
    discord.sendCommand({ name: 'regulars', subcommand: 'help', userId: ana, guildId });
    expect((await answered(1))[0]?.ephemeral).toBe(true);
  });

  test('with an error is answered for who asked alone, whoever may see the command', async () => {
    answer = async () => ({ ...reply, parts: [], tone: 'error', visibility: 'private' });
    kpi();
    expect((await answered(1))[0]?.ephemeral).toBe(true);
  });

  test('that turns out private after a public note is answered beside it, and the note goes', async () => {
    answer = async () => {
      await vi.waitFor(() => expect(discord.messages).toHaveLength(1), { timeout: 5_000 });
      return { ...reply, parts: [], tone: 'error', visibility: 'private' };
    };
    kpi();
    const [message] = await answered(1);
    expect(message).toMatchObject({ ephemeral: true, userId: ana });
    await vi.waitFor(() => expect(discord.messages).toHaveLength(1));
  });

  test('that is sent again is answered once', async () => {
    const sent = kpi();
    await answered(1);
    discord.resend(sent);
    kpi({ options: { period: 'today' } });
    await answered(2);
    expect(asked).toHaveLength(2);
  });

  test('in the language of who asks', async () => {
    kpi({ locale: 'pt-BR' });
    kpi({ locale: 'en-GB' });
    kpi({ locale: 'fr' });
    await answered(3);
    expect(asked.map(({ locale }) => locale)).toEqual(['pt-BR', 'en', 'en']);
  });

  test('of a subcommand and of the bare word', async () => {
    discord.sendCommand({ name: 'rfm', subcommand: 'show', options: { view: 'grid' }, userId: ana, guildId });
    discord.sendCommand({ name: 'rfm', subcommand: 'moves', userId: ana, guildId });
    await answered(2);
    expect(asked.map(({ text }) => text).toSorted()).toEqual(['/rfm moves', '/rfm view:grid']);
  });
});

describe('who is answered', () => {
  test('nobody in a server that is not the shop’s', async () => {
    const { response } = kpi({ guildId: '200000000000000099' });
    expect(JSON.stringify(await response)).toContain('only members of its own servers');
    expect(asked).toEqual([]);
  });

  test('in direct messages, members of the shop’s servers', async () => {
    discord.setMember(guildId, ana, true);
    kpi({ guildId: null });
    const [message] = await answered(1);
    expect(message?.ephemeral).toBe(false);
    expect(shownIn(message)).not.toContain('Share');
  });

  test('in direct messages, nobody else: neither by commands nor by suggestions', async () => {
    discord.setMember(guildId, bia, false);
    kpi({ guildId: null, userId: bia });
    await said('only members of its own servers');
    const suggested = discord.sendAutocomplete({
      name: 'kpi',
      options: { period: 'last' },
      focused: 'period',
      userId: bia,
      guildId: null,
    });
    expect(await suggested.response).toEqual({ type: 8, data: { choices: [] } });
    expect(asked).toEqual([]);
  });
});

describe('suggestions', () => {
  test('come while one writes, in one’s language', async () => {
    const { response } = discord.sendAutocomplete({
      name: 'kpi',
      options: { period: 'mês' },
      focused: 'period',
      userId: ana,
      guildId,
      locale: 'pt-BR',
    });
    expect(JSON.stringify(await response)).toContain('mês passado');
  });
});

describe('buttons', () => {
  test('ask on in the place of the answer, for who asked', async () => {
    kpi();
    const [message] = await answered(1);
    expect(await press(message, 'By channel').response).toEqual({ type: 6 });
    await vi.waitFor(() => expect(asked.at(-1)?.text).toBe('/kpi 2026-10 by:channel'));
    await vi.waitFor(() => expect(message?.edits).toBe(2));
    expect(discord.messages).toHaveLength(1);
  });

  test('give anybody else an answer of their own', async () => {
    kpi();
    const [message] = await answered(1);
    press(message, 'By channel', bia);
    const [, own] = await answered(2);
    expect(own).toMatchObject({ ephemeral: true, userId: bia });
    expect(message?.edits).toBe(1);
  });

  test('show the table in place of the picture', async () => {
    kpi();
    const [message] = await answered(1);
    press(message, 'Show as table');
    await vi.waitFor(() => expect(shownIn(message)).toContain('```'));
    expect(message?.attachments).toEqual([]);
  });

  test('show a private answer to the channel once, however often they are pressed', async () => {
    kpi();
    const [first] = await answered(1);
    press(first, 'By channel', bia);
    const [, own] = await answered(2);
    press(own, 'Share to channel', bia);
    const [, , shared] = await answered(3);
    expect(shared?.ephemeral).toBe(false);
    expect(shownIn(shared)).toContain(`<@${bia}>`);
    const { response } = press(own, 'Share to channel', bia);
    expect(JSON.stringify(await response)).toContain('shown in the channel already');
    await answered(3);
  });

  test('that nobody knows any longer say so', async () => {
    kpi();
    const [message] = await answered(1);
    await store.sql('delete from regulars.chat_references');
    expect(JSON.stringify(await press(message, 'By channel').response)).toContain('no longer kept');
  });

  test('open a form whose wrong values are told, and which can be opened again', async () => {
    kpi();
    const [message] = await answered(1);
    const { response } = press(message, 'Change …');
    const modal = (await response) as { type: number; data: { custom_id: string } };
    expect(modal.type).toBe(9);
    answer = async ({ text }) => ({
      ...reply,
      parts: [],
      tone: 'error',
      visibility: 'private',
      question: null,
      summary: `not understood: ${text}`,
    });
    const values = { period: 'whenever', by: ['channel'] };
    discord.submitModal({
      customId: modal.data.custom_id,
      values,
      userId: ana,
      ...(message ? { message } : {}),
    });
    const told = await said('not understood');
    expect(told.ephemeral).toBe(true);
    expect(asked.at(-1)?.text).toBe('/kpi period:whenever by:channel');
    expect(shownIn(message)).toContain('Revenue rose 12');
    const again = (await press(told, 'Change …').response) as { data: object };
    expect(JSON.stringify(again.data)).toContain('"value":"whenever"');
  });
});
