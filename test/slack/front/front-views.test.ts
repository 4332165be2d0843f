import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { button, errorOf, startHttpApp, text } from './front-app.ts';
import type { SlackFront } from './front-types.ts';

const modal = {
  type: 'modal' as const,
  callback_id: 'ask',
  title: text('Ask'),
  submit: text('Send'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'period',
      label: text('Period'),
      element: { type: 'plain_text_input' as const, action_id: 'value' },
    },
  ],
};

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

describe('views of an app', () => {
  test('opens a modal once, within three seconds, and reads what was written', async () => {
    app.command('/kpi', async ({ ack, body }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: modal });
    });
    const written = vi.fn();
    app.view('ask', async ({ ack, view }) => {
      const value = view.state.values['period']?.['value']?.value;
      written(value);
      if (value === 'soon') await ack({ response_action: 'errors', errors: { period: 'No such period' } });
      else await ack();
    });
    await front.command({ command: '/kpi', triggerId: 'first' });
    await vi.waitFor(() => expect(front.openViews).toMatchObject([{ triggerId: 'first', view: modal }]));
    const reopen = (id: string) => errorOf(client.views.open({ trigger_id: id, view: modal }));
    expect(await reopen('first')).toBe('exchanged_trigger_id');
    expect(await reopen('never')).toBe('invalid_trigger_id');

    const viewId = front.openViews[0]?.viewId ?? '';
    const submit = (value: string) =>
      front.submitView({ viewId, values: { period: { value: { type: 'plain_text_input', value } } } });
    expect((await submit('soon')).body).toMatchObject({ response_action: 'errors' });
    expect(front.openViews).toHaveLength(1);
    expect((await submit('2026-10')).status).toBe(200);
    expect(front.openViews).toEqual([]);
    expect(written.mock.calls).toEqual([['soon'], ['2026-10']]);
    expect(front.refused).toEqual([]);
  });

  test('is too late with a trigger after three seconds', async () => {
    app.command('/kpi', async ({ ack }) => ack());
    await front.command({ command: '/kpi', triggerId: 'slow' });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_001 });
    expect(await errorOf(client.views.open({ trigger_id: 'slow', view: modal }))).toBe('expired_trigger_id');
  });

  test('suggests options, and serves the home', async () => {
    const pick = { type: 'external_select' as const, action_id: 'pick', min_query_length: 0 };
    const block = { type: 'input' as const, block_id: 'where', label: text('Where'), element: pick };
    app.command('/kpi', async ({ ack, body }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: { ...modal, blocks: [block] } });
    });
    app.options('pick', async ({ ack, payload }) =>
      ack({
        options: [{ text: text(`${payload.value}!`), value: 'x'.repeat(payload.value === 'long' ? 151 : 1) }],
      }),
    );
    const pressed = vi.fn();
    app.action('more', async ({ ack, body }) => {
      pressed(body.user.id);
      await ack();
    });
    await front.command({ command: '/kpi' });
    await vi.waitFor(() => expect(front.openViews).toHaveLength(1));
    const viewId = front.openViews[0]?.viewId ?? '';
    const ask = (value: string) =>
      front.suggestOptions({ viewId, blockId: 'where', actionId: 'pick', value });
    expect((await ask('web')).body).toMatchObject({ options: [{ text: { text: 'web!' } }] });
    expect(front.refused).toEqual([]);
    await ask('long');
    expect(front.refused).toMatchObject([{ method: 'block_suggestion' }]);

    await client.views.publish({ user_id: 'U0003', view: { type: 'home', blocks: [button('more')] } });
    expect(front.homes.get('U0003')).toMatchObject({ type: 'home' });
    await front.pressHome({ user: 'U0003', actionId: 'more' });
    expect(pressed).toHaveBeenCalledWith('U0003');
  });
});
