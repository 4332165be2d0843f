import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestStore, testDatabases } from '../tests/harness.ts';
import { counterMigrations } from '../tests/scratch.ts';
import { createTidier, type Tidier } from './tidy.ts';

describe('tidying', () => {
  let store: TestStore;
  let tidier: Tidier;
  beforeAll(async () => {
    const embedded = testDatabases.find(({ skip }) => !skip);
    if (embedded) store = await embedded.open(counterMigrations);
    tidier = await createTidier(store.session);
  });
  afterAll(() => store?.close());

  async function tidyAll(calm: boolean): Promise<void> {
    for (let pieces = 0; await tidier.tidy(calm); pieces++) expect(pieces).toBeLessThan(20);
  }

  const fill = `insert into counted select 'tidy', i, 'x' from generate_series(1, 20000) i`;
  const state = `
    select c.reltuples::int as rows, s.n_dead_tup > 0 as dead, s.n_mod_since_analyze as changed
    from pg_class c join pg_stat_user_tables s on s.relid = c.oid where c.relname = 'counted'`;

  test('leaves the planner knowing how large a table is, and nothing dead in it', async () => {
    await tidyAll(true);
    await store.sql(fill);
    await tidyAll(true);
    expect(await store.sql(state)).toEqual([{ rows: 20000, dead: false, changed: 0 }]);
    await store.sql(`delete from counted where number % 2 = 0`);
    await tidyAll(true);
    expect(await store.sql(state)).toEqual([{ rows: 10000, dead: false, changed: 0 }]);
  });

  test('while calls are waiting only analyses what has doubled', async () => {
    await store.sql(`update counted set filling = 'y' where number < 8000`);
    await tidyAll(false);
    expect(await store.sql(state)).toMatchObject([{ rows: 10000, dead: true, changed: 4000 }]);
    await store.sql(fill.replace(`'tidy'`, `'more'`));
    await tidyAll(false);
    expect(await store.sql(state)).toMatchObject([{ rows: 30000, dead: true, changed: 0 }]);
  });

  test('writes a checkpoint when much has been written', async () => {
    expect(await tidier.isDue()).toBe(false);
    const megabytes = randomBytes(10_000_000).toString('base64');
    for (let number = 0; number < 30 && !(await tidier.isDue()); number++) {
      const { error } = await store.client.rpc('count_up', {
        p_by: 'wal',
        p_number: number,
        p_filling: megabytes,
      });
      expect(error).toBeNull();
    }
    expect(await tidier.isDue()).toBe(true);
    await tidyAll(false);
    expect(await tidier.isDue()).toBe(false);
  });
});
