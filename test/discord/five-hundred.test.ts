import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ana, type DiscordBot, guildId, openDiscordBot, reply, shownIn, wrong } from './discord-bot.ts';
import type { DiscordFault, SentInteraction } from './fake-discord.ts';

const count = 500;
const atOnce = 25;

let bot: DiscordBot;
beforeEach(async () => {
  bot = await openDiscordBot();
  await bot.start();
});
afterEach(() => bot.close());

/** One in seven calls fails, each way in its turn; one in 21 never arrives. */
function faultOf(call: number): DiscordFault | undefined {
  if (call % 21 === 0) return 'lost_request';
  if (call % 7 !== 0) return undefined;
  const faults: DiscordFault[] = ['lost_reply', 'http_500_done', { retryAfter: 0.05 }];
  return faults[Math.floor(call / 7) % faults.length];
}

/** Public answers, private ones and errors; each has its number. */
function send(index: number): SentInteraction {
  const person = { userId: ana, guildId };
  const period = `number ${index}.`;
  if (index % 5 === 1) {
    return bot.discord.sendCommand({
      ...person,
      name: 'regulars',
      subcommand: 'help',
      options: { command: period },
    });
  }
  return bot.discord.sendCommand({ ...person, name: 'kpi', options: { period } });
}

/** The messages that have a number's answer. */
function answersOf(index: number) {
  return bot.discord.messages.filter((message) => shownIn(message).includes(`number ${index}\\\\.`));
}

test('of five hundred commands on a bad day none is unanswered and none answered twice', {
  timeout: 120_000,
}, async () => {
  bot.answerBy(async ({ text }) => {
    const summary = /number \d+\./.exec(text)?.[0] ?? text;
    if (text.startsWith('/regulars'))
      return { ...reply, summary, parts: [], visibility: 'private', question: text };
    return Number(/\d+/.exec(text)?.[0]) % 7 === 0
      ? { ...wrong, summary }
      : { ...reply, summary, question: text };
  });
  bot.discord.setFault((call) => faultOf(call.count));
  let next = 0;
  const work = async () => {
    for (let index = next++; index < count; index = next++) {
      const sent = send(index);
      if (index % 4 === 0) bot.discord.resend(sent);
      if (index === 150 || index === 350) bot.discord.gateway.drop();
      await vi.waitFor(() => expect(answersOf(index)).toHaveLength(1), { timeout: 30_000, interval: 10 });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  expect(bot.discord.messages).toHaveLength(count);
  expect(bot.discord.messages.filter(({ isLoading }) => isLoading)).toEqual([]);
  expect(bot.discord.messages.filter(({ ephemeral }) => ephemeral).length).toBeGreaterThan(count / 5);
  expect(bot.discord.refused).toEqual([]);
  expect(bot.discord.gateway.resumes).toBe(2);
});
