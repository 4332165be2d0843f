import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startSocketApp } from './front-app.ts';
import type { SlackFront } from './front-types.ts';

let front: SlackFront;
let app: App;
let close: () => Promise<void>;

beforeEach(async () => {
  ({ front, app, close } = await startSocketApp());
});

afterEach(() => close());

describe('an app by Socket Mode', () => {
  test('acknowledges over the socket, and connects again after a drop', async () => {
    app.command('/kpi', async ({ ack, command }) => ack(`asked ${command.text}`));
    expect(front.sockets()).toBe(1);
    const first = await front.command({ command: '/kpi', text: 'a' });
    expect(first).toMatchObject({ status: 200, body: { text: 'asked a' } });
    expect(front.messages()).toMatchObject([{ text: 'asked a', user: 'U0001' }]);
    front.dropSockets();
    expect(front.sockets()).toBe(0);
    await vi.waitFor(() => expect(front.sockets()).toBe(1), { timeout: 3_000 });
    expect((await front.command({ command: '/kpi', text: 'b' })).status).toBe(200);
  });

  test('gets an event that was not acknowledged once more, after it is back', async () => {
    const seen = vi.fn();
    app.use(async ({ context, next }) => {
      seen(context.retryNum);
      if (seen.mock.calls.length === 1) front.dropSockets();
      await next();
    });
    app.event('app_mention', async () => {});
    const delivered = front.event({
      type: 'app_mention',
      user: 'U1',
      text: 'hi',
      channel: 'C0001',
      ts: '1.1',
    });
    expect((await delivered).status).toBe(200);
    expect(seen.mock.calls).toEqual([[undefined], [1]]);
  });
});
