import { expect, test, vi } from 'vitest';
import { insist } from './insist.ts';

const never = new AbortController().signal;

test('tries again until it is done', async () => {
  let tries = 0;
  const work = async () => {
    tries += 1;
    if (tries < 2) throw new Error('away');
  };
  expect(await insist(work, 60_000, never)).toBe(true);
  expect(tries).toBe(2);
});

test('begins nothing anew while a try hangs', async () => {
  vi.useFakeTimers();
  const hanging = Promise.withResolvers<void>();
  const work = vi.fn(() => hanging.promise);
  const insisting = insist(work, 60_000, never);
  await vi.advanceTimersByTimeAsync(50_000);
  vi.useRealTimers();
  expect(work).toHaveBeenCalledOnce();
  hanging.resolve();
  expect(await insisting).toBe(true);
});

test('tries once more at the signal, and then no more', async () => {
  const stopping = new AbortController();
  const work = vi.fn(() => Promise.reject(new Error('away')));
  stopping.abort();
  expect(await insist(work, 60_000, stopping.signal)).toBe(false);
  expect(work).toHaveBeenCalledOnce();
});

test('at the signal waits no longer for what hangs: it tries once anew', async () => {
  const stopping = new AbortController();
  const work = vi.fn(() => new Promise(() => undefined) as Promise<unknown>);
  const insisting = insist(work, 60_000, stopping.signal);
  await vi.waitFor(() => expect(work).toHaveBeenCalledOnce());
  work.mockResolvedValue(undefined);
  stopping.abort();
  expect(await insisting).toBe(true);
  expect(work).toHaveBeenCalledTimes(2);
});
