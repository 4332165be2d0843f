import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  ana,
  bia,
  type DiscordBot,
  guildId,
  openDiscordBot,
  shownIn,
  wrong,
} from '../../test/discord/discord-bot.ts';

let bot: DiscordBot;

beforeEach(async () => {
  bot = await openDiscordBot();
  await bot.start();
});
afterEach(() => bot.close());

describe('a command', () => {
  test('is answered once, with its picture described, in the place of the note', async () => {
    const { response } = bot.kpi();
    expect(await response).toMatchObject({ type: 5 });
    const [message] = await bot.answered(1);
    expect(message).toMatchObject({
      ephemeral: false,
      attachments: [{ filename: 'chart-1.png', description: 'Revenue by day', size: 1 }],
    });
    expect(bot.asked).toMatchObject([
      { text: '/kpi period:"last month"', actorId: `discord:${ana}`, platform: 'discord', locale: 'en' },
    ]);
    expect(bot.discord.messages).toHaveLength(1);
    expect(bot.discord.refused).toEqual([]);
  });

  test('that answers privately is noted privately', async () => {
    bot.discord.sendCommand({ name: 'regulars', subcommand: 'help', userId: ana, guildId });
    expect((await bot.answered(1))[0]?.ephemeral).toBe(true);
  });

  test('with an error is answered for who asked alone, whoever may see the command', async () => {
    bot.answerBy(async () => wrong);
    bot.kpi();
    expect((await bot.answered(1))[0]?.ephemeral).toBe(true);
  });

  test('that turns out private after a public note is answered beside it, and the note goes', async () => {
    bot.answerBy(async () => {
      await vi.waitFor(() => expect(bot.discord.messages).toHaveLength(1), { timeout: 5_000 });
      return wrong;
    });
    bot.kpi();
    const [message] = await bot.answered(1);
    expect(message).toMatchObject({ ephemeral: true, userId: ana });
    await vi.waitFor(() => expect(bot.discord.messages).toHaveLength(1));
  });

  test('that is sent again is answered once', async () => {
    const sent = bot.kpi();
    await bot.answered(1);
    bot.discord.resend(sent);
    bot.kpi({ options: { period: 'today' } });
    await bot.answered(2);
    expect(bot.asked).toHaveLength(2);
  });

  test('in the language of who asks', async () => {
    bot.kpi({ locale: 'pt-BR' });
    bot.kpi({ locale: 'en-GB' });
    bot.kpi({ locale: 'fr' });
    await bot.answered(3);
    expect(bot.asked.map(({ locale }) => locale)).toEqual(['pt-BR', 'en', 'en']);
  });

  test('of a subcommand and of the bare word', async () => {
    bot.discord.sendCommand({
      name: 'rfm',
      subcommand: 'show',
      options: { view: 'grid' },
      userId: ana,
      guildId,
    });
    bot.discord.sendCommand({ name: 'rfm', subcommand: 'moves', userId: ana, guildId });
    await bot.answered(2);
    expect(bot.asked.map(({ text }) => text).toSorted()).toEqual(['/rfm moves', '/rfm view:grid']);
  });
});

describe('who is answered', () => {
  test('nobody in a server that is not the shop’s', async () => {
    const { response } = bot.kpi({ guildId: '200000000000000099' });
    expect(JSON.stringify(await response)).toContain('only members of its own servers');
    expect(bot.asked).toEqual([]);
  });

  test('in direct messages, members of the shop’s servers', async () => {
    bot.discord.setMember(guildId, ana, true);
    bot.kpi({ guildId: null });
    const [message] = await bot.answered(1);
    expect(message?.ephemeral).toBe(false);
    expect(shownIn(message)).not.toContain('Share');
  });

  test('in direct messages, nobody else: neither by commands nor by suggestions', async () => {
    bot.discord.setMember(guildId, bia, false);
    bot.kpi({ guildId: null, userId: bia });
    await bot.said('only members of its own servers');
    const suggested = bot.discord.sendAutocomplete({
      name: 'kpi',
      options: { period: 'last' },
      focused: 'period',
      userId: bia,
      guildId: null,
    });
    expect(await suggested.response).toEqual({ type: 8, data: { choices: [] } });
    expect(bot.asked).toEqual([]);
  });
});

describe('suggestions', () => {
  test('come while one writes, in one’s language', async () => {
    const { response } = bot.discord.sendAutocomplete({
      name: 'kpi',
      options: { period: 'mês' },
      focused: 'period',
      userId: ana,
      guildId,
      locale: 'pt-BR',
    });
    expect(JSON.stringify(await response)).toContain('mês passado');
  });
});

describe('buttons', () => {
  test('ask on in the place of the answer, for who asked', async () => {
    bot.kpi();
    const [message] = await bot.answered(1);
    expect(await bot.press(message, 'By channel').response).toEqual({ type: 6 });
    await vi.waitFor(() => expect(bot.asked.at(-1)?.text).toBe('/kpi 2026-10 by:channel'));
    await vi.waitFor(() => expect(message?.edits).toBe(2));
    expect(bot.discord.messages).toHaveLength(1);
  });

  test('give anybody else an answer of their own', async () => {
    bot.kpi();
    const [message] = await bot.answered(1);
    bot.press(message, 'By channel', bia);
    const [, own] = await bot.answered(2);
    expect(own).toMatchObject({ ephemeral: true, userId: bia });
    expect(message?.edits).toBe(1);
  });

  test('show the table in place of the picture', async () => {
    bot.kpi();
    const [message] = await bot.answered(1);
    bot.press(message, 'Show as table');
    await vi.waitFor(() => expect(shownIn(message)).toContain('```'));
    expect(message?.attachments).toEqual([]);
  });

  test('show a private answer to the channel once, however often they are pressed', async () => {
    bot.kpi();
    const [first] = await bot.answered(1);
    bot.press(first, 'By channel', bia);
    const [, own] = await bot.answered(2);
    bot.press(own, 'Share to channel', bia);
    const [, , shared] = await bot.answered(3);
    expect(shared?.ephemeral).toBe(false);
    expect(shownIn(shared)).toContain(`<@${bia}>`);
    bot.press(own, 'Share to channel', bia);
    expect(await bot.said('shown in the channel already')).toMatchObject({ ephemeral: true, userId: bia });
    await bot.answered(3);
  });

  test('that nobody knows any longer say so', async () => {
    bot.kpi();
    const [message] = await bot.answered(1);
    await bot.store.sql('delete from regulars.chat_references');
    expect(JSON.stringify(await bot.press(message, 'By channel').response)).toContain('no longer kept');
  });

  test('open a form whose wrong values are told, and which can be opened again', async () => {
    bot.kpi();
    const [message] = await bot.answered(1);
    const { response } = bot.press(message, 'Change …');
    const modal = (await response) as { type: number; data: { custom_id: string } };
    expect(modal.type).toBe(9);
    bot.answerBy(async ({ text }) => ({ ...wrong, question: null, summary: `not understood: ${text}` }));
    const values = { period: 'whenever', by: ['channel'] };
    bot.discord.submitModal({
      customId: modal.data.custom_id,
      values,
      userId: ana,
      ...(message ? { message } : {}),
    });
    const told = await bot.said('not understood');
    expect(told.ephemeral).toBe(true);
    expect(bot.asked.at(-1)?.text).toBe('/kpi period:whenever by:channel');
    expect(shownIn(message)).toContain('Revenue rose 12');
    const again = (await bot.press(told, 'Change …').response) as { data: object };
    expect(JSON.stringify(again.data)).toContain('"value":"whenever"');
  });
});
