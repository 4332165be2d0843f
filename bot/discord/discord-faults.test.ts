import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  ana,
  bia,
  type DiscordBot,
  guildId,
  openDiscordBot,
  reply,
  shownIn,
  wrong,
} from '../../test/discord/discord-bot.ts';
import type { DiscordFault } from '../../test/discord/fake-discord.ts';
import type { Platform } from '../chat/chat-deps.ts';
import { SettingRefusedError } from '../chat/setting-error.ts';

const quick = { checkEveryMs: 20 };
const callback = 'POST /interactions/:id/:token/callback';
const answering = 'PATCH /webhooks/:id/:token/messages/@original';
const beside = 'POST /webhooks/:id/:token';

let bot: DiscordBot;

beforeEach(async () => {
  bot = await openDiscordBot();
});
afterEach(() => bot.close());

/** The first calls of a route fail so. */
function failFirst(route: string, ...faults: DiscordFault[]) {
  bot.discord.setFault((call) => (call.route === route ? faults[call.count - 1] : undefined));
}

const becomes = (platform: Platform, state: ReturnType<Platform['state']>) =>
  vi.waitFor(() => expect(platform.state()).toBe(state), { timeout: 5_000 });

describe('when Discord fails', () => {
  beforeEach(async () => {
    await bot.start(quick);
  });

  test.each<DiscordFault>(['lost_reply', 'lost_request', 'http_500', 'http_500_done', { retryAfter: 0.01 }])(
    'at the note (%j), the answer comes all the same, once',
    async (fault) => {
      failFirst(callback, fault);
      bot.kpi();
      await bot.answered(1);
      expect(bot.discord.messages).toHaveLength(1);
    },
  );

  test.each<DiscordFault>(['lost_reply', 'lost_request', 'http_500', 'http_500_done', { retryAfter: 0.01 }])(
    'at the answer (%j), it comes all the same, once',
    async (fault) => {
      failFirst(answering, fault, fault);
      bot.kpi();
      await bot.answered(1);
      expect(bot.discord.messages).toHaveLength(1);
      expect(bot.discord.messages[0]?.attachments).toHaveLength(1);
    },
  );

  test('a note whose reply was lost is as private as it was asked for', async () => {
    failFirst(callback, 'lost_reply');
    bot.discord.sendCommand({ name: 'regulars', subcommand: 'help', userId: ana, guildId });
    expect((await bot.answered(1))[0]?.ephemeral).toBe(true);
    expect(bot.discord.messages).toHaveLength(1);
  });

  test('what Discord refuses is sent plainer', async () => {
    failFirst(answering, { error: { status: 400, code: 50_035 } });
    bot.kpi();
    const [message] = await bot.answered(1);
    expect(message?.attachments).toEqual([]);
    expect(shownIn(message)).toContain('Discord did not take the chart');
  });

  test('a private answer that may be there is never sent twice, and the person is told', async () => {
    bot.answerBy(async () => {
      await vi.waitFor(() => expect(bot.discord.messages).toHaveLength(1), { timeout: 5_000 });
      return wrong;
    });
    failFirst(beside, 'lost_reply');
    bot.kpi();
    await bot.answered(1);
    const told = await bot.said('for you alone');
    expect(told.ephemeral).toBe(false);
    await vi.waitFor(() => expect(bot.log.error).toHaveBeenCalled());
    expect(bot.discord.calls.filter(({ route }) => route === beside)).toHaveLength(1);
  });

  test('an answer that Discord takes no longer is given up, and logged', async () => {
    const held = Promise.withResolvers<typeof reply>();
    bot.answerBy(() => held.promise);
    const sent = bot.kpi();
    await sent.response;
    bot.discord.expire(sent);
    held.resolve(reply);
    await vi.waitFor(() =>
      expect(bot.log.info).toHaveBeenCalledWith(
        expect.objectContaining({ outcome: 'undeliverable' }),
        'answer settled',
      ),
    );
  });

  test('a button is answered in time though the database is away', async () => {
    bot.kpi();
    const [message] = await bot.answered(1);
    await bot.store.sql('alter table regulars.chat_references rename to gone');
    expect(JSON.stringify(await bot.press(message, 'By channel').response)).toContain('my database');
    await bot.store.sql('alter table regulars.gone rename to chat_references');
  });

  test('an error never takes the place of an answer', async () => {
    bot.kpi();
    const [message] = await bot.answered(1);
    bot.answerBy(async () => ({ ...wrong, summary: 'It went wrong.' }));
    bot.press(message, 'By channel');
    expect((await bot.said('It went wrong')).id).not.toBe(message?.id);
    expect(shownIn(message)).toContain('Revenue rose 12');
  });
});

describe('the connection', () => {
  test('that is cut off comes again by itself, with what was missed', async () => {
    const platform = await bot.start(quick);
    bot.discord.gateway.drop();
    bot.kpi();
    await bot.answered(1);
    expect(bot.discord.gateway.resumes).toBe(1);
    await becomes(platform, 'connected');
  });

  test('with a token that Discord does not know stops the start, naming it', async () => {
    const refusal = await bot.start({ token: 'a.wrong.token' }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SettingRefusedError);
    expect(String(refusal)).toMatch(/DISCORD_TOKEN: .*Reset Token/);
  });

  test('whose token is taken back later is said to be refused', async () => {
    const platform = await bot.start(quick);
    bot.discord.refuseToken();
    await becomes(platform, 'refused');
    const asked = bot.discord.calls.length;
    // And stays so: looked at again and again, it is still the token that is wrong.
    await vi.waitFor(() => expect(bot.discord.calls.length).toBeGreaterThan(asked + 2), { timeout: 5_000 });
    expect(platform.state()).toBe('refused');
  });

  test('that cannot be made is tried again', async () => {
    let isDown = true;
    bot.discord.setFault(() => (isDown ? 'http_500' : undefined));
    const platform = await bot.start(quick);
    expect(platform.state()).toBe('unreachable');
    isDown = false;
    await becomes(platform, 'connected');
    bot.kpi();
    await bot.answered(1);
  });

  test('is held by one replica, and by the next when that stops', async () => {
    const first = await bot.start(quick);
    const second = await bot.start(quick);
    expect([first.state(), second.state()]).toEqual(['connected', 'standby']);
    expect(bot.discord.gateway.connected()).toBe(1);
    await first.stop(5_000);
    await becomes(second, 'connected');
    bot.kpi({ userId: bia });
    await bot.answered(1);
  });

  test('goes at a stop, and what is under way is answered', async () => {
    const held = Promise.withResolvers<typeof reply>();
    bot.answerBy(() => held.promise);
    const platform = await bot.start(quick);
    await bot.kpi().response;
    const stopped = platform.stop(5_000);
    await vi.waitFor(() => expect(bot.discord.gateway.connected()).toBe(0));
    held.resolve(reply);
    await stopped;
    await bot.answered(1);
  });
});

describe('a share', () => {
  /** An answer of bia's that she alone sees. */
  async function answerPrivately() {
    bot.kpi();
    const [message] = await bot.answered(1);
    bot.press(message, 'By channel', bia);
    const [, own] = await bot.answered(2);
    return own;
  }
  const seenByAll = () => bot.discord.messages.filter(({ ephemeral }) => !ephemeral).map(shownIn);

  test('of what has become private is never seen by others, however slow the database is', async () => {
    await bot.start(quick);
    const own = await answerPrivately();
    bot.slowDatabase(700);
    bot.answerBy(async () => ({ ...reply, visibility: 'private', summary: 'PRIVATE' }));
    await bot.press(own, 'Share to channel', bia).response;
    await bot.said('PRIVATE');
    expect(seenByAll().join()).not.toContain('PRIVATE');
  });

  test('that was slow to be kept is shown to the channel all the same', async () => {
    await bot.start(quick);
    const own = await answerPrivately();
    bot.slowDatabase(700);
    expect(await bot.press(own, 'Share to channel', bia).response).toEqual({ type: 6 });
    await bot.answered(3);
    expect(seenByAll()).toHaveLength(2);
  });

  test('that failed can be made again', async () => {
    await bot.start(quick);
    const own = await answerPrivately();
    bot.answerBy(async () => ({ ...wrong, summary: 'It went wrong.' }));
    bot.press(own, 'Share to channel', bia);
    await bot.said('It went wrong');
    bot.answerBy(async ({ text }) => ({ ...reply, question: text }));
    await vi.waitFor(async () =>
      expect(await bot.store.sql(`select 1 as held from regulars.leases where name like 'shared:%'`)).toEqual(
        [],
      ),
    );
    bot.press(own, 'Share to channel', bia);
    await bot.answered(3);
  });

  test.each<DiscordFault>([{ error: { status: 404, code: 10_062 } }, 'http_500'])(
    'that Discord does not even take the press of (%j) can be made again',
    async (fault) => {
      await bot.start(quick);
      const own = await answerPrivately();
      bot.discord.setFault(({ route }) => (route === callback ? fault : undefined));
      bot.press(own, 'Share to channel', bia);
      await vi.waitFor(() => expect(bot.log.error).toHaveBeenCalledWith(expect.anything(), 'event failed'), {
        timeout: 8_000,
      });
      bot.discord.setFault(undefined);
      await vi.waitFor(async () =>
        expect(await bot.store.sql('select 1 from regulars.leases where name like $1', ['shared:%'])).toEqual(
          [],
        ),
      );
      bot.press(own, 'Share to channel', bia);
      await bot.answered(3);
      expect(seenByAll()).toHaveLength(2);
    },
  );

  test('that was acknowledged without a note, and left, is shown to the channel by whoever takes it over', async () => {
    const first = await bot.start(quick);
    const own = await answerPrivately();
    const held = Promise.withResolvers<typeof reply>();
    bot.answerBy(() => held.promise);
    bot.slowDatabase(700);
    expect(await bot.press(own, 'Share to channel', bia).response).toEqual({ type: 6 });
    bot.slowDatabase(0);
    await keptAcknowledged();
    await first.stop(0);
    // As if it had ended before it kept how it acknowledged.
    await bot.store.sql(
      `update regulars.chat_events set job = jsonb_set(job, '{acknowledged}', 'null') where job is not null`,
    );
    bot.answerBy(async ({ text }) => ({ ...reply, question: text }));
    await bot.start(quick);
    await bot.answered(3);
    expect(seenByAll()).toHaveLength(2);
    held.resolve(reply);
  });

  test('cannot be made by a mark of an answer that is not to be shared', async () => {
    await bot.start(quick);
    discordHelp();
    const [help] = await bot.answered(1);
    if (!help) throw new Error('no help');
    const mark = /"custom_id":"([\w-]{16}):/.exec(shownIn(help))?.[1];
    const forged = {
      ...help,
      components: JSON.parse(JSON.stringify(help.components).replace(/"[\w-]{16}:\w+"/, `"${mark}:share"`)),
    };
    const { response } = bot.discord.press({ message: forged, customId: `${mark}:share`, userId: ana });
    expect(JSON.stringify(await response)).toContain('no longer kept');
    expect(seenByAll()).toEqual([]);
  });

  const discordHelp = () =>
    bot.discord.sendCommand({ name: 'regulars', subcommand: 'help', userId: ana, guildId });
});

/** The job under way has been kept with how it was acknowledged. */
const keptAcknowledged = () =>
  vi.waitFor(async () =>
    expect(
      await bot.store.sql(
        `select job->'acknowledged'->>'kind' as kind from regulars.chat_events where job is not null`,
      ),
    ).toEqual([{ kind: expect.any(String) }]),
  );

describe('a process that takes over', () => {
  test('leaves the answer whose button was pressed where it is', async () => {
    const first = await bot.start(quick);
    bot.kpi();
    const [message] = await bot.answered(1);
    const held = Promise.withResolvers<typeof reply>();
    bot.answerBy(() => held.promise);
    const { response } = bot.press(message, 'By channel');
    expect(await response).toEqual({ type: 6 });
    // As if it had died before it could keep how it had acknowledged.
    await keptAcknowledged();
    await first.stop(0);
    await bot.store.sql(
      `update regulars.chat_events set job = jsonb_set(job, '{acknowledged}', 'null') where job is not null`,
    );
    bot.answerBy(async () => ({ ...wrong, summary: 'It went wrong.' }));
    await bot.start(quick);
    expect(await bot.said('It went wrong')).toMatchObject({ ephemeral: true });
    expect(shownIn(message)).toContain('Revenue rose 12');
    expect(bot.discord.messages).toHaveLength(2);
    held.resolve(reply);
  });
});

describe('a private answer that another process had begun', () => {
  test('is not sent again: the person is told that it may be there', async () => {
    const held = Promise.withResolvers<typeof reply>();
    bot.answerBy(() => held.promise);
    const first = await bot.start(quick);
    expect(await bot.kpi().response).toMatchObject({ type: 5 });
    await keptAcknowledged();
    await first.stop(0);
    await bot.store.sql(
      `update regulars.chat_events set job = jsonb_set(job, '{begun}', 'true') where job is not null`,
    );
    bot.answerBy(async () => wrong);
    await bot.start(quick);
    await bot.said('for you alone');
    expect(bot.discord.calls.filter(({ route }) => route === beside)).toEqual([]);
    held.resolve(reply);
  });
});

describe('a connection that is being made again', () => {
  test('does not outlive a stop', async () => {
    const platform = await bot.start(quick);
    bot.discord.gateway.drop();
    await becomes(platform, 'reconnecting');
    await platform.stop(1_000);
    await vi.waitFor(() => expect(bot.discord.gateway.resumes).toBe(1), { timeout: 5_000 });
    await vi.waitFor(() => expect(bot.discord.gateway.connected()).toBe(0));
    bot.kpi();
    expect(bot.asked).toEqual([]);
  });
});
