import type { WebClient } from '@slack/web-api';
import { createEmulator } from 'emulate';
import { afterEach, expect, test } from 'vitest';
import { clientOf, errorOf, section, text } from './front-app.ts';
import { startSlackFront } from './slack-front.ts';

const metadata = { event_type: 'digest', event_payload: { key: 'weekly' } };
const scopes = ['chat:write', 'channels:history', 'files:write', 'files:read', 'im:write'];
const user = 'U000000001';
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Shown {
  text?: string;
  thread_ts?: string;
  metadata?: unknown;
}

/** Posts, edits, reads, uploads and fails, and says what came of each. */
async function observe(client: WebClient, channel: string): Promise<unknown> {
  const show = ({ messages = [] }: { messages?: Shown[] }) =>
    messages.map((message) => [message.text, message.metadata, message.thread_ts === undefined]);
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'a', blocks: [section('a')], metadata });
  await client.chat.postMessage({ channel, text: 'b', thread_ts: ts });
  await client.chat.update({ channel, ts, text: 'c', blocks: [section('c')] });
  await client.chat.postMessage({ channel, text: 'd' });
  const uploaded = await client.filesUploadV2({
    file: Buffer.from('x'),
    filename: 'a.png',
    alt_text: 'Sales',
  });
  const file = uploaded.files[0]?.files?.[0]?.id ?? '';
  const modal = { type: 'modal' as const, title: text('t'), blocks: [section('x')] };
  const home = await client.views.publish({ user_id: user, view: { type: 'home', blocks: [section('x')] } });
  return {
    history: show(await client.conversations.history({ channel, include_all_metadata: true })),
    page: show(await client.conversations.history({ channel, limit: 1, include_all_metadata: true })),
    thread: show(await client.conversations.replies({ channel, ts, include_all_metadata: true })),
    file: (await client.files.info({ file })).file?.mimetype,
    home: home.view?.blocks,
    deleted: await errorOf(client.chat.delete({ channel, ts })),
    deletedAgain: await errorOf(client.chat.delete({ channel, ts })),
    updated: await errorOf(client.chat.update({ channel, ts, text: 'e' })),
    empty: await errorOf(client.chat.postMessage({ channel, text: '' })),
    nowhere: await errorOf(client.chat.postMessage({ channel: 'C0999', text: 'x' })),
    noHistory: await errorOf(client.conversations.history({ channel: 'C0999' })),
    noFile: await errorOf(client.files.info({ file: 'F0999' })),
    noTrigger: await errorOf(client.views.open({ trigger_id: 'none', view: modal })),
  };
}

test("what another's imitation of Slack knows too, ours answers alike", async () => {
  const front = await startSlackFront();
  closing.push(front.close);
  const tokens = [{ token: 'xoxb-test', user: 'ana', scopes }];
  const seed = { slack: { users: [{ name: 'ana' }], channels: [{ name: 'general' }], tokens } };
  const emulator = await createEmulator({ service: 'slack', port: 0, seed });
  closing.push(() => emulator.close());
  const theirs = await observe(clientOf({ apiUrl: `${emulator.url}/api/` }), 'C000000001');
  expect(await observe(clientOf(front), 'C0001')).toEqual(theirs);
});
