import { appendFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { call } from '../client.ts';
import {
  BackupUnusableError,
  backupStore,
  openEmbedded,
  restoreStore,
  type Store,
  StoreExistsError,
  StoreInUseError,
  StoreMissingError,
} from '../embedded.ts';
import { counterMigrations, useScratch } from '../tests/scratch.ts';
import { startChild } from '../tests/start-child.ts';

const scratch = useScratch();
const settings = { purpose: 'test', migrationsFolder: counterMigrations, durable: false };
const restoring = { migrationsFolder: counterMigrations };

function countUp(store: Store, from: number, to: number): Promise<number[]> {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return Promise.all(
    numbers.map((n) => call(store.client, 'count_up', { p_by: 'test', p_number: n }, z.number())),
  );
}

async function countIn(folder: string): Promise<number> {
  const store = await openEmbedded({ folder, ...settings });
  const count = await call(store.client, 'count_all', { p_by: 'test' }, z.number());
  await store.close();
  return count;
}

describe('a backup', { timeout: 120_000 }, () => {
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = scratch();
    file = scratch('closed.backup');
    const store = await openEmbedded({ folder, ...settings });
    await countUp(store, 1, 5);
    await store.close();
    await backupStore(folder, file);
  });

  test('is a store again where it is restored', async () => {
    const other = scratch();
    await restoreStore(file, other, restoring);
    expect(await countIn(other)).toBe(5);
    expect((await readdir(other)).sort()).toEqual(['db', 'lock.db']);
  });

  test('leaves nothing else beside it', async () => {
    const around = await readdir(dirname(file));
    expect(around.filter((name) => name.includes('.part'))).toEqual([]);
  });

  test('replaces a store only when told to', async () => {
    const other = scratch();
    const store = await openEmbedded({ folder: other, ...settings });
    await countUp(store, 1, 2);
    await store.close();
    await expect(restoreStore(file, other, restoring)).rejects.toThrow(StoreExistsError);
    expect(await countIn(other)).toBe(2);
    await restoreStore(file, other, { ...restoring, force: true });
    expect(await countIn(other)).toBe(5);
  });

  test.each<[string, (bytes: Buffer, copy: string) => Promise<void>]>([
    ['cut short', async (bytes, copy) => truncate(copy, Math.floor(bytes.length / 2))],
    ['cut by its last byte', async (bytes, copy) => truncate(copy, bytes.length - 1)],
    [
      'changed in the middle',
      async (bytes, copy) => {
        const changed = Buffer.from(bytes);
        changed.fill(0x55, bytes.length >> 1, (bytes.length >> 1) + 64);
        await writeFile(copy, changed);
      },
    ],
    ['empty', async (_bytes, copy) => truncate(copy, 0)],
    ['something else', async (_bytes, copy) => writeFile(copy, 'order,total\n1,2\n')],
    ['another archive', async (_bytes, copy) => writeFile(copy, gzipSync(Buffer.alloc(1024)))],
  ])('that is %s is refused and takes nothing away', async (_name, spoil) => {
    const copy = scratch('spoilt.backup');
    await writeFile(copy, await readFile(file));
    await spoil(await readFile(file), copy);
    const refused = restoreStore(copy, folder, { ...restoring, force: true });
    await expect(refused).rejects.toThrow(BackupUnusableError);
    expect((await readdir(folder)).sort()).toEqual(['db', 'lock.db']);
    expect(await countIn(folder)).toBe(5);
  });

  test('of another version is refused', async () => {
    await expect(restoreStore(file, scratch())).rejects.toThrow('20260101000000_counter.sql');
  });

  test('wants a store, and a file that is there', async () => {
    await expect(backupStore(scratch(), scratch('none.backup'))).rejects.toThrow(StoreMissingError);
    await expect(restoreStore(scratch('none.backup'), scratch(), restoring)).rejects.toThrow('ENOENT');
  });
});

describe('a backup of a store in use', { timeout: 120_000 }, () => {
  test('is made by who has it, and holds what was there when it was asked', async () => {
    const folder = scratch();
    const file = scratch('running.backup');
    const store = await openEmbedded({ folder, ...settings, relay: true });
    await countUp(store, 1, 20);
    const backup = backupStore(folder, file);
    const more = countUp(store, 21, 60);
    await Promise.all([backup, more, backupStore(folder, scratch('second.backup'))]);
    expect((await readdir(folder)).sort()).toEqual(['db', 'lock.db', 'owner.json']);
    expect(await call(store.client, 'count_all', { p_by: 'test' }, z.number())).toBe(60);
    await store.close();

    const other = scratch();
    await restoreStore(file, other, restoring);
    expect(await countIn(other)).toBeGreaterThanOrEqual(20);
  });

  test('says when it cannot be written', async () => {
    const folder = scratch();
    const store = await openEmbedded({ folder, ...settings, relay: true });
    await expect(backupStore(folder, join(scratch(), 'nowhere/a.backup'))).rejects.toThrow('ENOENT');
    await store.close();
  });

  test('of a process that was killed has every row that was answered', async () => {
    const folder = scratch();
    const file = scratch('killed.backup');
    const child = startChild({ folder, ...settings, countBy: 'test' });
    for (let heard = await child.hear(); (heard?.counted ?? 0) < 50; ) heard = await child.hear();
    await child.kill();
    await backupStore(folder, file);
    const other = scratch();
    await restoreStore(file, other, restoring);
    expect(await countIn(other)).toBeGreaterThanOrEqual(50);
  });

  test('is refused where that one does not answer others', async () => {
    const folder = scratch();
    const store = await openEmbedded({ folder, ...settings });
    await expect(backupStore(folder, scratch('a.backup'), { waitMs: 0 })).rejects.toThrow(StoreInUseError);
    await store.close();
    await appendFile(join(folder, 'lock.db'), '');
  });
});
