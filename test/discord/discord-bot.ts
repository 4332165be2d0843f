import { setTimeout as pause } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import type { ChatDeps, Platform } from '../../bot/chat/chat-deps.ts';
import { commands } from '../../bot/commands/index.ts';
import { type DiscordSettings, startDiscord } from '../../bot/discord/start-discord.ts';
import type { Question } from '../../bot/dispatch.ts';
import { makeContext } from '../../bot/sample-commands.ts';
import type { Reply } from '../../renderers/reply.ts';
import { type TestStore, testDatabases } from '../../supabase/tests/harness.ts';
import { chartReply } from '../arbitrary-answer.ts';
import { type FakeDiscord, type SeenDiscordMessage, startFakeDiscord } from './fake-discord.ts';

export const guildId = '200000000000000001';
export const ana = '400000000000000001';
export const bia = '400000000000000002';

export const reply = chartReply;

/** What an error is answered with. */
export const wrong: Reply = { ...reply, parts: [], tone: 'error', visibility: 'private' };

type CommandInput = Parameters<FakeDiscord['sendCommand']>[0];

/** Our bot in a Discord on loopback, with a database of its own. */
export interface DiscordBot {
  discord: FakeDiscord;
  store: TestStore;
  deps: ChatDeps;
  log: { [level in 'info' | 'warn' | 'error']: ReturnType<typeof vi.fn> };
  asked: Question[];
  /** What questions are answered with from now on. */
  answerBy(answer: (question: Question) => Promise<Reply>): void;
  /** From now on the database takes so many milliseconds more. */
  slowDatabase(ms: number): void;
  start(changes?: Partial<DiscordSettings>): Promise<Platform>;
  /** Sends `/kpi period:last month`. */
  kpi(changes?: Partial<CommandInput>): ReturnType<FakeDiscord['sendCommand']>;
  /** The messages with the answer, once there are so many. */
  answered(count: number): Promise<SeenDiscordMessage[]>;
  /** The message that says some words, once there is one. */
  said(words: string): Promise<SeenDiscordMessage>;
  press(
    message: SeenDiscordMessage | undefined,
    label: string,
    userId?: string,
  ): ReturnType<FakeDiscord['press']>;
  close(): Promise<void>;
}

/** Everything that a message says and shows. */
export function shownIn(message: SeenDiscordMessage | undefined): string {
  return JSON.stringify(message?.components ?? []);
}

function buttonsOf(message: SeenDiscordMessage): { label?: string; custom_id?: string }[] {
  const parts = JSON.parse(JSON.stringify(message.components)) as {
    components?: { components?: object[] }[];
  }[];
  return parts.flatMap(({ components = [] }) => components.flatMap(({ components: inner = [] }) => inner));
}

export async function openDiscordBot(): Promise<DiscordBot> {
  const store = (await testDatabases[0]?.open()) as TestStore;
  const discord = await startFakeDiscord({ guilds: [guildId] });
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const asked: Question[] = [];
  const started: Platform[] = [];
  let slownessMs = 0;
  let answer = async ({ text }: Question): Promise<Reply> =>
    text.startsWith('/regulars')
      ? { ...reply, parts: [], visibility: 'private', question: text }
      : { ...reply, question: text };
  const deps: ChatDeps = {
    commands,
    ask: (question) => {
      asked.push(question);
      return answer(question);
    },
    context: async (_actor, locale) => makeContext(locale),
    roleOf: () => 'viewer',
    renderPng: async () => new Uint8Array([1]),
    db: async () => {
      await pause(slownessMs);
      return store.client;
    },
    webUrl: 'https://shop.example',
    locale: 'en',
    log,
  };
  const wait = <T>(look: () => T) => vi.waitFor(look, { timeout: 5_000 });
  return {
    discord,
    store,
    deps,
    log,
    asked,
    answerBy: (next) => {
      answer = next;
    },
    slowDatabase: (ms) => {
      slownessMs = ms;
    },
    start: async (changes = {}) => {
      const { token, apiUrl } = discord;
      const platform = await startDiscord(deps, { token, guildIds: [guildId], apiUrl, ...changes });
      started.push(platform);
      return platform;
    },
    kpi: (changes = {}) =>
      discord.sendCommand({
        name: 'kpi',
        options: { period: 'last month' },
        userId: ana,
        guildId,
        ...changes,
      }),
    answered: (count) =>
      wait(() => {
        const found = discord.messages.filter((message) => shownIn(message).includes('Revenue rose 12'));
        expect(found).toHaveLength(count);
        return found;
      }),
    said: (words) =>
      wait(() => {
        const found = discord.messages.find((message) => shownIn(message).includes(words));
        if (!found) throw new Error(`nobody said ${words}`);
        return found;
      }),
    press: (message, label, userId = ana) => {
      const button = message && buttonsOf(message).find((known) => known.label === label);
      if (!button?.custom_id || !message) throw new Error(`no button ${label} in ${shownIn(message)}`);
      return discord.press({ message, customId: button.custom_id, userId });
    },
    close: async () => {
      await Promise.all(started.map((platform) => platform.stop(5_000)));
      await discord.close();
      await store.close();
    },
  };
}
