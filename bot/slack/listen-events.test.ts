import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makePrepared } from '../../test/arbitrary-answer.ts';
import { type StartedBot, startBot } from '../../test/slack/start-bot.ts';
import type { Ask } from '../dispatch.ts';

const { reply } = makePrepared();
const chart = { type: 'chart', key: 'trend', spec: {} as never, alt: 'Revenue by day' } as const;
const ask: Ask = async ({ text }) => ({
  ...reply,
  question: text,
  visibility: text.includes('help') ? 'private' : 'public',
  parts: [chart],
});

let bot: StartedBot;
beforeEach(async () => {
  bot = await startBot('http', { ask, channels: [{ id: 'C0001', name: 'general' }] });
});
afterEach(() => bot.close());

describe('the App Home', () => {
  const open = () =>
    bot.front.event({ type: 'app_home_opened', user: 'U0001', channel: 'DU0001', tab: 'home' });

  test('is shown, whatever is lost on the way, and its buttons are answered under Messages, once', async () => {
    const { front, platform } = bot;
    front.setFault((_, __, count) => (count === 1 ? 'lost_reply' : undefined));
    expect((await open()).status).toBe(200);
    const home = await vi.waitFor(() => front.homes.get('U0001') ?? expect.fail('no home yet'), {
      timeout: 5_000,
    });
    const actionId = /"action_id":"(press:[^"]*)"/.exec(JSON.stringify(home))?.[1] ?? '';
    expect((await front.pressHome({ user: 'U0001', actionId })).status).toBe(200);
    await platform.stop(20_000);
    expect(front.messages()).toMatchObject([{ channel: 'DU0001', text: reply.summary }]);
    expect(front.refused).toEqual([]);
  });
});

describe('a link of ours', () => {
  const share = (line: string, changes: object = {}) => {
    const url = `https://shop.example/?ask=${encodeURIComponent(line)}`;
    const links = [{ url, domain: 'shop.example' }];
    const event = { type: 'link_shared', user: 'U0001', channel: 'C0001', message_ts: '1.1', links };
    return bot.front.event({ ...event, unfurl_id: 'u1', source: 'composer', ...changes });
  };

  test('shows its answer with the chart, also while it is being written', async () => {
    const { front, platform } = bot;
    front.setFault((_, __, count) => (count === 1 ? 'lost_reply' : undefined));
    await share('/kpi');
    await platform.stop(20_000);
    expect(front.unfurls.at(-1)).toMatchObject({ unfurl_id: 'u1', source: 'composer' });
    expect(JSON.stringify(front.unfurls.at(-1))).toContain('slack_file');
    expect(front.refused).toEqual([]);
  });

  test('shows nothing of what is for one person alone', async () => {
    await share('/regulars help');
    await bot.platform.stop(20_000);
    expect(bot.front.unfurls).toEqual([]);
  });
});
