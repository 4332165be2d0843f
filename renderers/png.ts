import type { TopLevelSpec } from 'vega-lite';
import { warmUpSpec } from './charts/warm-up.ts';
import { createSeat, type Job, type Seat } from './png-seat.ts';
import { RenderError } from './render-error.ts';
import { makeStill } from './still-spec.ts';

export { RenderError } from './render-error.ts';

export interface PngPoolOptions {
  /** Threads that draw; 2 unless told. */
  workers?: number;
  /** Milliseconds that one drawing may take before its thread is replaced; 10,000 unless told. */
  timeoutMs?: number;
  /** Drawings that may wait for a thread; one more is refused as busy. 200 unless told. */
  maxWaiting?: number;
  /** Hears of every thread that had to be replaced. */
  log?: { warn: (fields: object, message: string) => void };
}

export interface PngPool {
  /** Draws a chart, `scale` pixels (2 unless told) for each of the spec's own. Rejects with RenderError. */
  render: (spec: TopLevelSpec, options?: { scale?: number }) => Promise<Uint8Array>;
  /** Starts every thread and draws a chart on it, so that the first question does not wait for that. */
  warm: () => Promise<void>;
  /** Ends the threads; what waits or is being drawn rejects. */
  close: () => Promise<void>;
}

const maxScale = 4;

/**
 * Threads that draw charts as PNG, off the event loop. A drawing that hangs, or that takes its thread down, rejects
 * alone: its thread is replaced and the others go on. Idle threads do not keep the process alive.
 */
export function createPngPool(options: PngPoolOptions = {}): PngPool {
  const { workers = 2, timeoutMs = 10_000, maxWaiting = 200, log } = options;
  const waiting: Job[] = [];
  let closed = false;

  const seats: Seat[] = Array.from({ length: workers }, () => createSeat({ timeoutMs, log, onFree: next }));

  function next(): void {
    for (const seat of seats) {
      if (seat.busy()) continue;
      const job = waiting.shift();
      if (!job) return;
      seat.take(job);
    }
  }

  function render(spec: TopLevelSpec, { scale = 2 }: { scale?: number } = {}): Promise<Uint8Array> {
    if (closed) return Promise.reject(new RenderError('closed', 'the pool is closed'));
    if (typeof spec !== 'object' || spec === null) {
      return Promise.reject(new RenderError('bad_spec', 'the spec is not an object'));
    }
    if (!(scale > 0 && scale <= maxScale)) {
      return Promise.reject(new RenderError('bad_spec', `scale ${scale} is not between 0 and ${maxScale}`));
    }
    if (waiting.length >= maxWaiting) {
      return Promise.reject(new RenderError('busy', `${waiting.length} charts are waiting already`));
    }
    return new Promise((resolve, reject) => {
      waiting.push({ spec: makeStill(spec), scale, resolve, reject });
      next();
    });
  }

  return {
    render,
    warm: async () => {
      await Promise.all(seats.map(() => render(warmUpSpec())));
    },
    close: async () => {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(new RenderError('closed', 'the pool was closed'));
      await Promise.all(seats.map((seat) => seat.close()));
    },
  };
}
