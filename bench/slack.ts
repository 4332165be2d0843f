import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventsPath } from '../bot/slack/manifest.ts';
import type { SlackFront } from '../test/slack/front/front-types.ts';
import { startSlackFront } from '../test/slack/front/slack-front.ts';
import { describeLoad, printBar, printHeading } from './bar.ts';
import { formatMs, print, printTable, summarise, time } from './measure.ts';
import { startProgram } from './peers/program.ts';

/**
 * Fifty signed slash commands at once, each with a chart, to `npm start` in a process of its own, over HTTP and a
 * loopback. This process is Slack: it sends, takes the notes, pictures and answers, judges each of them, and so takes
 * its share of the machine. `node bench/slack.ts [rounds]`.
 */
const rounds = Number(process.argv[2] ?? 6);
const atOnce = 50;
const bar = 200;
const slackWaits = 3_000;
const lines = ['/rfm', '/rfm moves', '/kpi last month', '/kpi last 90 days by channel'];
const signingSecret = '0123456789abcdef0123456789abcdef';
const botToken = 'xoxb-test';
const answerWithinMs = 30_000;

/** Milliseconds until a command was acknowledged, and until its answer stood. */
interface Timed {
  acknowledged: number;
  answered: number;
}

/** Until the channel holds one finished answer, milliseconds from the start; throws where it does not come. */
async function waitForAnswer(front: SlackFront, channel: string, began: number): Promise<number> {
  for (;;) {
    const [message] = front.messages(channel);
    if (message && JSON.stringify(message.blocks).includes('slack_file')) return performance.now() - began;
    if (performance.now() - began > answerWithinMs)
      throw new Error(`no answer in ${channel}: ${message?.text}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** One command in a channel of its own, so that whatever stands there twice is seen. */
async function ask(front: SlackFront, channel: string, line: string): Promise<Timed> {
  const [command = '', ...words] = line.split(' ');
  const began = performance.now();
  let status = 0;
  const acknowledged = await time(async () => {
    ({ status } = await front.command({ command, text: words.join(' '), channel }));
  });
  if (status !== 200) throw new Error(`${line} was acknowledged with ${status}`);
  return { acknowledged, answered: await waitForAnswer(front, channel, began) };
}

const folder = await mkdtemp(join(tmpdir(), 'bench-'));
const channels = Array.from({ length: (rounds + 1) * atOnce }, (_, at) => ({ id: `C${at}`, name: `c${at}` }));
let origin = '';
const front = await startSlackFront({
  signingSecret,
  channels,
  requestUrl: () => `${origin}${eventsPath}`,
});
const server = startProgram(['main.ts'], {
  cwd: process.cwd(),
  data: folder,
  env: {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: front.apiUrl,
    PUBLIC_URL: 'https://regulars.example',
  },
});

try {
  printHeading(
    `${atOnce} signed slash commands at once, each with a chart, ${rounds} rounds after one to warm up`,
  );
  origin = (await server.until(/http:\/\/localhost:\d+/)).match[0].replace('localhost', '127.0.0.1');
  await server.until(/Slack: connected/);
  const samples: Timed[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const timed = await Promise.all(
      Array.from({ length: atOnce }, (_, at) =>
        ask(front, `C${round * atOnce + at}`, lines[at % lines.length] ?? ''),
      ),
    );
    if (round > 0) samples.push(...timed);
  }
  const acknowledged = summarise(samples.map((each) => each.acknowledged));
  const answered = summarise(samples.map((each) => each.answered));
  printTable(
    ['milliseconds', 'median', 'p95', 'p99', 'slowest'],
    [
      [
        'acknowledged',
        ...[acknowledged.median, acknowledged.p95, acknowledged.p99, acknowledged.max].map(formatMs),
      ],
      [
        'answered with its chart',
        ...[answered.median, answered.p95, answered.p99, answered.max].map(formatMs),
      ],
    ],
  );
  const counts = channels.map(({ id }) => front.messages(id).length);
  print(`answered once: ${counts.filter((count) => count === 1).length} of ${channels.length}`);
  print(
    `answered twice: ${counts.filter((count) => count > 1).length}; refused by Slack: ${front.refused.length}`,
  );
  printBar('acknowledged, p99', acknowledged.p99, bar, ' ms');
  printBar(
    'answered, slowest, against Slack’s limit for an acknowledgement',
    answered.max,
    slackWaits,
    ' ms',
  );
  print(describeLoad());
} finally {
  await server.stop().catch(() => undefined);
  await front.close();
  await rm(folder, { recursive: true, force: true });
}
