import { setTimeout as later } from 'node:timers/promises';
import type { RpcAnswer, RpcRequest } from '../postgrest/answer-rpc.ts';
import type { TextRow } from '../session.ts';
import type { WorkerSettings } from './messages.ts';
import { type OnMigration, startThread, type Thread, ThreadLostError } from './thread.ts';

export interface EngineSettings extends WorkerSettings {
  /** Longest that one call may run, in milliseconds, not counting its wait for those before it. */
  timeoutMs: number;
  onMigration?: OnMigration | undefined;
}

/** Postgres in its worker thread, and the queue before it. */
export interface Engine {
  /** How many migrations were applied when it opened. */
  readonly applied: number;
  /**
   * Answers a call of a function. One that runs too long, or is aborted after it began, is ended together with the
   * worker and answered as cancelled (57014); aborted before, it rejects with the signal's reason.
   */
  answer(request: RpcRequest, signal?: AbortSignal): Promise<RpcAnswer>;
  /** Runs one statement as superuser. Throws `StatementError`, `EngineClosedError` or `ThreadLostError`. */
  sql(text: string, values?: readonly (string | null)[]): Promise<TextRow[]>;
  /** Runs a script as superuser; throws as `sql` does. */
  script(sql: string): Promise<void>;
  /** Runs `work` while Postgres rests after a checkpoint, its files unchanging. */
  whileResting<T>(work: () => Promise<T>): Promise<T>;
  /** Takes no more calls, finishes those it has (up to 10 s) and ends Postgres cleanly. */
  close(): Promise<void>;
}

/** The store is closing or closed. */
export class EngineClosedError extends Error {
  constructor() {
    super('The store is closed.');
    this.name = 'EngineClosedError';
  }
}

interface Job {
  /** Does the work and says how it went to whom it concerns; never rejects. */
  run: (thread: Thread) => Promise<void>;
  /** Called instead of `run` when there is no thread to run on. */
  fail: (error: unknown) => void;
}

const lostWhileAnswering =
  'The embedded Postgres ended while it answered; whether the call took effect is unknown.';
/** More than this fires at once. */
const longestTimer = 2 ** 31 - 1;
const closeMs = 10_000;
/** How long nothing must have been asked before the housekeeping that takes long. */
const calmMs = 1000;

/** Starts Postgres in a worker. Throws what kept it from opening, `MigrationChangedError` among them. */
export async function openEngine(settings: EngineSettings): Promise<Engine> {
  return new QueueingEngine(settings, await startThread(settings, settings.onMigration));
}

class QueueingEngine implements Engine {
  readonly applied: number;
  readonly #settings: EngineSettings;
  readonly #queue: Job[] = [];
  #thread: Thread;
  #opening: Promise<Thread> | undefined;
  #working: Promise<void> | undefined;
  #closed: Promise<void> | undefined;
  #calm: NodeJS.Timeout | undefined;
  /** Something was asked since the last time that there was nothing to tidy. */
  #stirred = false;

  constructor(settings: EngineSettings, thread: Thread) {
    this.#settings = settings;
    this.#thread = thread;
    this.applied = thread.applied;
  }

  answer(request: RpcRequest, signal?: AbortSignal): Promise<RpcAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<RpcAnswer>();
    const job: Job = {
      run: async (thread) => {
        signal?.removeEventListener('abort', withdraw);
        resolve(await this.#answerOn(thread, request, signal));
      },
      fail: (error) => resolve(answerFailure(error)),
    };
    const withdraw = () => {
      this.#queue.splice(this.#queue.indexOf(job), 1);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', withdraw, { once: true });
    this.#enqueue(job);
    return promise;
  }

  sql(text: string, values: readonly (string | null)[] = []): Promise<TextRow[]> {
    return this.#onThread((thread) => thread.perform({ kind: 'sql', text, values }));
  }

  async script(sql: string): Promise<void> {
    await this.#onThread((thread) => thread.perform({ kind: 'script', sql }));
  }

  whileResting<T>(work: () => Promise<T>): Promise<T> {
    return this.#onThread(async (thread) => {
      await thread.perform({ kind: 'script', sql: 'checkpoint' });
      return work();
    });
  }

  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  async #answerOn(thread: Thread, request: RpcRequest, signal?: AbortSignal): Promise<RpcAnswer> {
    let cancelled: string | undefined;
    const cancel = (reason: string) => {
      cancelled = reason;
      void thread.kill();
    };
    const abort = () => cancel('canceling statement due to user request');
    const timer = setTimeout(
      cancel,
      Math.min(this.#settings.timeoutMs, longestTimer),
      'canceling statement due to statement timeout',
    );
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const answer = await thread.perform({ kind: 'rpc', request });
      this.#stirred = true;
      // Out of memory: what WebAssembly has taken it never gives back, so the next call needs a new worker.
      if (answer.status === 503) await thread.kill();
      else if (thread.untidy) this.#queue.unshift(this.#tidying(false));
      return answer;
    } catch (error) {
      if (cancelled) return answerWith(500, '57014', cancelled);
      if (error instanceof ThreadLostError) return answerWith(503, '08006', lostWhileAnswering);
      return answerWith(500, 'XX000', messageOf(error));
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  /** One piece of housekeeping, followed by the next as long as there is more and nobody waits. */
  #tidying(calm: boolean): Job {
    const run = async (thread: Thread) => {
      const more = await thread.perform({ kind: 'tidy', calm }).catch(() => false);
      if (!more) this.#stirred &&= !calm;
      else if (this.#queue.length === 0 || !calm) this.#queue.unshift(this.#tidying(calm));
    };
    return { run, fail: () => undefined };
  }

  #onThread<T>(work: (thread: Thread) => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#enqueue({ run: (thread) => work(thread).then(resolve, reject), fail: reject });
    return promise;
  }

  #enqueue(job: Job): void {
    if (this.#closed) {
      job.fail(new EngineClosedError());
      return;
    }
    this.#queue.push(job);
    this.#wake();
  }

  #wake(): void {
    clearTimeout(this.#calm);
    this.#working ??= this.#work();
  }

  /** Takes the jobs one at a time, so that what has begun is known when the worker has to be ended. */
  async #work(): Promise<void> {
    for (let job = this.#queue.shift(); job; job = this.#queue.shift()) {
      const { run, fail } = job;
      await this.#living().then(run, fail);
    }
    this.#working = undefined;
    if (this.#closed) return;
    // A worker that was ended is replaced now, not when the next call waits for it.
    this.#living().catch(() => undefined);
    if (this.#stirred) this.#calm = setTimeout(() => this.#enqueue(this.#tidying(true)), calmMs).unref();
  }

  /** The worker, or a new one in its place: never before the old one has ended, as two would ruin the data. */
  #living(): Promise<Thread> {
    if (this.#thread.alive) return Promise.resolve(this.#thread);
    this.#opening ??= startThread({ ...this.#settings, migrationsFolder: null })
      .then((thread) => {
        this.#thread = thread;
        return thread;
      })
      .finally(() => {
        this.#opening = undefined;
      });
    return this.#opening;
  }

  async #end(): Promise<void> {
    clearTimeout(this.#calm);
    const patience = () => later(closeMs, undefined, { ref: false });
    await Promise.race([this.#working, patience()]);
    for (const job of this.#queue.splice(0)) job.fail(new EngineClosedError());
    await this.#opening?.catch(() => undefined);
    if (this.#working === undefined && this.#thread.alive) {
      await Promise.race([this.#thread.perform({ kind: 'close' }).catch(() => null), patience()]);
    }
    await this.#thread.kill();
  }
}

function answerFailure(error: unknown): RpcAnswer {
  if (error instanceof EngineClosedError) return answerWith(503, 'PGRST001', error.message);
  return answerWith(503, 'PGRST002', `The embedded Postgres does not open: ${messageOf(error)}`);
}

function answerWith(status: number, code: string, message: string): RpcAnswer {
  return { status, body: JSON.stringify({ code, details: null, hint: null, message }) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
