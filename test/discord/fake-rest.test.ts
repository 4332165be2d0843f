import { REST, Routes } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeDiscord, startFakeDiscord } from './fake-discord.ts';
import { checkShape } from './openapi.ts';
import { sampleAnswer } from './sample-client.ts';

const guild = '200000000000000001';
const channel = '400000000000000009';
const user = '300000000000000001';

let fake: FakeDiscord;
let rest: REST;

beforeEach(async () => {
  fake = await startFakeDiscord({ guilds: [guild] });
  rest = new REST({ api: fake.apiUrl, version: '10', retries: 0 }).setToken(fake.token);
});

afterEach(() => fake.close());

const post = (body: object) => rest.post(Routes.channelMessages(channel), { body });

test('answers have the shapes of the specification', async () => {
  const { id, token } = fake.sendCommand({ name: 'rfm' });
  const body = { type: 4, data: { content: 'a', flags: 64 } };
  const query = new URLSearchParams({ with_response: 'true' });
  const callback = await rest.post(Routes.interactionCallback(id, token), { body, query, auth: false });
  expect(checkShape('InteractionCallbackResponse', callback)).toEqual([]);
  const { components, files } = sampleAnswer();
  const reply = await rest.post(Routes.webhook(fake.applicationId, token), {
    body: { flags: 32_768, components: components.map((component) => component.toJSON()) },
    files: files.map(({ attachment, name }) => ({ data: attachment, name })),
    auth: false,
  });
  expect(checkShape('MessageResponse', reply)).toEqual([]);
  expect(checkShape('MessageResponse', await post({ content: 'a' }))).toEqual([]);
  const commands = await rest.put(Routes.applicationCommands(fake.applicationId), {
    body: [{ name: 'rfm', description: 'Segments', type: 1 }],
  });
  for (const command of commands as unknown[]) {
    expect(checkShape('ApplicationCommandResponse', command)).toEqual([]);
  }
  const shapes: [string, `/${string}`][] = [
    ['UserPIIResponse', Routes.user()],
    ['PrivateApplicationResponse', Routes.currentApplication()],
    ['GatewayBotResponse', Routes.gatewayBot()],
    ['GuildMemberResponse', Routes.guildMember(guild, user)],
  ];
  for (const [name, route] of shapes) expect(checkShape(name, await rest.get(route))).toEqual([]);
  const direct = await rest.post(Routes.userChannels(), { body: { recipient_id: user } });
  expect(checkShape('PrivateChannelResponse', direct)).toEqual([]);
  expect(fake.refused).toEqual([]);
});

test('a nonce that is enforced keeps a message from appearing twice', async () => {
  const body = { content: 'Digest', nonce: 'digest:1', enforce_nonce: true };
  expect(await post(body)).toMatchObject({ nonce: 'digest:1' });
  await post(body);
  await post({ ...body, nonce: 'digest:2' });
  await post({ ...body, enforce_nonce: false });
  expect(fake.messages).toHaveLength(3);
});

test('a channel may be closed, and a user may be no member', async () => {
  fake.setChannel(channel, false);
  await expect(post({ content: 'a' })).rejects.toMatchObject({ code: 50001, status: 403 });
  const member = () => rest.get(Routes.guildMember(guild, user));
  await expect(member()).rejects.toMatchObject({ code: 10007, status: 404 });
  fake.setMember(guild, user, true);
  expect(await member()).toMatchObject({ user: { id: user } });
  fake.setMember(guild, user, false);
  fake.sendCommand({ name: 'rfm', userId: user });
  await expect(member()).rejects.toMatchObject({ code: 10007 });
  await expect(rest.get(Routes.guildMember('1', user))).rejects.toMatchObject({ code: 10004 });
});

test('a wrong token opens nothing but what an interaction opens', async () => {
  const other = new REST({ api: fake.apiUrl, version: '10', retries: 0 }).setToken('other');
  await expect(other.get(Routes.user())).rejects.toMatchObject({ status: 401 });
  const { id, token } = fake.sendCommand({ name: 'rfm' });
  await other.post(Routes.interactionCallback(id, token), { body: { type: 5 }, auth: false });
  expect(fake.messages).toMatchObject([{ isLoading: true }]);
});

test('the first message after a deferred answer fills it', async () => {
  const { id, token } = fake.sendCommand({ name: 'rfm' });
  const webhook = Routes.webhook(fake.applicationId, token);
  const follow = () => rest.post(webhook, { body: { content: 'a' }, auth: false });
  await expect(follow()).rejects.toMatchObject({ code: 10015 });
  await rest.post(Routes.interactionCallback(id, token), { body: { type: 5 }, auth: false });
  await follow();
  await follow();
  expect(fake.messages).toMatchObject([{ edits: 1, isLoading: false }, { edits: 0 }]);
});

test('an answer must be one that goes with what it answers', async () => {
  const { id, token } = fake.sendCommand({ name: 'rfm' });
  const callback = (body: object) => rest.post(Routes.interactionCallback(id, token), { body, auth: false });
  await expect(callback({ type: 7, data: { content: 'a' } })).rejects.toMatchObject({ code: 50035 });
  await expect(callback({ type: 8, data: { choices: [] } })).rejects.toMatchObject({ code: 50035 });
  await callback({ type: 5 });
});

test('each fault leaves done what it leaves done', async () => {
  fake.setFault(({ count }) => {
    const faults = ['lost_request', 'lost_reply', 'http_500', 'http_500_done'] as const;
    return faults[count - 1] ?? (count === 5 ? { error: { status: 403, code: 50007 } } : undefined);
  });
  const counts: number[] = [];
  for (const _ of [1, 2, 3, 4, 5]) {
    await expect(post({ content: 'a' })).rejects.toThrow();
    counts.push(fake.messages.length);
  }
  expect(counts).toEqual([0, 1, 1, 2, 2]);
  await post({ content: 'a' });
  expect(fake.calls.at(-1)).toMatchObject({ method: 'POST', route: 'POST /channels/:id/messages' });

  const strict = new REST({ api: fake.apiUrl, version: '10', offset: 0, rejectOnRateLimit: () => true });
  fake.setFault(() => ({ retryAfter: 2 }));
  const limited = strict.setToken(fake.token).post(Routes.channelMessages(channel), { body: {} });
  await expect(limited).rejects.toMatchObject({ retryAfter: 2_000 });
});
