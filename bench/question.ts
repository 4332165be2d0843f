import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TopLevelSpec } from 'vega-lite';
import { createAnswers } from '../answers.ts';
import { readConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { openData } from '../open-data.ts';
import { createPngPool } from '../renderers/png.ts';
import type { Reply } from '../renderers/reply.ts';
import { describeLoad, printBar, printHeading } from './bar.ts';
import { formatMs, formatRatio, percentile, print, printTable, time } from './measure.ts';
import { prepareFloor } from './peers/floor.ts';

/**
 * A warm question to its finished reply with the picture drawn: the demo shop in the embedded database, one asker,
 * wired as the server wires it. The limit is the picture's raster and encoding alone. `node bench/question.ts [rounds]`.
 */
const rounds = Number(process.argv[2] ?? 200);
const lines = ['/rfm', '/rfm moves', '/kpi last month', '/kpi last 90 days by:channel'];
const bars = { median: 60, p95: 150 };
const warmUps = 10;

interface Samples {
  first: number;
  ask: number[];
  draw: number[];
  whole: number[];
  limit: number[];
}

const folder = await mkdtemp(join(tmpdir(), 'bench-'));
const config = readConfig({ REGULARS_DATA: folder, LOG_LEVEL: 'silent' });
const log = createLogger(config, false);
const pool = createPngPool({ log });
const data = await openData(config, { purpose: 'serve' });
const answers = createAnswers({ config, log, data: async () => data });

/** Asks through the one dispatch. Throws when it is no answer with a picture. */
async function ask(line: string): Promise<{ reply: Reply; specs: TopLevelSpec[] }> {
  const actor = { actorId: 'web:local', role: 'viewer', platform: 'web' } as const;
  const reply = await answers.ask({ text: line, ...actor });
  const specs = reply.parts.flatMap((part) => (part.type === 'chart' ? [part.spec] : []));
  if (reply.tone === 'error' || specs.length === 0) throw new Error(`${line}: ${reply.summary}`);
  return { reply, specs };
}

/** One question: milliseconds to its reply, and from there to its pictures. */
async function run(line: string): Promise<{ ask: number; draw: number; specs: TopLevelSpec[] }> {
  let specs: TopLevelSpec[] = [];
  const asked = await time(async () => {
    ({ specs } = await ask(line));
  });
  const drawn = await time(() => Promise.all(specs.map((spec) => pool.render(spec))));
  return { ask: asked, draw: drawn, specs };
}

async function measureLimit(specs: TopLevelSpec[], runs: number): Promise<number[]> {
  const floors = await Promise.all(specs.map(prepareFloor));
  const samples: number[] = [];
  for (let at = 0; at < runs + warmUps; at += 1) {
    const spent = await time(async () => {
      for (const draw of floors) await draw();
    });
    if (at >= warmUps) samples.push(spent);
    // Native buffers are freed by macrotasks only.
    await new Promise(setImmediate);
  }
  return samples;
}

async function measure(): Promise<Map<string, Samples>> {
  const samples = new Map<string, Samples>();
  await pool.warm();
  for (const line of lines) {
    const first = await run(line);
    const limit = await measureLimit(first.specs, Math.ceil(rounds / lines.length));
    samples.set(line, { first: first.ask + first.draw, ask: [], draw: [], whole: [], limit });
  }
  for (let round = -warmUps * lines.length; round < rounds; round += 1) {
    const line = lines[(round + warmUps * lines.length) % lines.length] ?? '';
    const { ask: asked, draw: drawn } = await run(line);
    if (round < 0) continue;
    samples.get(line)?.ask.push(asked);
    samples.get(line)?.draw.push(drawn);
    samples.get(line)?.whole.push(asked + drawn);
  }
  return samples;
}

try {
  printHeading(`A warm question to its reply with picture, embedded demo shop, ${rounds} questions in turn`);
  const samples = await measure();
  const collect = (of: 'ask' | 'draw' | 'whole' | 'limit') =>
    [...samples.values()].flatMap((each) => each[of]);
  const all: Samples = {
    first: percentile(
      [...samples.values()].map(({ first }) => first),
      0.5,
    ),
    ask: collect('ask'),
    draw: collect('draw'),
    whole: collect('whole'),
    limit: collect('limit'),
  };
  const middle = (of: number[]) => formatMs(percentile(of, 0.5));
  printTable(
    ['', 'first ms', 'median ms', 'p95 ms', 'reply', 'picture', 'raster + encode', 'picture / that'],
    [...samples, ['all', all] as const].map(([name, { first, ask: asked, draw, whole, limit }]) => [
      name,
      formatMs(first),
      middle(whole),
      formatMs(percentile(whole, 0.95)),
      middle(asked),
      middle(draw),
      middle(limit),
      formatRatio(percentile(draw, 0.5), percentile(limit, 0.5)),
    ]),
  );
  printBar('median', percentile(all.whole, 0.5), bars.median, ' ms');
  printBar('p95', percentile(all.whole, 0.95), bars.p95, ' ms');
  print(describeLoad());
} finally {
  await Promise.all([pool.close(), data.close()]);
  await rm(folder, { recursive: true, force: true });
}
