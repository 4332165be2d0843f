import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describeLoad, printBar, printHeading } from './bar.ts';
import { formatMs, percentile, print, printTable } from './measure.ts';
import { makeClone } from './peers/fresh-clone.ts';
import { type Program, startProgram } from './peers/program.ts';

/**
 * Starts, each in a process of its own and timed from its beginning, in a copy of the project like a fresh clone. The
 * limit is PGlite alone. Files are in the page cache, as after installing. `node bench/first-start.ts [rounds]`.
 */
const rounds = Number(process.argv[2] ?? 5);
const firstRounds = Math.max(2, Math.round(rounds / 2));
const bars = { veryFirst: 10, answer: 2 };

const clone = await makeClone();
const samples = new Map<string, { steps: Map<string, number[]>; bar?: number }>();

function note(what: string, step: string, ms: number): void {
  const known = samples.get(what) ?? { steps: new Map<string, number[]>() };
  known.steps.set(step, [...(known.steps.get(step) ?? []), ms]);
  samples.set(what, known);
}

const start = (args: string[], data: string): Program => startProgram(args, { cwd: clone.folder, data });

async function startFirst(what: string, data: string): Promise<void> {
  const server = start(['main.ts'], data);
  note(what, 'first line', (await server.until(/\n/)).ms);
  note(what, 'ready', (await server.until(/http:\/\/localhost:\d+/)).ms);
  await server.stop();
}

/** The server over data that is there, to the first answer that it gives. */
async function startServer(what: string, data: string): Promise<void> {
  const server = start(['main.ts'], data);
  const { ms, match } = await server.until(/http:\/\/localhost:\d+/);
  note(what, 'ready', ms);
  const response = await fetch(`${match[0]}/api/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: '/rfm' }),
  });
  const { reply } = (await response.json()) as { reply?: { tone: string; summary: string } };
  if (reply?.tone !== 'answer') throw new Error(`no answer: ${response.status} ${reply?.summary}`);
  note(what, 'answer', server.elapsed());
  await server.stop();
}

async function askOnce(what: string, data: string): Promise<void> {
  const asker = start(['main.ts', 'ask', '/rfm'], data);
  note(what, 'answer', (await asker.until(/Champions/)).ms);
  note(what, 'end', await asker.ended);
}

async function openBare(what: string, folder: string): Promise<void> {
  const bare = start(['bench/pglite-once.ts', folder], folder);
  note(what, 'answer', (await bare.until(/answered 1/)).ms);
  note(what, 'end', await bare.ended);
}

const names = {
  veryFirst: 'very first start',
  another: 'new data, template there',
  bareNew: 'limit: PGlite alone, new',
  server: 'server, data there',
  ask: 'ask, data there',
  bare: 'limit: PGlite alone, data there',
};

try {
  printHeading(`Starts, medians of ${firstRounds} of the first kind and ${rounds} of the others`);
  let data = '';
  for (let round = 0; round < firstRounds; round += 1) {
    await clone.forgetTemplates();
    data = clone.newDataFolder();
    await startFirst(names.veryFirst, data);
    await startFirst(names.another, clone.newDataFolder());
    await openBare(names.bareNew, clone.newDataFolder());
  }
  const alone = clone.newDataFolder();
  await cp(join(data, 'demo/db'), alone, { recursive: true });
  for (let round = 0; round < rounds; round += 1) {
    await startServer(names.server, data);
    await askOnce(names.ask, data);
    await openBare(names.bare, alone);
  }

  const steps = ['first line', 'ready', 'answer', 'end'];
  const middle = (what: string, step: string) => percentile(samples.get(what)?.steps.get(step) ?? [], 0.5);
  printTable(
    ['milliseconds from the start', ...steps, 'slowest'],
    [...samples].map(([what, { steps: known }]) => [
      what,
      ...steps.map((step) => (known.has(step) ? formatMs(middle(what, step)) : '')),
      formatMs(Math.max(...[...known.values()].flat())),
    ]),
  );
  const seconds = (what: string, step: string) => middle(what, step) / 1000;
  printBar('very first start to ready', seconds(names.veryFirst, 'ready'), bars.veryFirst, ' s');
  printBar('its first line', seconds(names.veryFirst, 'first line'), 1, ' s');
  printBar('server, start to first answer', seconds(names.server, 'answer'), bars.answer, ' s');
  printBar('ask, start to answer', seconds(names.ask, 'answer'), bars.answer, ' s');
  print(describeLoad());
} finally {
  await clone.remove();
}
