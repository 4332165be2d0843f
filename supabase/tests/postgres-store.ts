import { createHash, randomUUID } from 'node:crypto';
import { Client, Pool } from 'pg';
import { migrate, readMigrations } from '../migrate.ts';
import { createPgSession } from './pg-session.ts';
import { type TestStore, toTestStore } from './test-store.ts';

const templateLock = 7_305_911;

/**
 * Makes a database of its own on a real Postgres, cloned from a template that has the migrations applied, and drops
 * it when it is closed.
 */
export async function openPostgresStore(
  url: string,
  migrationsFolder: string | undefined,
): Promise<TestStore> {
  const name = `regulars_test_${randomUUID().replaceAll('-', '')}`;
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query(
    `create database ${name} template ${await provideTemplate(admin, url, migrationsFolder)}`,
  );
  const pool = new Pool({ connectionString: databaseUrl(url, name), max: 4 });
  return toTestStore('Postgres', createPgSession(pool), async () => {
    await pool.end();
    await admin.query(`drop database ${name}`);
    await admin.end();
  });
}

async function provideTemplate(
  admin: Client,
  url: string,
  migrationsFolder: string | undefined,
): Promise<string> {
  const migrations = await readMigrations(migrationsFolder);
  const hash = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16);
  const template = `regulars_template_${hash}`;
  const making = `${template}_making`;
  // One at a time: roles belong to the whole cluster, and two makers would stumble over each other's.
  await admin.query('select pg_advisory_lock($1)', [templateLock]);
  try {
    const known = await admin.query('select from pg_database where datname = $1', [template]);
    if (known.rowCount) return template;
    await admin.query(`drop database if exists ${making} with (force)`);
    await admin.query(`create database ${making}`);
    const pool = new Pool({ connectionString: databaseUrl(url, making), max: 1 });
    try {
      await migrate(createPgSession(pool), migrations);
    } finally {
      await pool.end();
    }
    await admin.query(`alter database ${making} rename to ${template}`);
    return template;
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [templateLock]);
  }
}

function databaseUrl(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
