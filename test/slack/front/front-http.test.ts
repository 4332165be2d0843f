import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { button, errorOf, section, startHttpApp } from './front-app.ts';
import type { SlackFront } from './front-types.ts';

let front: SlackFront;
let client: WebClient;
let app: App;
let close: () => Promise<void>;

beforeEach(async () => {
  ({ front, client, app, close } = await startHttpApp());
});

afterEach(async () => {
  vi.useRealTimers();
  await close();
});

describe('an app over HTTP', () => {
  test('is asked with a signature that Bolt accepts, and only within five minutes', async () => {
    const seen = vi.fn();
    app.command('/kpi', async ({ ack, command }) => {
      seen(command.text);
      await ack();
    });
    const delivery = await front.command({ command: '/kpi', text: '2026-10' });
    expect(delivery.status).toBe(200);
    expect((await front.resend(delivery)).status).toBe(200);
    const now = Math.floor(Date.now() / 1_000);
    expect((await front.command({ command: '/kpi', timestamp: now - 301 })).status).toBe(401);
    expect((await front.raw({ body: '{}', timestamp: now, signature: 'v0=00' })).status).toBe(401);
    expect(seen.mock.calls).toEqual([['2026-10'], ['2026-10']]);
  });

  test('answers a command five times at most, each time with a message', async () => {
    const outcomes: unknown[] = [];
    let finish = () => {};
    const done = new Promise<void>((resolve) => {
      finish = resolve;
    });
    app.command('/kpi', async ({ ack, respond }) => {
      await ack();
      for (let use = 0; use < 6; use++) {
        const response_type = use === 1 ? 'in_channel' : 'ephemeral';
        const words = { text: `answer ${use}`, response_type, replace_original: use === 2 } as const;
        outcomes.push(await errorOf(respond(words)));
      }
      finish();
    });
    await front.command({ command: '/kpi', user: 'U0005' });
    await done;
    expect(outcomes).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'slack_bolt_respond_error']);
    expect(front.messages().map(({ user }) => user)).toEqual(['U0005', null, 'U0005', 'U0005', 'U0005']);
    expect(front.calls.at(-1)).toMatchObject({ method: 'response_url', outcome: 'used_url' });
  });

  test('has thirty minutes for it', async () => {
    let url = '';
    app.command('/kpi', async ({ ack, body }) => {
      url = body.response_url;
      await ack();
    });
    await front.command({ command: '/kpi' });
    const body = JSON.stringify({ text: 'late' });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30 * 60_000 + 1 });
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    expect([answer.status, await answer.text()]).toEqual([404, 'expired_url']);
  });

  test('replaces or removes the message whose button was pressed', async () => {
    const seen = vi.fn();
    app.action('more', async ({ ack, body, respond }) => {
      await ack();
      seen(body);
      await respond({ replace_original: true, text: 'more', blocks: [section('more'), button('gone')] });
    });
    app.action('gone', async ({ ack, respond }) => {
      await ack();
      await respond({ delete_original: true });
    });
    await client.chat.postMessage({ channel: 'C0001', text: 'first', blocks: [button('more')] });
    const [first] = front.messages();
    if (!first) throw new Error('nothing was posted');
    expect((await front.press({ message: first, actionId: 'more', user: 'U0009' })).status).toBe(200);
    await vi.waitFor(() =>
      expect(front.messages()).toMatchObject([{ ts: first.ts, text: 'more', edits: 1 }]),
    );
    expect(seen.mock.lastCall?.[0]).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0009', team_id: 'T0001' },
      container: { message_ts: first.ts, channel_id: 'C0001', is_ephemeral: false },
      message: { ts: first.ts },
      actions: [{ action_id: 'more', block_id: 'buttons', value: 'ref-1' }],
    });
    const [second] = front.messages();
    if (!second) throw new Error('nothing is left');
    await front.press({ message: second, actionId: 'gone' });
    await vi.waitFor(() => expect(front.messages()).toEqual([]));
  });

  test('hears of an event again with its number', async () => {
    const seen = vi.fn();
    app.event('app_mention', async ({ body, context }) => seen(body.event_id, context.retryNum));
    const event = { type: 'app_mention', user: 'U1', text: 'hi', channel: 'C0001', ts: '1.1' };
    await front.event(event, { eventId: 'Ev1' });
    await front.event(event, { eventId: 'Ev1', retryNum: 1 });
    await vi.waitFor(() =>
      expect(seen.mock.calls).toEqual([
        ['Ev1', undefined],
        ['Ev1', 1],
      ]),
    );
  });

  test('unfurls a link that was shared, by either pair of names', async () => {
    const url = 'https://regulars.test/a';
    const unfurls = { [url]: { blocks: [section('An answer')] } };
    const composer = { unfurl_id: 'u1', source: 'composer' as const };
    expect(await errorOf(client.chat.unfurl({ ...composer, unfurls }))).toBe('invalid_unfurl_id');
    const links = [{ url, domain: 'regulars.test' }];
    await front.event({ type: 'link_shared', channel: 'C1', message_ts: '1.1', ...composer, links });
    expect(await errorOf(client.chat.unfurl({ ...composer, unfurls }))).toBe('ok');
    expect(await errorOf(client.chat.unfurl({ channel: 'C1', ts: '1.1', unfurls }))).toBe('ok');
    const wrong = { 'https://other.test': { blocks: [section('x')] } };
    expect(await errorOf(client.chat.unfurl({ ...composer, unfurls: wrong }))).toBe('cannot_unfurl_url');
    expect(front.unfurls).toHaveLength(2);
  });
});
