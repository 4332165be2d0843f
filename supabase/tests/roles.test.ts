import { expect, test } from 'vitest';
import { describeStores } from './harness.ts';

const outsiders = ['anon', 'authenticated'];

const ourTables = `
  select format('%I.%I', n.nspname, c.relname) as name, c.oid::int8 as oid, c.relrowsecurity as secured
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('regulars', 'public') and c.relkind in ('r', 'p', 'v', 'm', 'f')`;

const ourFunctions = `
  select p.oid::regprocedure::text as name, p.proname, l.lanname as language, p.prosecdef as definer,
    p.provolatile = 'v' as volatile, p.oid::int8 as oid,
    coalesce((select s from unnest(p.proconfig) s where s like 'search_path=%'), '') as search_path
  from pg_proc p join pg_language l on l.oid = p.prolang
  where p.pronamespace = 'public'::regnamespace`;

describeStores('who may reach what', (store) => {
  test.each(outsiders)('%s can use no table, column or sequence', async (role) => {
    const reached = await store().sql(
      `select t.name, privilege from (${ourTables}) t,
         unnest('{select,insert,update,delete,truncate,references,trigger}'::text[]) privilege
       where has_table_privilege($1, t.oid::oid, privilege)
          or privilege in ('select', 'insert', 'update', 'references') and has_any_column_privilege($1, t.oid::oid, privilege)
       union all
       select c.oid::regclass::text, 'usage' from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('regulars', 'public')
         and case when c.relkind = 'S' then has_sequence_privilege($1, c.oid, 'usage') else false end`,
      [role],
    );
    expect(reached).toEqual([]);
  });

  test.each([...outsiders, 'service_role'])('%s cannot look into the schema of the tables', async (role) => {
    const [found] = await store().sql(`select has_schema_privilege($1, 'regulars', 'usage, create') as may`, [
      role,
    ]);
    expect(found).toEqual({ may: false });
  });

  test.each(outsiders)('%s can call no function', async (role) => {
    const called = await store().sql(
      `select f.name from (${ourFunctions}) f where has_function_privilege($1, f.oid::oid, 'execute')`,
      [role],
    );
    expect(called).toEqual([]);
  });

  test('service_role can call every function', async () => {
    const [found] = await store().sql(
      `select count(*) as all, count(*) filter (where has_function_privilege('service_role', f.oid::oid, 'execute')) as may
       from (${ourFunctions}) f`,
    );
    expect(found?.['may']).toBe(found?.['all']);
  });

  test('every table has row-level security', async () => {
    expect(await store().sql(`select t.name from (${ourTables}) t where not t.secured`)).toEqual([]);
  });

  test('no table is in the schema that is exposed', async () => {
    expect(await store().sql(`select t.name from (${ourTables}) t where t.name like 'public.%'`)).toEqual([]);
  });

  test('every function is plpgsql that runs as its owner with a search path of its own', async () => {
    const wrong = await store().sql(
      `select f.name from (${ourFunctions}) f
       where f.language <> 'plpgsql' or not f.definer or f.search_path !~ 'pg_temp$'`,
    );
    expect(wrong).toEqual([]);
  });

  test('no function is overloaded', async () => {
    expect(
      await store().sql(`select f.proname from (${ourFunctions}) f group by f.proname having count(*) > 1`),
    ).toEqual([]);
  });

  test('what is made later begins closed', async () => {
    await store().sql(`
      create function public.made_later() returns int language plpgsql as 'begin return 1; end';
      create table public.made_later (i int)`);
    const [found] = await store().sql(`
      select has_function_privilege('anon', 'public.made_later()', 'execute')
        or has_function_privilege('authenticated', 'public.made_later()', 'execute')
        or has_table_privilege('anon', 'public.made_later', 'select') as open,
        has_function_privilege('service_role', 'public.made_later()', 'execute') as served`);
    await store().sql('drop function public.made_later; drop table public.made_later');
    expect(found).toEqual({ open: false, served: true });
  });
});
