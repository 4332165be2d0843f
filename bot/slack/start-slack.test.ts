import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Reply } from '../../renderers/reply.ts';
import type { TestStore } from '../../supabase/tests/harness.ts';
import { testDatabases } from '../../supabase/tests/harness.ts';
import { chartReply } from '../../test/arbitrary-answer.ts';
import type { CommandInput, SeenMessage, SlackFront } from '../../test/slack/front/front-types.ts';
import { startSlackFront } from '../../test/slack/front/slack-front.ts';
import type { ChatDeps } from '../chat/chat-deps.ts';
import type { CommandContext } from '../command.ts';
import { commands } from '../commands/index.ts';
import type { Question } from '../dispatch.ts';
import { makeContext } from '../sample-commands.ts';
import { eventsPath } from './manifest.ts';
import { type SlackPlatform, startSlack } from './start-slack.ts';

const secret = 'a-signing-secret-of-slack';
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const reply = chartReply;

let store: TestStore;
let slack: SlackFront;
let platform: SlackPlatform;
let deps: ChatDeps;
let server: Server;
let url: string;
let asked: Question[];
let answer: (question: Question) => Promise<Reply>;

let readContext: () => Promise<CommandContext>;

beforeEach(async () => {
  readContext = async () => makeContext('en');
  store = (await testDatabases[0]?.open()) as TestStore;
  slack = await startSlackFront({ signingSecret: secret, requestUrl: () => url });
  asked = [];
  answer = async ({ text }) =>
    text.startsWith('/regulars')
      ? { ...reply, parts: [], visibility: 'private', question: text }
      : { ...reply, question: text };
  deps = {
    commands,
    ask: (question) => {
      asked.push(question);
      return answer(question);
    },
    context: () => readContext(),
    roleOf: (actorId) => (actorId === 'slack:U0ADMIN' ? 'admin' : 'viewer'),
    renderPng: async () => new Uint8Array([1]),
    db: async () => store.client,
    webUrl: 'https://shop.example',
    locale: 'en',
    log,
  };
  platform = await startSlack(deps, {
    botToken: 'xoxb-test',
    appToken: null,
    signingSecret: secret,
    apiUrl: slack.apiUrl,
  });
  const app = express();
  if (platform.routes) app.use(platform.routes);
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${eventsPath}`;
});
afterEach(async () => {
  await platform.stop(5_000);
  await new Promise((resolve) => server.close(resolve));
  await slack.close();
  await store.close();
});

const command = (changes: Partial<CommandInput> = {}) =>
  slack.command({ command: '/kpi', text: 'last month', ...changes });

/** Presses the button with that label. */
function press(message: SeenMessage | undefined, label: string, user = 'U0001') {
  const rows = (message?.blocks ?? []) as { elements?: { text?: { text?: string }; action_id?: string }[] }[];
  const button = rows.flatMap(({ elements }) => elements ?? []).find(({ text }) => text?.text === label);
  if (!button?.action_id || !message) throw new Error(`no button ${label}`);
  return slack.press({ message, actionId: button.action_id, user });
}

const shown = (count: number) =>
  vi.waitFor(
    () => expect(slack.messages().filter(({ text }) => text === 'Revenue rose 12 %.')).toHaveLength(count),
    { timeout: 5_000 },
  );

describe('a slash command', () => {
  test("is acknowledged without waiting, noted, and answered once with its picture in the note's place", async () => {
    const held = Promise.withResolvers<Reply>();
    answer = () => held.promise;
    expect((await command()).status).toBe(200);
    await vi.waitFor(() =>
      expect(slack.messages()).toMatchObject([{ text: 'Working on /kpi last month …', channel: 'C0001' }]),
    );
    held.resolve(reply);
    await shown(1);
    expect(slack.messages()).toMatchObject([{ edits: 1, user: null }]);
    expect(JSON.stringify(slack.messages()[0]?.blocks)).toContain('slack_file');
    expect(asked).toMatchObject([
      { text: '/kpi last month', actorId: 'slack:U0001', role: 'viewer', platform: 'slack' },
    ]);
    expect(slack.refused).toEqual([]);
  });

  test('sent again, it is acknowledged and not answered again', async () => {
    await Promise.all([1, 2, 3].map(() => command({ triggerId: 'same' })));
    await shown(1);
    await command({ triggerId: 'same' });
    await platform.stop(5_000);
    expect(asked).toHaveLength(1);
  });

  test('with an answer for its asker alone leaves nothing in the channel', async () => {
    await command({ command: '/regulars', text: 'help', user: 'U0ADMIN' });
    await shown(1);
    expect(slack.messages()).toMatchObject([{ user: 'U0ADMIN' }]);
    expect(asked[0]?.role).toBe('admin');
  });

  test.each([
    ['an hour ahead', 3_600],
    ['ten minutes old', -600],
  ])('signed %s is refused', async (_, seconds) => {
    const timestamp = Math.floor(Date.now() / 1_000) + seconds;
    expect((await command({ timestamp })).status).toBe(401);
    await platform.stop(5_000);
    expect(asked).toEqual([]);
  });

  test('signed by somebody else is refused', async () => {
    const timestamp = Math.floor(Date.now() / 1_000);
    const forged = { body: 'command=%2Fkpi&team_id=T0001', timestamp, signature: 'v0=0123' };
    expect((await slack.raw(forged)).status).toBe(401);
    await platform.stop(5_000);
    expect(asked).toEqual([]);
  });

  test('of another workspace is told that it is not answered here', async () => {
    await command({ teamId: 'T0666' });
    await vi.waitFor(() => expect(slack.messages()).toMatchObject([{ user: 'U0001' }]));
    expect(slack.messages()[0]?.text).toContain('its own workspace');
    expect(asked).toEqual([]);
  });
});

describe('a mention and a direct message', () => {
  test('work like the command', async () => {
    const from = { user: 'U0001', ts: '1.0' };
    await slack.event({
      ...from,
      type: 'app_mention',
      channel: 'C0001',
      text: 'hey <@U0BOT> kpi last month',
    });
    await shown(1);
    const direct = { ...from, type: 'message', channel_type: 'im', channel: 'DU0001', text: 'kpi &lt;x&gt;' };
    await slack.event(direct);
    await shown(2);
    expect(asked.map(({ text }) => text)).toEqual(['kpi last month', 'kpi <x>']);
    expect(slack.messages().map(({ channel }) => channel)).toEqual(['C0001', 'DU0001']);
  });

  test.each([
    ['<@U0BOT>, rfm!', 'rfm'],
    ['rfm last month <@U0BOT>', 'rfm last month'],
    ['*<@U0BOT>* `rfm`', 'rfm'],
    ['<@U0BOT>', '/regulars help'],
    ['<@U0BOT> /kpi 2026-01-01..2026-03-31', '/kpi 2026-01-01..2026-03-31'],
  ])('%j asks %j', async (text, line) => {
    await slack.event({ type: 'app_mention', user: 'U0001', ts: '1.0', channel: 'C0001', text });
    await vi.waitFor(() => expect(asked.map((question) => question.text)).toEqual([line]));
  });

  test('is answered where it is: in its thread, also when somebody else goes on there', async () => {
    const mention = { type: 'app_mention', user: 'U0001', ts: '1.2', thread_ts: '1.1', channel: 'C0001' };
    await slack.event({ ...mention, text: '<@U0BOT> kpi' });
    await shown(1);
    await press(slack.messages()[0], 'By channel', 'U0002');
    await shown(2);
    expect(slack.messages()).toMatchObject([{ thread: '1.1' }, { thread: '1.1', user: 'U0002' }]);
  });

  test('with a file beside it is answered too', async () => {
    const direct = { type: 'message', channel_type: 'im', channel: 'DU0001', user: 'U0001', ts: '1.0' };
    await slack.event({ ...direct, text: 'kpi', subtype: 'file_share' });
    await shown(1);
  });

  test('of bots, other workspaces and edits get no answer', async () => {
    const mention = { type: 'app_mention', channel: 'C0001', text: '<@U0BOT> kpi', ts: '1.0' };
    const direct = { type: 'message', channel_type: 'im', channel: 'DU0001', text: 'kpi', ts: '1.0' };
    await slack.event({ ...mention, user: 'U1', bot_id: 'B1' });
    await slack.event({ ...mention, user: 'U1', user_team: 'T0666' });
    await slack.event({ ...mention, user: 'U1', team: 'T0666' });
    await slack.event({ ...direct, user: 'U1', team: 'T0666' });
    await slack.event({ ...direct, user: 'U1', subtype: 'message_changed' });
    await slack.event({ ...direct, user: 'U1', channel_type: 'channel' });
    await platform.stop(5_000);
    expect(asked).toEqual([]);
  });
});

describe('a button', () => {
  test('pressed by who asked changes the message; by anyone else, it answers them alone', async () => {
    await command();
    await shown(1);
    await press(slack.messages()[0], 'Show as table');
    await vi.waitFor(() => expect(JSON.stringify(slack.messages()[0]?.blocks)).toContain('"type":"table"'));
    expect(slack.messages()).toHaveLength(1);
    await press(slack.messages()[0], 'By channel', 'U0002');
    await shown(2);
    expect(slack.messages()[1]).toMatchObject({ user: 'U0002', channel: 'C0001' });
    expect(asked.at(-1)).toMatchObject({ text: '/kpi 2026-10 by:channel', actorId: 'slack:U0002' });
  });

  test('whose question fails leaves the answer where it is', async () => {
    await command();
    await shown(1);
    await press(slack.messages()[0], 'By channel', 'U0002');
    await shown(2);
    answer = async () => ({
      ...reply,
      parts: [],
      tone: 'error',
      visibility: 'private',
      summary: 'It failed.',
    });
    await press(slack.messages()[0], 'By channel');
    await press(slack.messages()[1], 'Show as table', 'U0002');
    await vi.waitFor(() =>
      expect(slack.messages().filter(({ text }) => text === 'It failed.')).toMatchObject([
        { user: 'U0001' },
        { user: 'U0002' },
      ]),
    );
    await shown(2);
  });

  test('shows a private answer to the channel, once, and says who did', async () => {
    await command();
    await shown(1);
    await press(slack.messages()[0], 'By channel', 'U0002');
    await shown(2);
    const mine = slack.messages()[1];
    await Promise.all([press(mine, 'Share to channel', 'U0002'), press(mine, 'Share to channel', 'U0002')]);
    await vi.waitFor(() => expect(slack.messages()[1]?.text).toBe('Shown in the channel.'));
    await platform.stop(5_000);
    const seen = slack.messages().filter(({ user }) => user === null);
    expect(seen).toHaveLength(2);
    expect(JSON.stringify(seen[1]?.blocks)).toContain('"user_id":"U0002"');
  });

  test('that could not show an answer to the channel can be pressed again, and then no more', async () => {
    await command();
    await shown(1);
    await press(slack.messages()[0], 'By channel', 'U0002');
    await shown(2);
    const mine = slack.messages()[1];
    const good = answer;
    answer = async () => ({
      ...reply,
      parts: [],
      tone: 'error',
      visibility: 'private',
      summary: 'It failed.',
    });
    await press(mine, 'Share to channel', 'U0002');
    await vi.waitFor(() =>
      expect(slack.messages().at(-1)).toMatchObject({ text: 'It failed.', user: 'U0002' }),
    );
    await vi.waitFor(async () =>
      expect(await store.sql(`select 1 as held from regulars.leases where name like 'shared:%'`)).toEqual([]),
    );
    answer = good;
    await press(mine, 'Share to channel', 'U0002');
    await vi.waitFor(() =>
      expect(
        slack.messages().filter(({ user, text }) => user === null && text === reply.summary),
      ).toHaveLength(2),
    );
    await press(mine, 'Share to channel', 'U0002');
    await vi.waitFor(() => expect(slack.messages().at(-1)?.text).toContain('in the channel already'));
  });

  test('whose meaning is no longer kept says so', async () => {
    await command();
    await shown(1);
    await store.sql('truncate regulars.chat_references');
    await press(slack.messages()[0], 'By channel');
    await vi.waitFor(() => expect(slack.messages()[1]?.text).toContain('no longer kept'));
  });
});

describe('a form', () => {
  const viewId = () => slack.openViews[0]?.viewId ?? '';
  const submit = (period: string) =>
    slack.submitView({
      viewId: viewId(),
      values: { period: { value: { type: 'external_select', selected_option: { value: period } } } },
    });

  beforeEach(async () => {
    await command();
    await shown(1);
    await press(slack.messages()[0], 'Change …');
    await vi.waitFor(() => expect(slack.openViews).toHaveLength(1));
  });

  test('says what is wrong beside the field, and stays open', async () => {
    expect((await submit('never')).body).toEqual({
      response_action: 'errors',
      errors: { period: expect.any(String) },
    });
    expect(slack.openViews).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });

  test('asks what was filled in, once, in the place of the message that it changes', async () => {
    const delivery = await submit('last 90 days');
    await slack.resend(delivery);
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]?.text).toBe('/kpi period:"last 90 days"');
    await vi.waitFor(() => expect(slack.messages()[0]?.edits).toBe(2));
    expect(slack.messages()).toHaveLength(1);
  });

  test('suggests while one writes', async () => {
    const typed = { viewId: viewId(), blockId: 'period', actionId: 'value', value: 'last m' };
    const { options } = (await slack.suggestOptions(typed)).body as { options: { value: string }[] };
    expect(options.map(({ value }) => value)).toEqual(['last m', 'last month']);
  });

  test('is taken, and suggests what was typed, though the database hangs or fails', async () => {
    const typed = { viewId: viewId(), blockId: 'period', actionId: 'value', value: 'last m' };
    for (const fail of [() => new Promise<never>(() => undefined), () => Promise.reject(new Error('away'))]) {
      readContext = fail;
      const { options } = (await slack.suggestOptions(typed)).body as { options: { value: string }[] };
      expect(options.map(({ value }) => value)).toEqual(['last m']);
    }
    expect(await submit('last 90 days')).toMatchObject({ status: 200, body: '' });
    await vi.waitFor(() => expect(asked).toHaveLength(2));
  });
});

test('a stop waits for the answers under way', async () => {
  const held = Promise.withResolvers<Reply>();
  answer = () => held.promise;
  await command();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  const stopping = platform.stop(10_000);
  expect((await command()).status).toBe(503);
  held.resolve(reply);
  await stopping;
  await shown(1);
});

test('a token that Slack does not accept ends the start, named and with where to find it', async () => {
  slack.setFault((method) => (method === 'auth.test' ? { error: 'invalid_auth' } : undefined));
  const starting = startSlack({ log } as unknown as ChatDeps, {
    botToken: 'xoxb-wrong',
    appToken: null,
    signingSecret: secret,
    apiUrl: slack.apiUrl,
  });
  await expect(starting).rejects.toThrow(
    /^SLACK_BOT_TOKEN: Slack does not accept it \(invalid_auth\).*OAuth & Permissions/,
  );
});

describe('Socket Mode', () => {
  const settings = () => ({
    botToken: 'xoxb-test',
    appToken: 'xapp-test',
    signingSecret: null,
    apiUrl: slack.apiUrl,
  });

  test('answers once what comes by the socket, also after it was cut off', async () => {
    const socketed = await startSlack(deps, settings());
    try {
      expect(socketed.state()).toBe('connected');
      const first = await command();
      await shown(1);
      slack.dropSockets();
      await vi.waitFor(() => expect(slack.sockets()).toBe(1), { timeout: 15_000 });
      // Slack sends again what it saw no acknowledgement of.
      await slack.resend(first);
      await command();
      await shown(2);
      expect(asked).toHaveLength(2);
    } finally {
      await socketed.stop(5_000);
    }
    await vi.waitFor(() => expect(slack.sockets()).toBe(0));
  });

  test('with a token that Slack does not accept ends the start, named and with where to find it', async () => {
    slack.setFault((method) => (method === 'apps.connections.open' ? { error: 'invalid_auth' } : undefined));
    await expect(startSlack(deps, settings())).rejects.toThrow(/^SLACK_APP_TOKEN: .*connections:write/);
  });

  test('while Slack is away, the start does not fail: it goes on trying', async () => {
    slack.setFault((method) => (method === 'auth.test' ? 'http_500' : undefined));
    const waiting = await startSlack(deps, settings());
    expect(waiting.state()).toBe('unreachable');
    await waiting.stop(1_000);
  });
});
