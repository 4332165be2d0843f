import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  ana,
  bia,
  type DiscordBot,
  guildId,
  openDiscordBot,
  reply,
  wrong,
} from '../../test/discord/discord-bot.ts';
import type { DiscordFault } from '../../test/discord/fake-discord.ts';
import type { ChatDeps } from '../chat/chat-deps.ts';
import { startDiscord } from './start-discord.ts';

const quick = { checkEveryMs: 20 };
const callback = 'POST /interactions/:id/:token/callback';

let bot: DiscordBot;

beforeEach(async () => {
  bot = await openDiscordBot();
});
afterEach(() => bot.close());

/** The time of day, which a test may set forward while timers go on. */
function leapAhead() {
  const real = Date.now.bind(Date);
  let ahead = 0;
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => real() + ahead);
  return {
    leap: (ms: number) => {
      ahead += ms;
    },
    restore: () => clock.mockRestore(),
  };
}

describe('when Discord or the database hangs', () => {
  test('a stop does not wait for them', async () => {
    const platform = await bot.start(quick);
    bot.slowDatabase(60_000);
    await platform.stop(100);
    expect(bot.discord.gateway.connected()).toBe(0);
  });

  test.each(['http_500', 'hangs'] as const)(
    'a press in direct messages is answered before Discord gives up, though nobody can say who presses (%s)',
    async (fault) => {
      await bot.start(quick);
      bot.discord.setMember(guildId, ana, true);
      bot.kpi({ guildId: null });
      const [message] = await bot.answered(1);
      bot.discord.setFault(({ route }) => (route.includes('/members/') ? fault : undefined));
      const { response } = bot.press(message, 'By channel', bia);
      const given = await Promise.race([response, pause(3_000)]);
      expect(JSON.stringify(given)).toContain('Try again in a moment');
    },
  );

  test('an answer does not hang on the confirmation of its note', async () => {
    await bot.start(quick);
    bot.discord.setFault(({ route, count }) => (route === callback && count === 1 ? 'hangs' : undefined));
    bot.kpi();
    await bot.answered(1);
    expect(bot.discord.messages).toHaveLength(1);
  });
});

describe('the gateway', () => {
  test('that allows no further session is asked again until it does', async () => {
    bot.discord.setSessionsLeft(0);
    const platform = await bot.start(quick);
    expect(platform.state()).toBe('unreachable');
    bot.discord.setSessionsLeft(10);
    await vi.waitFor(() => expect(platform.state()).toBe('connected'), { timeout: 5_000 });
  });

  test.each<DiscordFault>([
    { error: { status: 400, code: 30_034 } },
    'http_500',
    { retryAfter: 60 },
    'hangs',
  ])('is opened though the commands cannot be registered (%j)', async (fault) => {
    bot.discord.setFault(({ route }) => (route === 'PUT /applications/:id/commands' ? fault : undefined));
    const platform = await bot.start(quick);
    await vi.waitFor(() => expect(platform.state()).toBe('connected'), { timeout: 5_000 });
  });

  test('is another replica’s to try where it cannot be opened', async () => {
    const holder = async () =>
      (await bot.store.sql("select holder from regulars.leases where name = 'discord:gateway'"))[0];
    const first = await bot.start(quick);
    const second = await bot.start(quick);
    const held = await holder();
    bot.discord.gateway.isShut = true;
    bot.discord.gateway.drop();
    await vi.waitFor(async () => {
      const now = await holder();
      expect(now).toBeDefined();
      expect(now).not.toEqual(held);
    });
    bot.discord.gateway.isShut = false;
    await vi.waitFor(() => expect([first.state(), second.state()].sort()).toEqual(['connected', 'standby']), {
      timeout: 20_000,
    });
    expect(bot.discord.gateway.connected()).toBe(1);
  });

  test('held by two, of which one has no database any longer, has each question answered by the other alone', async () => {
    const clock = leapAhead();
    try {
      const healthy = await bot.start(quick);
      let isSick = false;
      const rpc = async (name: string, args: object) => {
        if (isSick) throw new Error('away');
        return name === 'lease_take'
          ? { data: true, error: null, status: 200 }
          : bot.store.client.rpc(name, args);
      };
      const asked = vi.fn(async () => wrong);
      const deps = { ...bot.deps, ask: asked, db: async () => ({ rpc }) } as unknown as ChatDeps;
      const { token, apiUrl } = bot.discord;
      const sick = await startDiscord(deps, { token, apiUrl, guildIds: [guildId], ...quick });
      await vi.waitFor(() => expect(bot.discord.gateway.connected()).toBe(2));
      isSick = true;
      clock.leap(31_000);
      await vi.waitFor(async () =>
        expect(
          await bot.store.sql(
            "select 1 as held from regulars.leases where leased_to > now() + interval '20 s'",
          ),
        ).toHaveLength(1),
      );
      await pause(100);
      bot.kpi();
      await bot.answered(1);
      await vi.waitFor(
        () => expect(bot.discord.calls.filter(({ route }) => route === callback)).toHaveLength(2),
        { timeout: 5_000 },
      );
      expect(bot.discord.messages).toHaveLength(1);
      expect(asked).not.toHaveBeenCalled();
      await Promise.all([healthy.stop(1_000), sick.stop(1_000)]);
    } finally {
      clock.restore();
    }
  });

  test.each<DiscordFault | undefined>([undefined, 'lost_reply', 'http_500_done', 'lost_request'])(
    'held by one whose database is away has its questions answered all the same (%j)',
    async (fault) => {
      const clock = leapAhead();
      try {
        let isSick = false;
        const db: ChatDeps['db'] = async () => {
          if (isSick) throw new Error('away');
          return bot.store.client;
        };
        const { token, apiUrl } = bot.discord;
        const platform = await startDiscord(
          { ...bot.deps, db },
          { token, apiUrl, guildIds: [guildId], ...quick },
        );
        isSick = true;
        clock.leap(31_000);
        bot.answerBy(async ({ text }) => ({ ...reply, question: text }));
        bot.discord.setFault(({ route, count }) => (route === callback && count === 1 ? fault : undefined));
        bot.kpi();
        await bot.answered(1);
        isSick = false;
        await platform.stop(1_000);
      } finally {
        clock.restore();
      }
    },
  );
});
