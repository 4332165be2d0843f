import { mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readMigrations } from '../migrate.ts';
import { counterMigrations, useScratch } from '../tests/scratch.ts';
import { holdsData, storePaths } from './disk.ts';
import { makeStore } from './make-store.ts';
import { keepTemplate, takeTemplate, templatePath } from './template.ts';

const scratch = useScratch();

async function make(templateFolder: string): Promise<string> {
  const folder = scratch();
  await mkdir(folder);
  const paths = storePaths(folder);
  await makeStore(paths, { migrationsFolder: counterMigrations, templateFolder, durable: false });
  return paths.data;
}

/** Something in place of a database, which would take seconds to make. */
async function makeData(text: string): Promise<string> {
  const folder = scratch('data');
  await mkdir(folder);
  await writeFile(join(folder, 'PG_VERSION'), text);
  await writeFile(join(folder, 'table'), Buffer.alloc(3_000_000, text));
  return folder;
}

test('the first store leaves a template, the next comes from it', { timeout: 120_000 }, async () => {
  const cache = scratch('cache');
  expect(holdsData(await make(cache))).toBe(true);
  const kept = await readdir(cache);
  expect(kept).toEqual([expect.stringMatching(/^template-[0-9a-f]{16}\.tgz$/)]);
  const template = join(cache, kept[0] ?? '');
  const before = await readFile(template);
  expect(holdsData(await make(cache))).toBe(true);
  expect(await readFile(template)).toEqual(before);
});

test('of several made at once, one whole template is left', async () => {
  const path = join(scratch('cache'), 'template-0.tgz');
  const makers = await Promise.all(['a', 'b', 'c', 'd'].map(makeData));
  const taken = Promise.all(
    makers.map(async (data) => {
      await keepTemplate(path, data);
      const into = scratch('taken');
      expect(await takeTemplate(path, into)).toBe(true);
      const text = await readFile(join(into, 'PG_VERSION'), 'utf8');
      expect(await readFile(join(into, 'table'), 'utf8')).toBe(text.repeat(3_000_000));
    }),
  );
  await taken;
  expect(await readdir(join(path, '..'))).toEqual(['template-0.tgz']);
});

test('one that is not whole is not taken, and leaves nothing', async () => {
  const path = join(scratch('cache'), 'template-0.tgz');
  await keepTemplate(path, await makeData('a'));
  await truncate(path, 900);
  const into = scratch('taken');
  expect(await takeTemplate(path, into)).toBe(false);
  expect(holdsData(into)).toBe(false);
});

test('a cache that cannot be written to is no error', async () => {
  const notAFolder = scratch('file');
  await writeFile(notAFolder, '');
  expect(await keepTemplate(join(notAFolder, 'template-0.tgz'), await makeData('a'))).toBeUndefined();
});

test('few others are left beside the newest', async () => {
  const cache = scratch('cache');
  const data = await makeData('a');
  for (const name of ['0', '1', '2', '3']) await keepTemplate(join(cache, `template-${name}.tgz`), data);
  const left = await readdir(cache);
  expect(left).toHaveLength(3);
  expect(left).toContain('template-3.tgz');
});

test('a template is for its migrations alone', async () => {
  const migrations = await readMigrations(counterMigrations);
  const edited = migrations.map((migration) => ({ ...migration, sql: `${migration.sql} ` }));
  expect(await templatePath('cache', edited)).not.toBe(await templatePath('cache', migrations));
});
