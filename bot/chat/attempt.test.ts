import { expect, test, vi } from 'vitest';
import { attempt, InDoubtError, type Verdict } from './attempt.ts';
import { LostJobError } from './lost-job-error.ts';

class Failure extends Error {
  readonly verdict: Verdict;
  constructor(verdict: Verdict) {
    super(verdict.kind);
    this.verdict = verdict;
  }
}

const judge = (error: unknown) => (error as Failure).verdict;
const quick = { judge, firstPauseMs: 1 };

/** Work that fails in the given ways first, then gives how often it was called. */
function failing(...verdicts: Verdict[]) {
  let calls = 0;
  const work = async () => {
    const verdict = verdicts[calls];
    calls += 1;
    if (verdict) throw new Failure(verdict);
    return calls;
  };
  return { work, calls: () => calls };
}

test('tries again what was not done', async () => {
  const { work } = failing({ kind: 'not_done' }, { kind: 'wait', ms: 1 });
  expect(await attempt(work, quick)).toBe(3);
});

test('never again what was refused', async () => {
  const { work, calls } = failing({ kind: 'refused' });
  await expect(attempt(work, { ...quick, repeatable: true })).rejects.toThrow('refused');
  expect(calls()).toBe(1);
});

test('never again what may have been done, unless twice is as once', async () => {
  const once = failing({ kind: 'unsure' });
  await expect(attempt(once.work, quick)).rejects.toThrow(InDoubtError);
  expect(once.calls()).toBe(1);
  expect(await attempt(failing({ kind: 'unsure' }).work, { ...quick, repeatable: true })).toBe(2);
});

test('looks whether it was done before doing it again', async () => {
  const found = failing({ kind: 'unsure' });
  expect(await attempt(found.work, { ...quick, find: async () => 99 })).toBe(99);
  expect(found.calls()).toBe(1);
  expect(await attempt(failing({ kind: 'unsure' }).work, { ...quick, find: async () => null })).toBe(2);
  const blind = attempt(failing({ kind: 'unsure' }).work, {
    ...quick,
    find: async () => Promise.reject(new Error('not allowed to look')),
  });
  await expect(blind).rejects.toThrow(InDoubtError);
});

test('gives up where the platform asks for more time than there is', async () => {
  const { work, calls } = failing({ kind: 'wait', ms: 60_000 });
  await expect(attempt(work, { ...quick, withinMs: 1_000 })).rejects.toThrow('wait');
  expect(calls()).toBe(1);
});

test('waits as long as the platform asks, for minutes', async () => {
  vi.useFakeTimers();
  try {
    const { work, calls } = failing({ kind: 'wait', ms: 300_000 });
    const done = attempt(work, quick);
    await vi.advanceTimersByTimeAsync(299_999);
    expect(calls()).toBe(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(await done).toBe(2);
  } finally {
    vi.useRealTimers();
  }
});

test('does not know what became of an update whose answers stay lost, though it is refused at last', async () => {
  const unsure = { kind: 'unsure' } as const;
  const { work } = failing(...Array.from({ length: 99 }, () => unsure));
  await expect(attempt(work, { ...quick, repeatable: true, withinMs: 20 })).rejects.toThrow(InDoubtError);
  const away = failing(unsure, ...Array.from({ length: 99 }, () => ({ kind: 'not_done' }) as const));
  await expect(attempt(away.work, { ...quick, repeatable: true, withinMs: 20 })).rejects.toThrow(
    InDoubtError,
  );
});

test('does nothing more once it is no longer for this process to do, not even after a pause', async () => {
  const { work, calls } = failing({ kind: 'wait', ms: 1 }, { kind: 'wait', ms: 1 });
  let held = 0;
  const hold = async () => {
    held += 1;
    if (held > 1) throw new LostJobError();
  };
  await expect(attempt(work, { ...quick, hold, repeatable: true })).rejects.toThrow(LostJobError);
  expect(calls()).toBe(1);
});
