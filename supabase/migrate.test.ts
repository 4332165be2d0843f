import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  MigrationChangedError,
  MigrationFailedError,
  migrate,
  ownMigrations,
  readMigrations,
} from './migrate.ts';
import { describeStores } from './tests/harness.ts';
import { useScratch } from './tests/scratch.ts';

const scratch = useScratch();

async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = scratch();
  await mkdir(folder);
  for (const [name, sql] of Object.entries(files)) await writeFile(join(folder, name), sql);
  return folder;
}

describe('readMigrations', () => {
  test('gives the files in the order of their versions', async () => {
    const folder = await folderOf({
      '20260102000000_b.sql': 'b',
      '20260101000000_a_1.sql': 'a',
      'notes.md': '',
    });
    expect(await readMigrations(folder)).toEqual([
      { version: '20260101000000', name: 'a_1', file: '20260101000000_a_1.sql', sql: 'a' },
      { version: '20260102000000', name: 'b', file: '20260102000000_b.sql', sql: 'b' },
    ]);
  });

  test('refuses a name without a version', async () => {
    await expect(readMigrations(await folderOf({ 'first.sql': '' }))).rejects.toThrow(
      'first.sql is not named',
    );
  });
});

describeStores('migrate', (store) => {
  /** The product's own, which the store has, and others after them. */
  async function withOwn(files: Record<string, string>, change?: (sql: string) => string) {
    const folder = await folderOf(files);
    for (const { file } of await readMigrations())
      await copyFile(join(ownMigrations, file), join(folder, file));
    if (change) {
      const roles = join(folder, '00000000000000_roles.sql');
      await writeFile(roles, change(await readFile(roles, 'utf8')));
    }
    return readMigrations(folder);
  }
  const history =
    'select version, name from supabase_migrations.schema_migrations order by version desc limit 1';

  test('does nothing when there is nothing new', async () => {
    expect(await migrate(store().session, await withOwn({}))).toBe(0);
  });

  test('applies what is new alone, and takes the file as a whole', async () => {
    const applied: string[] = [];
    const migrations = await withOwn({
      '90000000000001_one.sql': `create table one (i int); insert into one values (1); -- it's a "comment" \\ without an end`,
    });
    expect(await migrate(store().session, migrations, ({ file }) => applied.push(file))).toBe(1);
    expect(applied).toEqual(['90000000000001_one.sql']);
    expect(await store().sql(history)).toEqual([{ version: '90000000000001', name: 'one' }]);
    expect(await migrate(store().session, migrations)).toBe(0);
    expect(await store().sql('select i from one')).toEqual([{ i: 1 }]);
  });

  test('keeps nothing of a migration that fails, and says where', async () => {
    const one = { '90000000000001_one.sql': await oneOf(store) };
    const migrations = await withOwn({
      ...one,
      '90000000000002_two.sql': 'create table two (i int);\n\nselect nonsense;\n',
    });
    const failed = migrate(store().session, migrations);
    await expect(failed).rejects.toThrow(MigrationFailedError);
    await expect(failed).rejects.toThrow('90000000000002_two.sql:3: column "nonsense" does not exist');
    expect(await store().sql(`select to_regclass('two') as two`)).toEqual([{ two: null }]);
    expect(await store().sql(history)).toEqual([{ version: '90000000000001', name: 'one' }]);
  });

  test('refuses an edited file, and one that is no more, before it applies any', async () => {
    const changed = await withOwn(
      {
        '90000000000001_one.sql': await oneOf(store),
        '90000000000003_three.sql': 'create table three (i int)',
      },
      (sql) => `${sql}\nselect 1;`,
    );
    await expect(migrate(store().session, changed)).rejects.toThrow(MigrationChangedError);
    await expect(migrate(store().session, await withOwn({}))).rejects.toMatchObject({
      file: '90000000000001_one.sql',
    });
    expect(await store().sql(`select to_regclass('three') as three`)).toEqual([{ three: null }]);
  });

  test('takes what the Supabase CLI has applied, statement by statement, as applied', async () => {
    const sql = 'create table four (i int);\n\ncreate table five (i int);\n';
    const migrations = await withOwn({
      '90000000000001_one.sql': await oneOf(store),
      '90000000000004_four.sql': sql,
    });
    await store().sql(`insert into supabase_migrations.schema_migrations (version, name, statements)
      values ('90000000000004', 'four', '{create table four (i int),create table five (i int)}')`);
    expect(await migrate(store().session, migrations)).toBe(0);
  });
});

async function oneOf(
  store: () => { sql(text: string): Promise<Record<string, unknown>[]> },
): Promise<string> {
  const [row] = await store().sql(
    `select statements[1] as sql from supabase_migrations.schema_migrations where version = '90000000000001'`,
  );
  return String(row?.['sql']);
}
