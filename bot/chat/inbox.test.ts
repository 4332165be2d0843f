import type { SupabaseClient } from '@supabase/supabase-js';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { describeStores } from '../../supabase/tests/harness.ts';
import { createInbox, type InboxDeps, type Task } from './inbox.ts';

interface Job {
  line: string;
  ts?: string | undefined;
}

const schema = z.object({ line: z.string(), ts: z.string().optional() });
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const onFailed = vi.fn(async () => undefined);
const away = () => Promise.reject(new Error('no database'));

function open(db: () => Promise<SupabaseClient>, perform: InboxDeps<Job>['perform']) {
  return createInbox<Job>({ platform: 'slack', schema, db, perform, onFailed, maxAgeSeconds: 840, log });
}

/** A promise that a test settles. */
function gate() {
  return Promise.withResolvers<void>();
}

/** Waits for what comes soon on a machine that is not busy with other tests. */
const waitFor = <T>(look: () => T | Promise<T>) => vi.waitFor(look, { timeout: 5_000 });

describeStores('events of a platform', (store) => {
  const db = async () => store().client;

  test('two processes that are sent the same event do it once', async () => {
    const done: string[] = [];
    const replicas = [1, 2].map(() => open(db, async ({ line }) => void done.push(line)));
    await Promise.all([...replicas, ...replicas].map((inbox) => inbox.accept('E1', { line: '/kpi' }).done));
    expect(done).toEqual(['/kpi']);
  });

  test('what a process leaves at its end, or is sent after it, another does at once, from where it was', async () => {
    const held = gate();
    const leaving = open(db, async (job, task) => {
      await task.keep({ ...job, ts: '1.5' });
      await held.promise;
    });
    const work = leaving.accept('E2', { line: '/rfm' }).done;
    await waitFor(async () =>
      expect(
        await store().sql(`select job->>'ts' as ts from regulars.chat_events where event_id = 'E2'`),
      ).toEqual([{ ts: '1.5' }]),
    );
    await leaving.stop(0);
    await leaving.accept('E3', { line: '/late' }).done;

    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const seen: [Job, Task<Job>][] = [];
    const heir = open(db, async (job, task) => void seen.push([job, task]));
    heir.start();
    vi.advanceTimersByTime(5_000);
    vi.useRealTimers();
    await waitFor(() => expect(seen).toHaveLength(2));
    seen.sort(([, a], [, b]) => a.eventId.localeCompare(b.eventId));
    expect(seen[0]?.[0]).toEqual({ line: '/rfm', ts: '1.5' });
    expect(seen[0]?.[1]).toMatchObject({ eventId: 'E2', attempt: 2 });
    expect(seen[1]?.[0]).toEqual({ line: '/late' });
    await heir.stop(1_000);
    held.resolve();
    await work;
  });

  test('a stop waits for what is under way, and marks it as done', async () => {
    const held = gate();
    const inbox = open(db, () => held.promise);
    const work = inbox.accept('E4', { line: '/kpi' }).done;
    let stopped = false;
    const stopping = inbox.stop(10_000).then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    held.resolve();
    await Promise.all([work, stopping]);
    expect(
      await store().sql(`select job is null as done from regulars.chat_events where event_id = 'E4'`),
    ).toEqual([{ done: true }]);
  });

  test('who was thought dead learns before it does anything more that another has the job', async () => {
    const goOn = gate();
    let sent = false;
    const sleeper = open(db, async (job, task) => {
      await goOn.promise;
      await task.keep(job);
      sent = true;
    });
    const work = sleeper.accept('E6', { line: '/kpi' }).done;
    await waitFor(async () =>
      expect(
        await store().sql(`select 1 as there from regulars.chat_events where event_id = 'E6'`),
      ).toHaveLength(1),
    );
    await store().sql(`update regulars.chat_events set holder = 'another' where event_id = 'E6'`);
    goOn.resolve();
    await work;
    expect(sent).toBe(false);
    expect(
      await store().sql(`select job is null as done from regulars.chat_events where event_id = 'E6'`),
    ).toEqual([{ done: false }]);
  });

  test('what a job throws is logged, told to whoever waits, and does not come back', async () => {
    log.error.mockClear();
    const inbox = open(db, async () => {
      throw new Error('a fault of ours');
    });
    await inbox.accept('E5', { line: '/kpi' }).done;
    expect(log.error).toHaveBeenCalledOnce();
    expect(onFailed).toHaveBeenCalledExactlyOnceWith({ line: '/kpi' }, 'E5');
    expect(
      await store().sql(`select job is null as done from regulars.chat_events where event_id = 'E5'`),
    ).toEqual([{ done: true }]);
  });

  const rowOf = async (eventId: string) =>
    (
      await store().sql(
        `select job is null as done, attempts, holder from regulars.chat_events where event_id = '${eventId}'`,
      )
    )[0];

  test('what could not be recorded at first is once it can be, and done once', async () => {
    let fails = 1;
    const flaky = async () => {
      if (fails-- > 0) throw new Error('503');
      return store().client;
    };
    const done: string[] = [];
    const inbox = open(flaky, async (job, task) => {
      await task.keep({ ...job, ts: '1' });
      done.push(job.line);
    });
    await inbox.accept('E7', { line: '/kpi' }).done;
    await open(db, async () => void done.push('again')).accept('E7', { line: '/kpi' }).done;
    expect(done).toEqual(['/kpi']);
    expect(await rowOf('E7')).toMatchObject({ done: true });
  });

  test('what a process works on itself it does not take over, however late its lease is', async () => {
    const held = gate();
    let begun = 0;
    const inbox = open(db, async () => {
      begun += 1;
      await held.promise;
    });
    const work = inbox.accept('E8', { line: '/kpi' }).done;
    await waitFor(async () => expect(await rowOf('E8')).toBeDefined());
    await store().sql(
      `update regulars.chat_events set leased_to = now() - interval '1 min' where event_id = 'E8'`,
    );
    inbox.start();
    const other = gate();
    const heir = open(db, async () => other.resolve());
    await store().sql(`insert into regulars.chat_events (platform, event_id, taken_at, job, holder, leased_to)
      values ('slack', 'E8b', now(), '{"line": "/left"}', 'gone', now() - interval '1 min')`);
    await waitFor(async () => expect(await rowOf('E8b')).toMatchObject({ attempts: 2 }));
    expect(await rowOf('E8')).toMatchObject({ attempts: 1 });
    expect(begun).toBe(2);
    held.resolve();
    await work;
    await Promise.all([inbox.stop(5_000), heir.stop(0)]);
  });

  test('that it is done is told until the database knows', async () => {
    let isAway = false;
    const flaky = async () => {
      if (isAway) throw new Error('503');
      return store().client;
    };
    const inbox = open(flaky, async () => {
      isAway = true;
    });
    await inbox.accept('E9', { line: '/kpi' }).done;
    expect(await rowOf('E9')).toMatchObject({ done: false });
    isAway = false;
    await waitFor(async () => expect(await rowOf('E9')).toMatchObject({ done: true }));
  });

  test('what a stop has left is another’s: nothing more of it is done here', async () => {
    const goOn = gate();
    let sent = false;
    const inbox = open(db, async (_, task) => {
      await goOn.promise;
      await task.hold();
      sent = true;
    });
    const work = inbox.accept('E10', { line: '/kpi' }).done;
    await waitFor(async () => expect(await rowOf('E10')).toBeDefined());
    await inbox.stop(0);
    goOn.resolve();
    await work;
    expect(sent).toBe(false);
    expect(await rowOf('E10')).toMatchObject({ done: false });
  });

  test('who cannot ask the database goes on while the lease lasts, and no longer', async () => {
    const outcomes: string[] = [];
    for (const lateMs of [20_000, 31_000]) {
      let isAway = false;
      const flaky = async () => {
        if (isAway) throw new Error('503');
        return store().client;
      };
      const inbox = open(flaky, async (_, task) => {
        isAway = true;
        const now = performance.now();
        const clock = vi.spyOn(performance, 'now').mockImplementation(() => now + lateMs);
        try {
          await task.hold();
          outcomes.push('sent');
        } catch {
          outcomes.push('left');
          isAway = false;
        } finally {
          clock.mockRestore();
          isAway = false;
        }
      });
      await inbox.accept(`E11 ${lateMs}`, { line: '/kpi' }).done;
    }
    expect(outcomes).toEqual(['sent', 'left']);
  });

  test('whoever waits for what was left too often is told', async () => {
    onFailed.mockClear();
    await store().sql(`delete from regulars.chat_events;
      insert into regulars.chat_events (platform, event_id, taken_at, job, holder, leased_to, attempts)
      values ('slack', 'E12', now(), '{"line": "/left"}', 'gone', now() - interval '1 min', 3)`);
    const perform = vi.fn();
    const inbox = open(db, perform);
    inbox.start();
    await waitFor(async () => expect(await rowOf('E12')).toMatchObject({ done: true }));
    expect(onFailed).toHaveBeenCalledExactlyOnceWith({ line: '/left' }, 'E12');
    expect(perform).not.toHaveBeenCalled();
    await inbox.stop(0);
  });
});

describe('while the database is away', () => {
  test('an event is done all the same, once by each process', async () => {
    const done: string[] = [];
    const inbox = open(away, async ({ line }) => void done.push(line));
    await Promise.all([1, 2, 3].map(() => inbox.accept('E1', { line: '/kpi' }).done));
    expect(done).toEqual(['/kpi']);
  });
});
