import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What is said of many durations, all in milliseconds. */
export interface Summary {
  count: number;
  min: number;
  median: number;
  p95: number;
  p99: number;
  max: number;
}

/** The value below which this share (0 to 1) of the samples lies, by linear interpolation. Throws when there are none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)];
  if (low === undefined) throw new RangeError('no samples');
  return low + ((sorted[Math.ceil(place)] ?? low) - low) * (place - Math.floor(place));
}

/** Median and percentiles of durations. Throws RangeError when there are none. */
export function summarise(samples: readonly number[]): Summary {
  return {
    count: samples.length,
    min: percentile(samples, 0),
    median: percentile(samples, 0.5),
    p95: percentile(samples, 0.95),
    p99: percentile(samples, 0.99),
    max: percentile(samples, 1),
  };
}

/** Milliseconds that one run takes. */
export async function time(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/**
 * Milliseconds of `runs` runs of every contender. They take turns in short blocks, so that whatever else the machine
 * does meets them all alike; the first run of a block is not counted, for it pays for what the others left behind.
 * `run` is given a number that is new each time.
 */
export async function race<Name extends string>(
  contenders: Record<Name, (round: number) => unknown>,
  { runs, warmUp = 0, block = 5 }: { runs: number; warmUp?: number; block?: number },
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  let round = 0;
  const runOnce = async (name: Name) => {
    round += 1;
    const spent = await time(() => contenders[name](round));
    // Native buffers are freed by macrotasks only.
    await new Promise(setImmediate);
    return spent;
  };
  for (const name of names) {
    for (let run = 0; run < warmUp; run += 1) await runOnce(name);
  }
  for (let done = 0; done < runs; done += block) {
    for (const name of names) {
      await runOnce(name);
      for (let run = done; run < Math.min(done + block, runs); run += 1)
        samples[name].push(await runOnce(name));
    }
  }
  return samples;
}

/** Runs a script in a Node of its own, quietly. Rejects with what it wrote when it fails. */
export async function runNode(args: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', ...args]);
}

/** Milliseconds as a person reads them: three digits that mean something. */
export function formatMs(ms: number): string {
  if (ms < 10) return ms.toFixed(2);
  return ms < 100 ? ms.toFixed(1) : ms.toFixed(0);
}

/** How many times `one` is of `other`: "1.27 x". */
export function formatRatio(one: number, other: number): string {
  return `${(one / other).toFixed(2)} x`;
}

export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Prints rows under their headings: the first column to the left, the others to the right. */
export function printTable(headings: string[], rows: string[][]): void {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    widths
      .map((width, column) =>
        column === 0 ? (cells[0] ?? '').padEnd(width) : (cells[column] ?? '').padStart(width),
      )
      .join('  ')
      .trimEnd();
  for (const cells of [headings, widths.map((width) => '-'.repeat(width)), ...rows]) print(line(cells));
}
