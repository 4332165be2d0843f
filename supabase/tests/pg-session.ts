import { DatabaseError, type Pool, type PoolClient } from 'pg';
import { type Session, StatementError } from '../session.ts';

/** A session over connections to a real Postgres, for tests; each transaction may come to another connection. */
export function createPgSession(pool: Pool): Session {
  return {
    run: (statements) =>
      onClient(pool, async (client) => {
        await client.query('begin');
        const rows = [];
        for (const { text, values = [] } of statements) {
          const result = await client.query({ text, values: [...values], rowMode: 'array', types: asText });
          rows.push(result.rows);
        }
        await client.query('commit');
        return rows;
      }),
    script: (sql) =>
      onClient(pool, async (client) => {
        await client.query(sql);
      }),
  };
}

const asText = { getTypeParser: () => (value: string) => value };

async function onClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } catch (error) {
    await client.query('rollback');
    if (!(error instanceof DatabaseError)) throw error;
    const { code = 'XX000', message, detail, hint, position } = error;
    throw new StatementError({
      code,
      message,
      detail,
      hint,
      position: position ? Number(position) : undefined,
    });
  } finally {
    client.release();
  }
}
