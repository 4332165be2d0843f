import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Reply } from '../../renderers/reply.ts';
import { makePrepared } from '../../test/arbitrary-answer.ts';
import { clientOf } from '../../test/slack/front/front-app.ts';
import type { SlackFront } from '../../test/slack/front/front-types.ts';
import { startSlackFront } from '../../test/slack/front/slack-front.ts';
import type { ChatDeps } from '../chat/chat-deps.ts';
import { commands } from '../commands/index.ts';
import { makeContext } from '../sample-commands.ts';
import { performSlackJob, type SlackJob } from './perform.ts';

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const { reply } = makePrepared({
  parts: [{ type: 'chart', key: 'trend', spec: {} as never, alt: 'Revenue by day' }],
});
const failed: Reply = {
  ...reply,
  summary: 'No such month.',
  parts: [],
  tone: 'error',
  visibility: 'private',
};

let slack: SlackFront;
let client: WebClient;
let kept: SlackJob[];

beforeEach(async () => {
  slack = await startSlackFront();
  kept = [];
  client = clientOf(slack);
});
afterEach(() => slack.close());

const job = (): SlackJob => ({
  question: { line: '/kpi 2026-10', actorId: 'slack:U0001', locale: 'en', view: 'picture', isPrivate: false },
  place: {
    origin: 'command',
    channel: 'C0001',
    user: 'U0001',
    thread: null,
    responseUrl: slack.responseUrl('C0001', 'U0001'),
    replaces: null,
    noteTs: null,
    noteInDoubt: false,
    filesBegun: false,
    begun: false,
  },
  shares: null,
  form: null,
});

function perform(answer: () => Promise<Reply>, attempt = 1, what = job()): Promise<void> {
  const deps: ChatDeps = {
    commands,
    ask: answer,
    context: async () => makeContext('en'),
    roleOf: () => 'viewer',
    renderPng: async () => new Uint8Array([1]),
    db: () => Promise.reject(new Error('away')),
    webUrl: 'https://shop.example',
    locale: 'en',
    log,
  };
  return performSlackJob(deps, client, what, {
    eventId: 'Ev1',
    attempt,
    keep: async (now) => void kept.push(now),
    hold: async () => undefined,
  });
}

/** An answer that comes once the note is there. */
const late = (answer: Reply) => async () => {
  await vi.waitFor(() => expect(slack.messages()).toHaveLength(1), { timeout: 5_000 });
  return answer;
};

test('the note is kept before the answer, which takes its place', async () => {
  await perform(async () => reply);
  expect(kept[0]?.place.noteTs).toBe(slack.messages()[0]?.ts);
  expect(slack.messages()).toMatchObject([{ text: 'Revenue rose 12 %.', edits: 1 }]);
});

test('who takes over posts nothing beside what is there', async () => {
  await perform(async () => reply);
  await perform(async () => reply, 2);
  expect(slack.messages()).toMatchObject([{ text: 'Revenue rose 12 %.', edits: 2 }]);
});

test('who takes over from a process that died with its note alone answers in the place of that note', async () => {
  slack.setFault((method) => (method === 'chat.update' ? { error: 'not_allowed' } : undefined));
  await perform(async () => reply);
  await client.chat.delete({ channel: 'C0001', ts: slack.messages()[1]?.ts ?? '' });
  slack.setFault(undefined);
  await perform(async () => reply, 2);
  expect(slack.messages()).toMatchObject([{ text: 'Revenue rose 12 %.', channel: 'C0001' }]);
});

test('who takes over and may not look tells the person in place of a second answer', async () => {
  await perform(async () => reply);
  slack.setFault((method) => (method === 'conversations.history' ? { error: 'missing_scope' } : undefined));
  await perform(async () => reply, 2);
  expect(slack.messages().map(({ channel }) => channel)).toEqual(['C0001', 'DU0001']);
  expect(slack.messages()[1]?.text).toContain('did not confirm');
});

test('an error that comes late takes the note away and is seen by who asked alone', async () => {
  await perform(late(failed));
  expect(slack.messages()).toMatchObject([{ text: 'No such month.', user: 'U0001' }]);
});

test('a note of which nobody knows is never taken for the answer', async () => {
  let lost = 0;
  slack.setFault((method) => {
    // The note's reply is lost, and for a while nobody can look; then the answer's own request is lost.
    if (method === 'chat.postMessage') lost += 1;
    if (method === 'conversations.history' && lost < 2) return { error: 'missing_scope' };
    if (method === 'chat.postMessage' && lost === 1) return 'lost_reply';
    return method === 'chat.postMessage' && lost === 2 ? 'lost_request' : undefined;
  });
  await perform(async () => reply);
  expect(slack.messages().filter(({ text }) => text === 'Revenue rose 12 %.')).toHaveLength(1);
});

test('a private answer puts its file into the direct messages of who asked, and says so there alone', async () => {
  const content = new Blob(['a,b']);
  const exported: Reply = {
    ...reply,
    summary: 'Two customers are in the file.',
    visibility: 'private',
    parts: [{ type: 'file', key: 'members', name: 'at-risk.csv', label: 'Two rows', content }],
  };
  await perform(async () => exported);
  const files = [...slack.files.values()].map(({ name, channel, bytes }) => ({ name, channel, bytes }));
  expect(files).toEqual([{ name: 'at-risk.csv', channel: 'DU0001', bytes: 3 }]);
  const [message] = slack.messages();
  expect(message).toMatchObject({ user: 'U0001', text: 'Two customers are in the file.' });
  expect(JSON.stringify(message?.blocks)).toContain('Two rows: the file is in your direct messages with me.');
  expect(kept.some(({ place }) => place.filesBegun)).toBe(true);
  // Whoever takes over sends no second one.
  await perform(async () => exported, 2, kept.at(-1));
  expect([...slack.files.values()]).toHaveLength(1);
});

test('a form that was asked for and does not open is said, by whoever comes to it', async () => {
  for (const attempt of [1, 2]) {
    slack.setFault((method) => (method === 'views.open' ? { error: 'expired_trigger_id' } : undefined));
    await perform(async () => reply, attempt, { ...job(), form: { triggerId: 't', wanted: true } });
  }
  expect(slack.messages().map(({ text, user }) => [text.slice(0, 28), user])).toEqual([
    ['Slack did not open the form.', 'U0001'],
    ['Slack did not open the form.', 'U0001'],
  ]);
});
