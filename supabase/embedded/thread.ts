import { Worker } from 'node:worker_threads';
import { MigrationChangedError } from '../migrate.ts';
import { StatementError } from '../session.ts';
import type { SentError, Task, TaskResults, WorkerMessage, WorkerSettings } from './messages.ts';

/** The worker ended before it could say what became of a task. */
export class ThreadLostError extends Error {
  constructor(cause?: unknown) {
    super('The worker of the embedded Postgres ended.', { cause });
    this.name = 'ThreadLostError';
  }
}

/** One life of the worker thread that Postgres runs in. */
export interface Thread {
  /** How many migrations were applied when it opened. */
  readonly applied: number;
  /** False as soon as the worker has ended or is being ended. */
  readonly alive: boolean;
  /** Has the worker do one thing. Throws what it refused with, or `ThreadLostError`. */
  perform<K extends Task['kind']>(task: Task & { kind: K }): Promise<TaskResults[K]>;
  /** Housekeeping should not wait for a calm moment; said by the last call that was answered. */
  readonly untidy: boolean;
  /** Ends the worker at once, in the middle of whatever it does. */
  kill(): Promise<void>;
}

export type OnMigration = (file: string, index: number, count: number) => void;

/** Starts a worker and waits until its Postgres is open. Throws what kept it from opening. */
export function startThread(settings: WorkerSettings, onMigration?: OnMigration): Promise<Thread> {
  const { dataFolder, durable, migrationsFolder } = settings;
  const workerData: WorkerSettings = { dataFolder, durable, migrationsFolder };
  // With the default of 4 MB the thread would end before Postgres's own limit on its stack makes it a mere error.
  const resourceLimits = { stackSizeMb: 32 };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, resourceLimits });
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  let nextId = 1;
  let cause: unknown;

  const thread = {
    applied: 0,
    alive: true,
    untidy: false,
    perform(task: Task) {
      if (!thread.alive) return Promise.reject(new ThreadLostError(cause));
      const id = nextId++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.postMessage({ ...task, id });
      });
    },
    async kill() {
      thread.alive = false;
      await worker.terminate();
    },
  };

  return new Promise((resolve, reject) => {
    worker.on('message', (message: WorkerMessage) => {
      switch (message.kind) {
        case 'migrating':
          onMigration?.(message.file, message.index, message.count);
          break;
        case 'ready':
          thread.applied = message.applied;
          resolve(thread as Thread);
          break;
        case 'broken':
          reject(fromSent(message.error));
          void thread.kill();
          break;
        case 'done':
          thread.untidy = message.untidy;
          waiting.get(message.id)?.resolve(message.result);
          waiting.delete(message.id);
          break;
        case 'refused':
          waiting.get(message.id)?.reject(fromSent(message.error));
          waiting.delete(message.id);
      }
    });
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', () => {
      thread.alive = false;
      const lost = new ThreadLostError(cause);
      for (const { reject: refuse } of waiting.values()) refuse(lost);
      waiting.clear();
      reject(lost);
    });
  });
}

function fromSent({ name, message, file, statement }: SentError): Error {
  if (name === 'MigrationChangedError' && file) return new MigrationChangedError(file);
  if (statement) return new StatementError(statement);
  const error = new Error(message);
  error.name = name;
  return error;
}
