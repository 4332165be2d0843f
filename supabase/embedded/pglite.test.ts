import { fsyncSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { counterMigrations, useScratch } from '../tests/scratch.ts';
import { storePaths } from './disk.ts';
import { makeStore } from './make-store.ts';
import { openPglite } from './pglite.ts';
import { defaultTemplateFolder } from './template.ts';

vi.mock('node:fs', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:fs')>();
  return { ...original, fsyncSync: vi.fn(original.fsyncSync) };
});
const synced = vi.mocked(fsyncSync);
const scratch = useScratch();

afterEach(() => synced.mockReset());

async function makeData(): Promise<string> {
  const folder = scratch();
  await mkdir(folder);
  const paths = storePaths(folder);
  const made = { migrationsFolder: counterMigrations, templateFolder: defaultTemplateFolder, durable: false };
  await makeStore(paths, made);
  return paths.data;
}

/** How often one commit was written to the disk. */
async function syncsOfCommit(durable: boolean): Promise<number> {
  const pglite = await openPglite(await makeData(), durable);
  synced.mockClear();
  await pglite.query(`insert into counted values ('sync', 1)`);
  const { length } = synced.mock.calls;
  await pglite.close();
  return length;
}

test('a commit of a durable store is on the disk before it is answered', async () => {
  expect(await syncsOfCommit(true)).toBe(1);
});

test('a commit of another is left to the system', async () => {
  expect(await syncsOfCommit(false)).toBe(0);
});

test('a disk that refuses is not taken for one that wrote', async () => {
  const pglite = await openPglite(await makeData(), true);
  synced.mockImplementation(() => {
    throw Object.assign(new Error('input/output error'), { code: 'EIO' });
  });
  await expect(pglite.query(`insert into counted values ('sync', 1)`)).rejects.toThrow();
});
