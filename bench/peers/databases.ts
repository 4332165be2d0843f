import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SupabaseClient } from '@supabase/supabase-js';
import { Client, Pool } from 'pg';
import { createClientWithFetch } from '../../supabase/client.ts';
import { storePaths } from '../../supabase/embedded/disk.ts';
import { openEngine } from '../../supabase/embedded/engine.ts';
import { makeStore } from '../../supabase/embedded/make-store.ts';
import { defaultTemplateFolder } from '../../supabase/embedded/template.ts';
import { migrate, ownMigrations, readMigrations } from '../../supabase/migrate.ts';
import { answerRpc, type RpcAnswer, type RpcRequest } from '../../supabase/postgrest/answer-rpc.ts';
import { createRpcFetch } from '../../supabase/postgrest/rpc-fetch.ts';
import { createPgSession } from '../../supabase/tests/pg-session.ts';

/** An empty database with all migrations, of its own, which is removed when it is closed. */
export interface BenchDatabase {
  /** The client as the product has it. */
  client: SupabaseClient;
  /** Calls a function with arguments that are JSON text already. Throws what the database refuses. */
  callWith(fn: string, body: string): Promise<string>;
  /** Runs one query (select, with) as superuser and gives its rows as JSON would hold them. */
  query(text: string): Promise<Record<string, unknown>[]>;
  /** Runs a script as superuser. */
  script(sql: string): Promise<void>;
  /** Waits for the housekeeping that the last call left behind. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** The kinds of database that there are to measure: the embedded one, and a real one where a URL says where. */
export function listDatabases(): { name: string; open: () => Promise<BenchDatabase> }[] {
  const url = process.env['TEST_DATABASE_URL'];
  const embedded = { name: 'embedded', open: openEmbeddedDatabase };
  if (!url) return [embedded];
  return [embedded, { name: 'Postgres', open: () => openPostgresDatabase(url) }];
}

/** The embedded Postgres as the product runs it: in its worker, and with commits that reach the disk. */
async function openEmbeddedDatabase(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const paths = storePaths(folder);
  const settings = { migrationsFolder: ownMigrations, durable: true };
  await makeStore(paths, { ...settings, templateFolder: defaultTemplateFolder });
  const timeoutMs = Number.POSITIVE_INFINITY;
  const engine = await openEngine({ ...settings, dataFolder: paths.data, timeoutMs });
  return {
    client: createClientWithFetch(createRpcFetch((request, signal) => engine.answer(request, signal))),
    callWith: async (fn, body) => read(await engine.answer(request(fn, body))),
    query: async (text) => parseRows((await engine.sql(asJson(text)))[0]?.[0]),
    script: (sql) => engine.script(sql),
    settle: async () => void (await engine.sql('select 1')),
    close: async () => {
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openPostgresDatabase(url: string): Promise<BenchDatabase> {
  const name = `regulars_bench_${randomUUID().replaceAll('-', '')}`;
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const pool = new Pool({ connectionString: own.href, max: 1 });
  // Dropping the database ends connections that are just being closed.
  pool.on('error', () => undefined);
  const session = createPgSession(pool);
  const close = async () => {
    await pool.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  };
  try {
    await migrate(session, await readMigrations());
  } catch (error) {
    await close();
    throw error;
  }
  return {
    client: createClientWithFetch(createRpcFetch((asked) => answerRpc(session, asked))),
    callWith: async (fn, body) => read(await answerRpc(session, request(fn, body))),
    query: async (text) => parseRows((await session.run([{ text: asJson(text) }]))[0]?.[0]?.[0]),
    script: (sql) => session.script(sql),
    settle: async () => undefined,
    close,
  };
}

function request(name: string, body: string): RpcRequest {
  return { name, query: [], method: 'POST', body, role: 'service_role' };
}

function read({ status, body }: RpcAnswer): string {
  if (status >= 300) throw new Error(body ?? `status ${status}`);
  return body ?? '';
}

function asJson(text: string): string {
  return `select coalesce(json_agg(q), '[]') from (${text}) q`;
}

function parseRows(text: string | null | undefined): Record<string, unknown>[] {
  return JSON.parse(text ?? '[]') as Record<string, unknown>[];
}
