import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { EmbeddedOptions } from '../embedded.ts';

interface ChildLine {
  open?: string;
  counted?: number;
  closed?: boolean;
  failed?: string;
  message?: string;
}

export interface Child {
  pid: number;
  /** The next line that it says; undefined when it has ended. */
  hear(): Promise<ChildLine | undefined>;
  /** Has it close its store and end. */
  finish(): Promise<void>;
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>;
}

/** Starts another process that opens a store. */
export function startChild(options: EmbeddedOptions & { countBy?: string }): Child {
  const script = fileURLToPath(new URL('./child.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, JSON.stringify(options)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ended = endOf(child);
  return {
    pid: child.pid ?? 0,
    async hear() {
      const { value, done } = await lines.next();
      return done ? undefined : (JSON.parse(value) as ChildLine);
    },
    async finish() {
      child.stdin.write('end\n');
      await ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
  });
}
