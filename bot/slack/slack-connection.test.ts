import { afterEach, describe, expect, test, vi } from 'vitest';
import { makePrepared } from '../../test/arbitrary-answer.ts';
import type { SlackFront } from '../../test/slack/front/front-types.ts';
import { type StartedBot, startBot } from '../../test/slack/start-bot.ts';

const { reply } = makePrepared({ parts: [] });
const channels = [{ id: 'C0001', name: 'general' }];
const pace = { checkEveryMs: 20, tryAgainMs: 20 };

let bot: StartedBot;
afterEach(() => bot.close());

async function start(by: 'http' | 'socket', before?: (front: SlackFront) => void): Promise<void> {
  bot = await startBot(by, {
    ask: async ({ text }) => ({ ...reply, question: text }),
    channels,
    pace,
    ...(before ? { before } : {}),
  });
}

const becomes = (state: ReturnType<StartedBot['platform']['state']>) =>
  vi.waitFor(() => expect(bot.platform.state()).toBe(state), { timeout: 10_000 });

async function answersInSlack() {
  await bot.front.command({ command: '/kpi', channel: 'C0001' });
  await vi.waitFor(() => expect(bot.front.messages('C0001')[0]?.text).toBe(reply.summary), {
    timeout: 5_000,
  });
}

describe('a socket', () => {
  test.each(['invalid_auth', 'account_inactive'])(
    'that is lost, and refused with %s, is said to be refused, and comes again once it is not',
    async (error) => {
      await start('socket');
      bot.front.setFault((method) => (method === 'apps.connections.open' ? { error } : undefined));
      bot.front.dropSockets();
      await becomes('refused');
      bot.front.setFault(undefined);
      await becomes('connected');
      await answersInSlack();
    },
  );

  test.each(['forbid', 'cut'] as const)(
    'that cannot be opened (%s) is given up, tried again, and holds up no stop',
    async (manner) => {
      await start('socket');
      bot.front.meetSockets(manner);
      bot.front.dropSockets();
      await becomes('unreachable');
      bot.front.meetSockets('open');
      await becomes('connected');
      await answersInSlack();
    },
  );

  test('that never opens holds up neither the start nor a stop', async () => {
    await start('socket', (front) => front.meetSockets('ignore'));
    expect(bot.platform.state()).toBe('connecting');
    await bot.platform.stop(0);
    expect(bot.front.sockets()).toBe(0);
  });

  test('that opens after the stop is closed again', async () => {
    await start('socket');
    bot.front.setFault((method) => (method === 'apps.connections.open' ? { delayMs: 200 } : undefined));
    bot.front.dropSockets();
    await vi.waitFor(() =>
      expect(
        bot.front.calls.filter(({ method }) => method === 'apps.connections.open').length,
      ).toBeGreaterThan(1),
    );
    await bot.platform.stop(0);
    await vi.waitFor(() => expect(bot.front.sockets()).toBe(0), { timeout: 5_000 });
  });
});

describe('a bot token', () => {
  test.each(['http', 'socket'] as const)('that is taken back is said to be refused (%s)', async (by) => {
    await start(by);
    bot.front.revokeToken();
    await becomes('refused');
  });

  test('that is taken back leaves commands answered, saying what to do', async () => {
    await start('http');
    bot.front.revokeToken();
    await becomes('refused');
    await bot.front.command({ command: '/kpi', channel: 'C0001' });
    await vi.waitFor(() => {
      expect(bot.front.messages('C0001')[0]?.text).toBe(reply.summary);
      expect(JSON.stringify(bot.front.messages('C0001')[0]?.blocks)).toContain('install the app again');
    });
  });
});
