import { expect, test, vi } from 'vitest';
import type { Ask } from '../../bot/dispatch.ts';
import { makePrepared } from '../arbitrary-answer.ts';
import { type AskedLine, channels, makeAskedLines, sendLine } from './asked-lines.ts';
import type { Delivery, SlackFront } from './front/front-types.ts';
import { answerText, findLeftNotes, judgeAnswers } from './judge-answers.ts';
import { makeFaults } from './random-faults.ts';
import { startBot } from './start-bot.ts';

const seed = 20_261_125;
/** Of Slack's calls, how many go wrong. */
const faultShare = 0.15;
const { reply } = makePrepared();
const chart = { type: 'chart', key: 'trend', spec: {} as never, alt: 'Revenue by day' } as const;

/** Answers with the number that a line ends with; `/kpi` with a chart, `help` for the asker alone. */
const answer: Ask = async ({ text }) => ({
  ...reply,
  summary: answerText(Number(text.split(' ').at(-1))),
  question: text,
  visibility: text.includes('help') ? 'private' : 'public',
  parts: text.includes('kpi') ? [chart] : [],
});

/** Delivers a line, and again where Slack does; what a socket lost, once there is another. Gives the statuses. */
async function deliverLine(front: SlackFront, line: AskedLine, by: 'http' | 'socket'): Promise<number[]> {
  const untilAcknowledged = async (first: Delivery) => {
    let delivery = first;
    while (by === 'socket' && delivery.status === 0) {
      await vi.waitFor(() => expect(front.sockets()).toBe(1), { timeout: 15_000 });
      delivery = await front.resend(delivery);
    }
    return delivery;
  };
  const sendOnce = async () => untilAcknowledged(await sendLine(front, line));
  const deliveries = await Promise.all(line.again === 'meanwhile' ? [sendOnce(), sendOnce()] : [sendOnce()]);
  const [first] = deliveries;
  if (first && line.again === 'after') deliveries.push(await untilAcknowledged(await front.resend(first)));
  return deliveries.map(({ status }) => status);
}

/** Delivers lines, twenty at a time, with the connection cut off at some of them. */
async function deliverLines(
  front: SlackFront,
  lines: readonly AskedLine[],
  by: 'http' | 'socket',
): Promise<number[]> {
  const left = lines.entries();
  const statuses: number[] = [];
  const work = async () => {
    for (const [index, line] of left) {
      const delivering = deliverLine(front, line, by);
      if (by === 'socket' && index % 40 === 30) front.dropSockets();
      statuses.push(...(await delivering));
    }
  };
  await Promise.all(Array.from({ length: 20 }, work));
  return statuses;
}

test.concurrent.each([
  { by: 'http', count: 400, firstNumber: 1 },
  { by: 'socket', count: 100, firstNumber: 401 },
] as const)(
  'on a bad day, of $count lines by $by each is acknowledged, none unanswered, none answered twice',
  async ({ by, count, firstNumber }) => {
    const asked: string[] = [];
    const ask: Ask = (question) => {
      asked.push(question.text);
      return answer(question);
    };
    const { front, platform, close } = await startBot(by, { ask, channels });
    try {
      front.setFault(makeFaults(seed, faultShare));
      const lines = makeAskedLines(count, seed, firstNumber);
      const statuses = await deliverLines(front, lines, by);
      await platform.stop(25_000);

      expect(new Set(statuses)).toEqual(new Set([200]));
      const verdicts = judgeAnswers(front, lines);
      expect(verdicts.problems).toEqual([]);
      expect(front.refused).toEqual([]);
      expect(findLeftNotes(front)).toEqual([]);
      // Each was asked once, however often it came.
      expect(asked.toSorted()).toEqual(lines.map(({ line }) => line).toSorted());
      // It was a bad day indeed, and few were left in doubt all the same.
      expect(front.calls.filter(({ outcome }) => outcome.startsWith('fault:')).length).toBeGreaterThan(
        count / 3,
      );
      expect(verdicts.answered).toBeGreaterThan(count * 0.8);
    } finally {
      await close();
    }
  },
  60_000,
);
