import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Session, StatementError } from './session.ts';

/** One file of `supabase/migrations`, named `<version>_<name>.sql` as the Supabase CLI names them. */
export interface Migration {
  version: string;
  name: string;
  file: string;
  sql: string;
}

/**
 * The store was made with a migration that has been edited since, or that this version does not have: it can be made
 * anew, but not brought up to date.
 */
export class MigrationChangedError extends Error {
  readonly file: string;

  constructor(file: string) {
    super(`The store was made with another ${file} than this version has.`);
    this.name = 'MigrationChangedError';
    this.file = file;
  }
}

/** A migration does not run; nothing of it was kept. */
export class MigrationFailedError extends Error {
  readonly file: string;

  constructor(file: string, line: number | undefined, cause: Error) {
    super(`${file}${line === undefined ? '' : `:${line}`}: ${cause.message}`, { cause });
    this.name = 'MigrationFailedError';
    this.file = file;
  }
}

/** The folder of the product's own migrations. */
export const ownMigrations = fileURLToPath(new URL('./migrations/', import.meta.url));

/** The migrations of a folder in the order of their versions; throws when a file is not named as it must be. */
export async function readMigrations(folder: string = ownMigrations): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file) => {
      const [, version, name] = /^(\d{14})_([a-z0-9_]+)\.sql$/.exec(file) ?? [];
      if (!version || !name) throw new Error(`${file} is not named <14 digits>_<name>.sql`);
      return { version, name, file, sql: await readFile(`${folder}/${file}`, 'utf8') };
    }),
  );
}

// The Supabase CLI's own table, so that either may bring a database up to date that the other began.
const history = `
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (
    version text primary key,
    statements text[],
    name text
  );`;

/**
 * Applies the migrations that the session's database lacks, each in a transaction of its own, and gives how many
 * those were. Throws `MigrationChangedError` before anything is applied, `MigrationFailedError` at the first that
 * fails; those before it stay.
 */
export async function migrate(
  session: Session,
  migrations: readonly Migration[],
  onApply?: (migration: Migration, index: number, count: number) => void,
): Promise<number> {
  const applied = await readApplied(session);
  for (const [version, { name, sql }] of applied) {
    const now = migrations.find((migration) => migration.version === version);
    if (!now || condense(now.sql) !== condense(sql))
      throw new MigrationChangedError(`${version}_${name}.sql`);
  }
  const lacking = migrations.filter(({ version }) => !applied.has(version));
  if (lacking.length === 0) return 0;
  await session.script(history);
  for (const [index, migration] of lacking.entries()) {
    onApply?.(migration, index, lacking.length);
    await apply(session, migration);
  }
  await session.script(`notify pgrst, 'reload schema'`);
  return lacking.length;
}

async function readApplied(session: Session): Promise<Map<string, { name: string; sql: string }>> {
  const [found] = await session.run([
    { text: `select to_regclass('supabase_migrations.schema_migrations') is not null` },
  ]);
  if (found?.[0]?.[0] !== 't') return new Map();
  const [rows] = await session.run([
    {
      text: `select version, coalesce(name, ''), coalesce(array_to_string(statements, ';'), '')
        from supabase_migrations.schema_migrations order by version`,
    },
  ]);
  return new Map(rows?.map(([version, name, sql]) => [version ?? '', { name: name ?? '', sql: sql ?? '' }]));
}

async function apply(session: Session, { version, name, file, sql }: Migration): Promise<void> {
  const record = `\n;insert into supabase_migrations.schema_migrations (version, name, statements)
    values (${[version, name].map(quoteText).join(', ')}, array[${quoteText(sql)}]);`;
  try {
    await session.script(sql + record);
  } catch (error) {
    if (!(error instanceof StatementError)) throw error;
    const line = error.position === undefined ? undefined : sql.slice(0, error.position).split('\n').length;
    throw new MigrationFailedError(file, line, error);
  }
}

/** What makes two texts the same migration: the CLI keeps a file cut at its semicolons and trimmed. */
function condense(sql: string): string {
  return sql.replace(/[\s;]+/g, '');
}

function quoteText(text: string): string {
  return ` E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
