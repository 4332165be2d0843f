import { Worker } from 'node:worker_threads';
import type { TopLevelSpec } from 'vega-lite';
import type { PngResult } from './png-worker.ts';
import { RenderError } from './render-error.ts';

export interface Job {
  spec: TopLevelSpec;
  scale: number;
  resolve: (png: Uint8Array) => void;
  reject: (error: RenderError) => void;
}

export interface SeatOptions {
  /** Milliseconds that one job may take. */
  timeoutMs: number;
  log: { warn: (fields: object, message: string) => void } | undefined;
  /** Called whenever the seat can take a job again. */
  onFree: () => void;
}

export interface Seat {
  busy: () => boolean;
  take: (job: Job) => void;
  close: () => Promise<void>;
}

/** Megabytes of JavaScript heap: a chart needs a tenth, and a thread that runs wild must not take the process along. */
const maxHeap = 512;
/** Small, so that it is collected often: pixels, megabytes outside the heap, are freed only then. */
const maxYoung = 16;

/** One place of the pool: a thread that is started when first needed and replaced when it fails, and its job. */
export function createSeat({ timeoutMs, log, onFree }: SeatOptions): Seat {
  let worker: Worker | undefined;
  let job: Job | undefined;
  let timer: NodeJS.Timeout | undefined;

  function settle(finish: (job: Job) => void): void {
    clearTimeout(timer);
    const done = job;
    job = undefined;
    worker?.unref();
    if (done) finish(done);
    onFree();
  }

  /** Gives the thread up, and its job with it. */
  function abandon(error: RenderError): void {
    const lost = worker;
    worker = undefined;
    lost?.removeAllListeners();
    lost?.on('error', () => {});
    void lost?.terminate();
    log?.warn({ failure: error.failure, reason: error.message }, 'a drawing thread is replaced');
    settle((done) => done.reject(error));
  }

  function start(): Worker {
    const started = new Worker(new URL('./png-worker.ts', import.meta.url), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: maxHeap, maxYoungGenerationSizeMb: maxYoung },
    });
    started.on('message', (result: PngResult) => {
      settle((done) => {
        if ('png' in result) done.resolve(result.png);
        else done.reject(new RenderError(result.failure, result.message));
      });
    });
    started.on('error', (cause) => {
      abandon(new RenderError('crashed', `the drawing thread failed: ${cause.message}`, { cause }));
    });
    started.on('exit', (code) => {
      abandon(new RenderError('crashed', `the drawing thread ended with code ${code}`));
    });
    return started;
  }

  function take(taken: Job): void {
    job = taken;
    worker ??= start();
    worker.ref();
    timer = setTimeout(() => {
      abandon(new RenderError('timeout', `the chart was not drawn in ${timeoutMs} ms`));
    }, timeoutMs);
    try {
      worker.postMessage({ spec: taken.spec, scale: taken.scale });
    } catch (cause) {
      settle((done) => done.reject(new RenderError('bad_spec', 'the spec is not plain data', { cause })));
    }
  }

  async function close(): Promise<void> {
    const last = worker;
    worker = undefined;
    last?.removeAllListeners();
    settle((done) => done.reject(new RenderError('closed', 'the pool was closed')));
    await last?.terminate();
  }

  return { busy: () => job !== undefined, take, close };
}
