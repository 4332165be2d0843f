import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** Preloaded into a program: writes its peak resident memory, in KiB, to the file BENCH_MEMORY_FILE when it ends. */
const file = process.env['BENCH_MEMORY_FILE'];
if (isMainThread && file) {
  process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
}
