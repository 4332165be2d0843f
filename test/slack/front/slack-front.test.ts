import { ErrorCode, type WebClient } from '@slack/web-api';
import { afterEach, describe, expect, test } from 'vitest';
import { clientOf, errorOf, section, text } from './front-app.ts';
import type { Fault, FrontOptions, SlackFront } from './front-types.ts';
import { startSlackFront } from './slack-front.ts';

let front: SlackFront;

async function start(options: FrontOptions = {}): Promise<WebClient> {
  front = await startSlackFront(options);
  return clientOf(front);
}

afterEach(() => front.close());

const post = (client: WebClient, channel = 'C0001') => client.chat.postMessage({ channel, text: 'hello' });

describe('faults', () => {
  const cases: [string, Fault, string, number][] = [
    ['loses the reply after the work', 'lost_reply', ErrorCode.RequestError, 1],
    ['loses the request', 'lost_request', ErrorCode.RequestError, 0],
    ['fails without the work', 'http_500', ErrorCode.HTTPError, 0],
    ['fails after the work', 'http_500_done', ErrorCode.HTTPError, 1],
    ['limits the rate', { retryAfter: 7 }, ErrorCode.RateLimitedError, 0],
    ['refuses', { error: 'fatal_error' }, 'fatal_error', 0],
    ['delays', { delayMs: 20 }, 'ok', 1],
  ];
  test.each(cases)('%s', async (_name, fault, outcome, posted) => {
    const client = await start();
    front.setFault((method, _body, count) =>
      method === 'chat.postMessage' && count === 1 ? fault : undefined,
    );
    expect(await errorOf(post(client))).toBe(outcome);
    expect(front.messages()).toHaveLength(posted);
    expect(await errorOf(post(client))).toBe('ok');
  });

  test('says after how long to come back', async () => {
    const client = await start();
    front.setFault(() => ({ retryAfter: 7 }));
    await expect(post(client)).rejects.toMatchObject({ retryAfter: 7 });
    expect(front.calls[0]).toMatchObject({ method: 'chat.postMessage', outcome: 'ratelimited' });
  });
});

describe('the Web API', () => {
  test('knows its tokens', async () => {
    const client = await start();
    expect(await errorOf(clientOf(front, 'xoxb-other').auth.test())).toBe('invalid_auth');
    expect(await errorOf(client.apps.connections.open())).toBe('not_allowed_token_type');
    expect(await client.auth.test()).toMatchObject({ user_id: 'U0BOT', team_id: 'T0001' });
    front.revokeToken();
    expect(await errorOf(post(client))).toBe('token_revoked');
  });

  test('lets the bot post where it may', async () => {
    const client = await start({
      publicWithoutJoining: false,
      channels: [
        { id: 'C0001', name: 'general' },
        { id: 'C0002', name: 'public', botIsMember: false },
        { id: 'C0003', name: 'private', isPrivate: true, botIsMember: false },
        { id: 'C0004', name: 'old', isArchived: true },
      ],
    });
    const outcomes = await Promise.all(
      ['C0001', 'C0002', 'C0003', 'C0004', 'C0009', 'U0007'].map((id) => errorOf(post(client, id))),
    );
    expect(outcomes).toEqual([
      'ok',
      'not_in_channel',
      'channel_not_found',
      'is_archived',
      'channel_not_found',
      'ok',
    ]);
    expect(front.messages().map(({ channel }) => channel)).toEqual(['C0001', 'DU0007']);
    const ephemeral = (channel: string) =>
      errorOf(client.chat.postEphemeral({ channel, user: 'U1', text: 'x' }));
    expect(await ephemeral('C0002')).toBe('not_in_channel');
    expect(await ephemeral('C0003')).toBe('channel_not_found');
    front.setChannel('C0002', { botIsMember: true });
    expect(await ephemeral('C0002')).toBe('ok');
  });

  test('finds metadata in the history, when asked for it', async () => {
    const client = await start();
    const metadata = { event_type: 'digest', event_payload: { key: 'weekly' } };
    await client.chat.postMessage({ channel: 'C0001', text: 'digest', metadata });
    await client.chat.postEphemeral({ channel: 'C0001', user: 'U1', text: 'private' });
    const plain = await client.conversations.history({ channel: 'C0001' });
    expect(plain.messages).toHaveLength(1);
    expect(plain.messages?.[0]?.metadata).toBeUndefined();
    const all = await client.conversations.history({ channel: 'C0001', include_all_metadata: true });
    expect(all.messages?.[0]?.metadata).toEqual(metadata);
    const later = await client.conversations.history({
      channel: 'C0001',
      oldest: all.messages?.[0]?.ts ?? '',
    });
    expect(later.messages).toEqual([]);
  });

  test('needs a scope and a place for the history', async () => {
    const client = await start({ canReadHistory: false });
    expect(await errorOf(client.conversations.history({ channel: 'C0001' }))).toBe('missing_scope');
    await front.close();
    const other = await start({ channels: [{ id: 'C0001', name: 'general', botIsMember: false }] });
    expect(await errorOf(other.conversations.history({ channel: 'C0001' }))).toBe('not_in_channel');
  });

  test('updates and deletes only what chat.postMessage sent', async () => {
    const client = await start();
    const { ts = '' } = await client.chat.postMessage({
      channel: 'C0001',
      text: 'a',
      blocks: [section('a')],
    });
    await client.chat.update({ channel: 'C0001', ts, text: 'b' });
    expect(front.messages()).toMatchObject([{ text: 'b', edits: 1, blocks: [section('a')] }]);
    const { message_ts = '' } = await client.chat.postEphemeral({ channel: 'C0001', user: 'U1', text: 'p' });
    const update = (at: string) => errorOf(client.chat.update({ channel: 'C0001', ts: at, text: 'c' }));
    expect(await update(message_ts)).toBe('cant_update_message');
    expect(await update('1.000001')).toBe('message_not_found');
    expect(await errorOf(client.chat.delete({ channel: 'C0001', ts: message_ts }))).toBe(
      'cant_delete_message',
    );
    await client.chat.delete({ channel: 'C0001', ts });
    expect(front.messages()).toMatchObject([{ user: 'U1' }]);
  });

  test('refuses what is not valid, and keeps why', async () => {
    const client = await start();
    const say = (message: { text: string; blocks?: never[] }) =>
      errorOf(client.chat.postMessage({ channel: 'C0001', ...message }));
    const header = { type: 'header', text: text('x'.repeat(151)) } as never;
    expect(await say({ text: 'x', blocks: [header] })).toBe('invalid_blocks');
    expect(front.refused[0]?.problems.join()).toContain('at most 150');
    const long = Array.from({ length: 6 }, () => section('x'.repeat(2_900)) as never);
    expect(await say({ text: 'x', blocks: long })).toBe('msg_blocks_too_long');
    expect(await say({ text: 'x'.repeat(40_001) })).toBe('msg_too_long');
    expect(await say({ text: '' })).toBe('no_text');
    const home = { type: 'home' as const, blocks: Array.from({ length: 101 }, () => section('x')) };
    expect(await errorOf(client.views.publish({ user_id: 'U1', view: home }))).toBe('invalid_arguments');
    expect(front.messages()).toEqual([]);
  });

  test('shows a file only once it is ready', async () => {
    const client = await start({ filesNotReady: 2 });
    const uploaded = await client.files.uploadV2({
      file: Buffer.from('picture'),
      filename: 'chart.png',
      alt_text: 'Sales rose',
    });
    const [[id = '', file] = []] = [...front.files];
    expect(uploaded).toMatchObject({ files: [{ files: [{ id }] }] });
    expect(file).toMatchObject({ name: 'chart.png', altText: 'Sales rose', bytes: 7 });
    const image = { type: 'image' as const, slack_file: { id }, alt_text: 'Sales rose' };
    const show = () => errorOf(client.chat.postMessage({ channel: 'C0001', text: 'x', blocks: [image] }));
    expect((await client.files.info({ file: id })).file?.mimetype).toBeUndefined();
    expect(await show()).toBe('invalid_blocks');
    expect(front.refused[0]?.problems.join()).toContain('invalid slack file');
    await client.files.info({ file: id });
    expect((await client.files.info({ file: id })).file?.mimetype).toBe('image/png');
    expect(await show()).toBe('ok');
  });
});
