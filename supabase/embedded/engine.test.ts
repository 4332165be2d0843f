import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StatementError } from '../session.ts';
import { counterMigrations, useScratch } from '../tests/scratch.ts';
import { storePaths } from './disk.ts';
import { type Engine, EngineClosedError, openEngine } from './engine.ts';
import { makeStore } from './make-store.ts';
import { defaultTemplateFolder } from './template.ts';

const scratch = useScratch();
const timeoutMs = 2500;

/** Every worker of this process, the last being the one that lives. */
const workers: Worker[] = [];
process.on('worker', (worker) => workers.push(worker));

async function open(): Promise<Engine> {
  const folder = scratch();
  const paths = storePaths(folder);
  const settings = { migrationsFolder: counterMigrations, durable: false };
  await mkdir(folder);
  await makeStore(paths, { ...settings, templateFolder: defaultTemplateFolder });
  return openEngine({ ...settings, dataFolder: paths.data, timeoutMs });
}

function ask(engine: Engine, name: string, args: object, signal?: AbortSignal) {
  return engine.answer(
    { method: 'POST', name, query: [], body: JSON.stringify(args), role: 'service_role' },
    signal,
  );
}

const cancelled = { status: 500, body: expect.stringContaining('"57014"') };

describe('the engine', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine?.close());

  test('answers in the order of asking', async () => {
    const order: number[] = [];
    const asked = [1, 2, 3, 4, 5].map(async (number) => {
      await ask(engine, 'count_up', { p_by: 'order', p_number: number });
      order.push(number);
    });
    await Promise.all(asked);
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  test('tells errors of SQL apart', async () => {
    await expect(engine.sql('select 1/0')).rejects.toThrow(StatementError);
    await expect(engine.script('begin; select 1')).rejects.toThrow('A transaction was left open');
    expect(await engine.sql('select $1::int + 1', ['1'])).toEqual([['2']]);
  });

  test('ends a call that takes too long, and goes on with those behind it', async () => {
    await ask(engine, 'count_up', { p_by: 'before', p_number: 1 });
    const slow = ask(engine, 'nap', { p_seconds: 60 });
    const next = ask(engine, 'count_all', { p_by: 'before' });
    expect(await slow).toMatchObject(cancelled);
    expect(await next).toEqual({ status: 200, body: '1' });
  });

  test('ends a call that is aborted after it began, and nothing of it stays', async () => {
    await engine.script(`
      create or replace function count_and_nap() returns void language plpgsql security definer as
      $$begin insert into counted values ('napping', 1); perform pg_sleep(60); end$$;
      notify pgrst, 'reload schema'`);
    const asking = new AbortController();
    const slow = ask(engine, 'count_and_nap', {}, asking.signal);
    const next = ask(engine, 'count_all', { p_by: 'napping' });
    await new Promise(setImmediate);
    asking.abort();
    expect(await slow).toMatchObject(cancelled);
    expect(await next).toEqual({ status: 200, body: '0' });
  });

  test('withdraws a call that is aborted before it began', async () => {
    const asking = new AbortController();
    const first = ask(engine, 'nap', { p_seconds: 0.2 });
    const withdrawn = ask(engine, 'count_up', { p_by: 'withdrawn', p_number: 1 }, asking.signal);
    asking.abort(new Error('never mind'));
    await expect(withdrawn).rejects.toThrow('never mind');
    expect(await first).toMatchObject({ status: 204 });
    expect(await ask(engine, 'count_all', { p_by: 'withdrawn' })).toEqual({ status: 200, body: '0' });
  });

  test('answers what the worker died over, and lives on', async () => {
    await ask(engine, 'count_up', { p_by: 'dying', p_number: 1 });
    const doomed = ask(engine, 'nap', { p_seconds: 60 });
    const next = ask(engine, 'count_all', { p_by: 'dying' });
    await workers.at(-1)?.terminate();
    expect(await doomed).toMatchObject({ status: 503, body: expect.stringContaining('"08006"') });
    expect(await next).toEqual({ status: 200, body: '1' });
  });

  test('survives a function without end', async () => {
    await engine.script(`
      create or replace function endless(p_depth int) returns int language plpgsql as
      $$begin return endless(p_depth + 1); end$$;
      notify pgrst, 'reload schema'`);
    const before = workers.length;
    expect(await ask(engine, 'endless', { p_depth: 1 })).toMatchObject({
      status: 500,
      body: expect.stringContaining('"54001"'),
    });
    expect(workers).toHaveLength(before);
  });

  test('rests while its files are looked at', async () => {
    let looking = true;
    const rest = engine.whileResting(async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      looking = false;
    });
    await ask(engine, 'count_all', { p_by: 'nobody' });
    expect(looking).toBe(false);
    await rest;
  });
});

describe('housekeeping', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine?.close());

  test('does not wait when much is written', async () => {
    const filling = randomBytes(10_000_000).toString('base64');
    const numbers = Array.from({ length: 11 }, (_, number) => number);
    const asked = numbers.map((number) =>
      ask(engine, 'count_up', { p_by: 'much', p_number: number, p_filling: filling }),
    );
    await Promise.all(asked);
    const [[since] = []] = await engine.sql(
      'select pg_current_wal_insert_lsn() - redo_lsn < 50000000 from pg_control_checkpoint()',
    );
    expect(since).toBe('t');
  });

  test('is done when nothing is asked', async () => {
    await engine.script(`insert into counted select 'calm', i from generate_series(1, 3000) i`);
    await ask(engine, 'count_up', { p_by: 'calm', p_number: 0 });
    const rows = () => engine.sql(`select reltuples >= 3000 from pg_class where relname = 'counted'`);
    await expect.poll(rows, { interval: 2000, timeout: 25_000 }).toEqual([['t']]);
  });
});

describe('closing the engine', () => {
  test('finishes what was asked, and refuses what is asked later', async () => {
    const engine = await open();
    const asked = [1, 2, 3].map((number) => ask(engine, 'count_up', { p_by: 'closing', p_number: number }));
    const closed = engine.close();
    const late = ask(engine, 'count_all', { p_by: 'closing' });
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await late).toMatchObject({ status: 503 });
    await expect(engine.sql('select 1')).rejects.toThrow(EngineClosedError);
    await closed;
    expect(await engine.close()).toBeUndefined();
  });
});
