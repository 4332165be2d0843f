import { cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { call } from './client.ts';
import {
  type EmbeddedOptions,
  MigrationChangedError,
  type OpenStep,
  openEmbedded,
  removeStore,
  type Store,
  StoreInUseError,
} from './embedded.ts';
import { counterMigrations, useScratch } from './tests/scratch.ts';

const scratch = useScratch();

function open(folder: string, options: Partial<EmbeddedOptions> = {}): Promise<Store> {
  return openEmbedded({ folder, purpose: 'test', migrationsFolder: counterMigrations, ...options });
}

const countUp = (store: Store, number: number, filling?: string) =>
  call(store.client, 'count_up', { p_by: 'test', p_number: number, p_filling: filling }, z.number());
const countAll = (store: Store) => call(store.client, 'count_all', { p_by: 'test' }, z.number());

describe('an embedded store', () => {
  test('is made where there is none, and keeps what is written', async () => {
    const folder = scratch();
    const steps: OpenStep[] = [];
    const first = await open(folder, { onProgress: (step) => steps.push(step) });
    expect(first).toMatchObject({ kind: 'embedded', folder });
    expect(steps[0]).toEqual({ step: 'creating' });
    await countUp(first, 1);
    await first.close();
    expect((await readdir(folder)).sort()).toEqual(['db', 'lock.db']);

    const again = await open(folder, { onProgress: (step) => steps.push(step) });
    expect(steps.slice(-1)).toEqual([{ step: 'opening' }]);
    expect(await countAll(again)).toBe(1);
    await again.close();
  });

  test.skipIf(process.platform === 'win32')('is for its user alone (no modes on Windows)', async () => {
    const folder = scratch();
    await (await open(folder)).close();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'db'))).mode & 0o777).toBe(0o700);
  });

  test('that was not finished is made anew', async () => {
    const folder = scratch();
    await mkdir(join(folder, 'db.making'), { recursive: true });
    await writeFile(join(folder, 'db.making/PG_VERSION'), '18');
    const store = await open(folder);
    await countUp(store, 1);
    await store.close();
    expect((await readdir(folder)).sort()).toEqual(['db', 'lock.db']);
  });

  test('is removed by nobody while it is open', async () => {
    const folder = scratch();
    const store = await open(folder);
    await countUp(store, 1);
    await expect(removeStore(folder)).rejects.toThrow(StoreInUseError);
    await store.close();
    await removeStore(folder);
    const again = await open(folder);
    expect(await countAll(again)).toBe(0);
    await again.close();
  });

  test('whose replacing was cut short has what was set aside', async () => {
    const folder = scratch();
    const store = await open(folder);
    await countUp(store, 1);
    await store.close();
    await cp(join(folder, 'db'), join(folder, 'db.aside'), { recursive: true });
    await rm(join(folder, 'db'), { recursive: true });
    const recovered = await open(folder);
    expect(await countAll(recovered)).toBe(1);
    await recovered.close();
  });

  test('is refused, or made anew, when its migrations have changed; one more is applied', {
    timeout: 120_000,
  }, async () => {
    const folder = scratch();
    const store = await open(folder);
    await countUp(store, 1);
    await store.close();

    const more = scratch('migrations');
    await cp(counterMigrations, more, { recursive: true });
    await writeFile(join(more, '20260102000000_more.sql'), 'create table more (i int);');
    const brought = await open(folder, { migrationsFolder: more });
    expect(await countAll(brought)).toBe(1);
    await brought.close();

    const failed = open(folder);
    await expect(failed).rejects.toThrow(MigrationChangedError);
    await expect(failed).rejects.toMatchObject({ file: '20260102000000_more.sql' });
    const again = await open(folder, { migrationsFolder: more });
    expect(await countAll(again)).toBe(1);
    await again.close();

    const remade = await open(folder, { remakeIfChanged: true });
    expect(await countAll(remade)).toBe(0);
    await remade.close();
  });
});

describe('an open store', () => {
  let store: Store;
  beforeAll(async () => {
    store = await open(scratch(), { timeoutMs: 20_000 });
  });
  afterAll(() => store?.close());

  test('takes megabytes in one call', async () => {
    const filling = 'ção 😀 "quoted" \\ '.repeat(300_000);
    expect(await countUp(store, 100, filling)).toBe(100);
  });

  test('honours a signal', async () => {
    const asking = new AbortController();
    const call = store.client.rpc('nap', { p_seconds: 60 }).abortSignal(asking.signal);
    setImmediate(() => asking.abort());
    expect((await call).error?.code).toBe('57014');
  });

  test('answers what it does not do with an error', async () => {
    expect((await store.client.from('counted').select()).status).toBe(404);
    expect((await store.client.rpc('count_all', { p_by: 'x' }).limit(1)).error?.code).toBe('PGRST100');
  });

  test('answers a call after its end with an error', async () => {
    const other = await open(scratch());
    await other.close();
    await expect(countAll(other)).rejects.toMatchObject({ status: 503 });
  });
});
