import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { settingNames } from '../../config.ts';

/** A run of the program in a process of its own, its clock started with it. */
export interface Program {
  /** Milliseconds from the start until standard output says it, and what matched. Rejects when it ends before. */
  until: (pattern: RegExp) => Promise<{ ms: number; match: RegExpExecArray }>;
  /** Milliseconds since the start. */
  elapsed: () => number;
  /** Milliseconds from the start to its end. Rejects with what it wrote when it fails. */
  ended: Promise<number>;
  /** Tells it to stop, and waits for its end. */
  stop: () => Promise<void>;
  output: () => string;
}

/** Starts Node on a file in a folder, with none of this process's settings of the program. */
export function startProgram(
  args: string[],
  {
    cwd,
    data,
    preload = [],
    env = {},
  }: { cwd: string; data: string; preload?: string[]; env?: NodeJS.ProcessEnv },
): Program {
  const unset = Object.fromEntries(settingNames.map((name) => [name, '']));
  const began = performance.now();
  const elapsed = () => performance.now() - began;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...preload, ...args], {
    cwd,
    env: {
      ...process.env,
      ...unset,
      LOCALE: 'en',
      LOG_LEVEL: 'warn',
      PORT: '0',
      REGULARS_DATA: data,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const watchers = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    for (const look of watchers) look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = once(child, 'close').then(([code]) => {
    if (code === 0) return elapsed();
    throw new Error(`${args.join(' ')} ended with ${code}: ${err || out}`);
  });
  // A failure is met where it is awaited.
  ended.catch(() => undefined);
  return {
    elapsed,
    ended,
    output: () => out,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(out);
          if (!match) return;
          watchers.delete(look);
          resolve({ ms: elapsed(), match });
        };
        watchers.add(look);
        look();
        ended.then(() => reject(new Error(`ended without saying ${pattern}: ${out}`)), reject);
      }),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
