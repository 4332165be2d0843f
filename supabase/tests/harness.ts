import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { storePaths } from '../embedded/disk.ts';
import { makeStore } from '../embedded/make-store.ts';
import { openPglite } from '../embedded/pglite.ts';
import { createPgliteSession } from '../embedded/pglite-session.ts';
import { defaultTemplateFolder } from '../embedded/template.ts';
import { ownMigrations } from '../migrate.ts';
import { openPostgresStore } from './postgres-store.ts';
import { type TestStore, toTestStore } from './test-store.ts';

export type { TestStore };

/** URL of a superuser's database on a Postgres that tests may make databases in. */
const postgresUrl = process.env['TEST_DATABASE_URL'];

/** The databases that SQL is tested on. Open one in a hook and close it in another. */
export const testDatabases: readonly { name: string; skip: boolean; open: OpenTestStore }[] = [
  { name: 'on the embedded Postgres', skip: false, open: openEmbeddedStore },
  {
    name: postgresUrl ? 'on a real Postgres' : 'on a real Postgres (skipped: TEST_DATABASE_URL is not set)',
    skip: !postgresUrl,
    open: (migrationsFolder) => openPostgresStore(postgresUrl ?? '', migrationsFolder),
  },
];

export type OpenTestStore = (migrationsFolder?: string) => Promise<TestStore>;

/**
 * Describes the same tests on each kind of database, every kind with one fresh store, opened before them and closed
 * after. `store` may be called inside tests and hooks only.
 */
export function describeStores(name: string, define: (store: () => TestStore) => void): void {
  for (const { name: where, skip, open } of testDatabases) {
    describe.skipIf(skip)(`${name}, ${where}`, () => {
      let store: TestStore | undefined;
      beforeAll(async () => {
        store = await open();
      });
      afterAll(() => store?.close());
      define(() => {
        if (!store) throw new Error('The test store is open inside tests and hooks only.');
        return store;
      });
    });
  }
}

/** Opens an embedded store in a folder of its own, in this thread and without fsync, which is what tests need. */
async function openEmbeddedStore(migrationsFolder = ownMigrations): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'regulars-test-'));
  const paths = storePaths(folder);
  await makeStore(paths, { migrationsFolder, templateFolder: defaultTemplateFolder, durable: false });
  const pglite = await openPglite(paths.data, false);
  return toTestStore('embedded', createPgliteSession(pglite), async () => {
    await pglite.close();
    await rm(folder, { recursive: true, force: true });
  });
}
