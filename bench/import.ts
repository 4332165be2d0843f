import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeLoad, printBar, printHeading } from './bar.ts';
import { formatRatio, print, printTable, time } from './measure.ts';
import { makeOrders } from './peers/made-orders.ts';
import { readOrderFile, writeOrderFile } from './peers/order-file.ts';
import { startProgram } from './peers/program.ts';

/**
 * `npm run import` of a CSV of lines into a new embedded shop, as a whole process: seconds and peak memory, for a
 * fifth of the lines and for all. The limit is reading the file by the parser alone. `node bench/import.ts [lines]`.
 */
const most = Number(process.argv[2] ?? 500_000);
const sizes = [most / 5, most];
const linesAnOrder = 2.5;
const bars = { seconds: 30, growth: 1.25 };
const project = fileURLToPath(new URL('../', import.meta.url));
const reportMemory = new URL('./peers/report-memory.ts', import.meta.url).href;

interface Outcome {
  lines: number;
  orders: number;
  megabytes: number;
  seconds: number;
  /** Peak resident memory, MiB. */
  memory: number;
  readSeconds: number;
}

async function importLines(folder: string, lines: number): Promise<Outcome> {
  const file = join(folder, `orders-${lines}.csv`);
  const memoryFile = join(folder, `memory-${lines}`);
  const orders = Math.round(lines / linesAnOrder);
  await writeOrderFile(file, makeOrders(orders, Math.ceil(orders / 5), true));
  let read = 0;
  const readMs = await time(async () => {
    read = await readOrderFile(file);
  });
  const program = startProgram(['main.ts', 'import', file], {
    cwd: project,
    data: join(folder, `data-${lines}`),
    preload: [`--import=${reportMemory}`],
    env: { BENCH_MEMORY_FILE: memoryFile },
  });
  const ms = await program.ended;
  for (const said of [`${read.toLocaleString('en')}\n`, `${orders.toLocaleString('en')} new`]) {
    if (!program.output().includes(said)) throw new Error(`not all was imported: ${program.output()}`);
  }
  return {
    lines: read,
    orders,
    megabytes: (await stat(file)).size / 1e6,
    seconds: ms / 1000,
    memory: Number(await readFile(memoryFile, 'utf8')) / 1024,
    readSeconds: readMs / 1000,
  };
}

const folder = await mkdtemp(join(tmpdir(), 'bench-'));
try {
  printHeading('Importing a CSV of order lines into a new embedded shop, as a whole process');
  const outcomes: Outcome[] = [];
  for (const lines of sizes) outcomes.push(await importLines(folder, lines));
  printTable(
    ['lines', 'orders', 'file MB', 'seconds', 'lines/s', 'peak MiB', 'parser alone s', 'of parser'],
    outcomes.map(({ lines, orders, megabytes, seconds, memory, readSeconds }) => [
      lines.toLocaleString('en'),
      orders.toLocaleString('en'),
      megabytes.toFixed(0),
      seconds.toFixed(1),
      (lines / seconds).toFixed(0),
      memory.toFixed(0),
      readSeconds.toFixed(1),
      formatRatio(seconds, readSeconds),
    ]),
  );
  const [fifth, whole] = outcomes;
  if (fifth && whole) {
    printBar(`${whole.lines.toLocaleString('en')} lines`, whole.seconds, bars.seconds, ' s');
    printBar('peak memory for five times the lines', whole.memory / fifth.memory, bars.growth, ' x');
  }
  print(describeLoad());
} finally {
  await rm(folder, { recursive: true, force: true });
}
