import type { Session } from '../session.ts';

/**
 * What Postgres's background processes do elsewhere. PGlite has none: it neither checkpoints (its log grows without
 * end, and with it the time to open after a crash), nor vacuums, nor analyses, so plans would be made blindly.
 */

/** Log written since the last checkpoint after which one is due, in bytes. */
const checkpointBytes = 128 * 1024 * 1024;
/** As autovacuum_analyze_threshold and its scale factor, and the same for vacuum (PostgreSQL's defaults). */
const analyzeAfter = { rows: 50, share: 0.1 };
const vacuumAfter = { rows: 50, share: 0.2 };
/** While calls are waiting, only a table that has about doubled is worth analysing. */
const analyzeBusyAfter = { rows: 5000, share: 1 };
/** More dead rows than any table has: no vacuum. */
const never = { rows: Number.MAX_SAFE_INTEGER, share: 0 };

const logPosition = `select pg_current_wal_insert_lsn() - '0/0'`;
const checkpointPosition = `select redo_lsn - '0/0' from pg_control_checkpoint()`;

const stalest = `
  select format('%I.%I', s.schemaname, s.relname), s.n_dead_tup > $3::float8 + $4::float8 * greatest(c.reltuples, 0)
  from pg_stat_user_tables s
  join pg_class c on c.oid = s.relid
  where s.n_mod_since_analyze > $1::float8 + $2::float8 * greatest(c.reltuples, 0)
    or s.n_dead_tup > $3::float8 + $4::float8 * greatest(c.reltuples, 0)
  order by s.n_mod_since_analyze + s.n_dead_tup desc
  limit 1`;

export interface Tidier {
  /** Whether enough was written since the last checkpoint that tidying should not wait for a calm moment. */
  isDue(): Promise<boolean>;
  /**
   * Does one piece of housekeeping and says whether there is more. Vacuuming, which takes long, waits until the store
   * is calm; the checkpoint and analysing what has changed most do not.
   */
  tidy(calm: boolean): Promise<boolean>;
}

export async function createTidier(session: Session): Promise<Tidier> {
  let checkpointAt = await readNumber(session, checkpointPosition);
  const isDue = async () => (await readNumber(session, logPosition)) - checkpointAt >= checkpointBytes;
  return {
    isDue,
    async tidy(calm) {
      if (await tidyTable(session, calm)) return true;
      if (await isDue()) {
        await session.script('checkpoint');
        checkpointAt = await readNumber(session, checkpointPosition);
      }
      return false;
    },
  };
}

async function readNumber(session: Session, text: string): Promise<number> {
  const [rows] = await session.run([{ text, keep: true }]);
  return Number(rows?.[0]?.[0]);
}

async function tidyTable(session: Session, calm: boolean): Promise<boolean> {
  const changed = calm ? analyzeAfter : analyzeBusyAfter;
  const dead = calm ? vacuumAfter : never;
  const values = [changed.rows, changed.share, dead.rows, dead.share].map(String);
  await session.run([{ text: 'select pg_stat_force_next_flush()', keep: true }]);
  const [rows] = await session.run([{ text: stalest, values, keep: true }]);
  const [table, vacuum] = rows?.[0] ?? [];
  if (!table) return false;
  await session.script(vacuum === 't' ? `vacuum (analyze) ${table}` : `analyze ${table}`);
  return true;
}
