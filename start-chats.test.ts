import type express from 'express';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SettingRefusedError } from './bot/chat/setting-error.ts';
import { eventsPath } from './bot/slack/manifest.ts';
import { type Chats, createChats } from './start-chats.ts';
import { type DiscordBot, guildId, openDiscordBot } from './test/discord/discord-bot.ts';
import type { SlackFront } from './test/slack/front/front-types.ts';
import { startSlackFront } from './test/slack/front/slack-front.ts';

let bot: DiscordBot;
let front: SlackFront;
let chats: Chats;

beforeEach(async () => {
  [bot, front] = await Promise.all([
    openDiscordBot(),
    startSlackFront({ channels: [{ id: 'C0001', name: 'general' }] }),
  ]);
});
afterEach(async () => {
  await chats.stop(5_000);
  await Promise.all([bot.close(), front.close()]);
});

function makeChats({ botToken = 'xoxb-test', discordToken = bot.discord.token } = {}) {
  chats = createChats({
    slack: { botToken, appToken: 'xapp-test', signingSecret: null, apiUrl: front.apiUrl },
    discord: { token: discordToken, guildIds: [guildId], apiUrl: bot.discord.apiUrl },
  });
  return chats;
}

const askInSlack = () => front.command({ command: '/kpi', channel: 'C0001' });

describe('both platforms', () => {
  test('answer side by side', async () => {
    await makeChats().start(bot.deps);
    expect(chats.states()).toEqual({ Slack: 'connected', Discord: 'connected' });
    bot.kpi();
    await askInSlack();
    await bot.answered(1);
    await vi.waitFor(() => expect(front.messages('C0001')[0]?.text).toBe('Revenue rose 12 %.'), {
      timeout: 5_000,
    });
  });

  test('do not wait for one that cannot be reached', async () => {
    bot.discord.setFault(() => 'http_500');
    await makeChats().start(bot.deps);
    expect(chats.states()).toEqual({ Slack: 'connected', Discord: 'unreachable' });
    await askInSlack();
    await vi.waitFor(() => expect(front.messages('C0001')[0]?.text).toBe('Revenue rose 12 %.'), {
      timeout: 5_000,
    });
  });

  test('go on where the other’s connection is lost', async () => {
    await makeChats().start(bot.deps);
    front.setFault(() => 'http_500');
    front.dropSockets();
    bot.kpi();
    await bot.answered(1);
  });

  test('do not start with a token that one of them refuses', async () => {
    const refusal = await makeChats({ discordToken: 'a.wrong.token' })
      .start(bot.deps)
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SettingRefusedError);
    expect(String(refusal)).toContain('DISCORD_TOKEN');
    await vi.waitFor(() => expect(front.sockets()).toBe(0));
  });
});

test('before they are started, they are being connected, and Slack is asked to come again', async () => {
  chats = createChats({
    slack: { botToken: 'xoxb-test', appToken: null, signingSecret: 'secret', apiUrl: front.apiUrl },
    discord: null,
  });
  expect(chats.states()).toEqual({ Slack: 'connecting' });
  const end = vi.fn();
  const response = { status: vi.fn(() => ({ end })) };
  const next = vi.fn();
  const send = (path: string) =>
    chats.routes({ path } as express.Request, response as unknown as express.Response, next);
  send(eventsPath);
  expect(response.status).toHaveBeenCalledWith(503);
  expect(end).toHaveBeenCalledOnce();
  expect(next).not.toHaveBeenCalled();
  send('/');
  expect(next).toHaveBeenCalledOnce();
});

test('without platforms nothing is connected, and requests pass', async () => {
  chats = createChats({ slack: null, discord: null });
  await chats.start(bot.deps);
  expect(chats.states()).toEqual({});
  const next = vi.fn();
  chats.routes({} as express.Request, {} as express.Response, next);
  expect(next).toHaveBeenCalledOnce();
});
