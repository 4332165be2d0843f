import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { eventsPath } from '../bot/slack/manifest.ts';
import { type FakeDiscord, startFakeDiscord } from './discord/fake-discord.ts';
import type { SlackFront } from './slack/front/front-types.ts';
import { startSlackFront } from './slack/front/slack-front.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const signingSecret = '0123456789abcdef0123456789abcdef';
const guildId = '200000000000000001';
const userId = '400000000000000001';

let folder: string;
let front: SlackFront;
let discord: FakeDiscord;
let origin = '';
const children = new Set<ChildProcess>();

/** Starts the program as an operator does; resolves when both platforms are connected. */
async function start(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      REGULARS_DATA: join(folder, 'data'),
      PUBLIC_URL: 'https://regulars.example',
      SLACK_BOT_TOKEN: 'xoxb-test',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: front.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_GUILD_IDS: guildId,
      DISCORD_API_URL: discord.apiUrl,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let said = '';
  for (const output of [child.stdout, child.stderr]) {
    output?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  await vi.waitFor(
    () => {
      expect(child.exitCode, said).toBeNull();
      expect(said).toMatch(/Slack: connected\nDiscord: connected\n/);
    },
    { timeout: 60_000, interval: 50 },
  );
  origin = `http://127.0.0.1:${/localhost:(\d+)/.exec(said)?.[1]}`;
  return child;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chat-killed-'));
  const channels = [{ id: 'C0001', name: 'general' }];
  front = await startSlackFront({ signingSecret, channels, requestUrl: () => `${origin}${eventsPath}` });
  discord = await startFakeDiscord({ token: 'a.discord.token', guilds: [guildId] });
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all([front.close(), discord.close()]);
  await rm(folder, { recursive: true, force: true });
});

const answer = /^Of [\d,]+ customers/;
const discordAnswer = /Of [\d,]+ customers/;

describe('a process that is killed while it answers', { timeout: 180_000 }, () => {
  test('answers when it is started again, each question once, and ends at a signal', async () => {
    const first = await start();
    front.setFault((method) => (method === 'files.getUploadURLExternal' ? { delayMs: 60_000 } : undefined));
    discord.setFault(({ method }) => (method === 'PATCH' ? { retryAfter: 30 } : undefined));
    expect(await front.command({ command: '/rfm', channel: 'C0001' })).toMatchObject({ status: 200 });
    discord.sendCommand({ name: 'rfm', subcommand: 'show', userId, guildId });
    await vi.waitFor(
      () => {
        expect(front.messages('C0001')[0]?.text).toContain('Working on');
        expect(discord.messages[0]?.isLoading).toBe(true);
        const stuck = discord.calls.some(({ method }) => method === 'PATCH');
        expect(stuck && front.calls.some(({ method }) => method === 'files.getUploadURLExternal')).toBe(true);
      },
      { timeout: 20_000 },
    );
    first.kill('SIGKILL');
    await once(first, 'exit');
    front.setFault(undefined);
    discord.setFault(undefined);

    const second = await start();
    await vi.waitFor(
      () => {
        expect(front.messages('C0001')[0]?.text).toMatch(answer);
        expect(JSON.stringify(discord.messages[0]?.components)).toMatch(discordAnswer);
      },
      { timeout: 30_000 },
    );
    expect(front.messages()).toHaveLength(1);
    expect(discord.messages).toHaveLength(1);

    // And what is under way at a signal is finished before the end.
    front.setFault((method) => (method === 'files.getUploadURLExternal' ? { delayMs: 1_500 } : undefined));
    discord.setFault(({ method, count }) =>
      method === 'PATCH' && count < 9 ? { retryAfter: 0.3 } : undefined,
    );
    await front.command({ command: '/rfm', channel: 'C0001' });
    await discord.sendCommand({ name: 'rfm', subcommand: 'show', userId, guildId }).response;
    await vi.waitFor(() => expect(front.messages('C0001')[1]?.text).toContain('Working on'), {
      timeout: 10_000,
    });
    second.kill('SIGTERM');
    await once(second, 'exit');
    expect(second.exitCode).toBe(0);
    expect(front.messages('C0001').map(({ text }) => text)).toEqual([
      expect.stringMatching(answer),
      expect.stringMatching(answer),
    ]);
    expect(discord.messages.map(({ components }) => JSON.stringify(components))).toEqual([
      expect.stringMatching(discordAnswer),
      expect.stringMatching(discordAnswer),
    ]);
    expect([...front.refused, ...discord.refused]).toEqual([]);
  });
});
