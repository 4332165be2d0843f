import type { SupabaseClient } from '@supabase/supabase-js';
import { createClientWithFetch } from '../client.ts';
import { answerRpc } from '../postgrest/answer-rpc.ts';
import { forgetFunctions } from '../postgrest/functions.ts';
import { createRpcFetch } from '../postgrest/rpc-fetch.ts';
import type { Session } from '../session.ts';

/** A database for one test file, empty but for its schema. */
export interface TestStore {
  name: 'embedded' | 'Postgres';
  /** The client as the product has it: functions alone, as service_role. */
  client: SupabaseClient;
  /**
   * Runs SQL as superuser. A query (select, with, values, table) gives its rows as JSON would hold them; anything
   * else, a script of several statements too, gives none.
   */
  sql(text: string, values?: readonly (string | number | null)[]): Promise<Record<string, unknown>[]>;
  session: Session;
  close(): Promise<void>;
}

/** Makes a test store of any session. */
export function toTestStore(
  name: TestStore['name'],
  session: Session,
  close: () => Promise<void>,
): TestStore {
  return {
    name,
    session,
    client: createClientWithFetch(createRpcFetch((request) => answerRpc(session, request))),
    sql: (text, values = []) => runSql(session, text, values),
    close,
  };
}

async function runSql(
  session: Session,
  text: string,
  values: readonly (string | number | null)[],
): Promise<Record<string, unknown>[]> {
  const parameters = values.map((value) => (value === null ? null : String(value)));
  if (/^\s*(select|with|values|table)\b/i.test(text)) {
    const [rows] = await session.run([
      { text: `select coalesce(json_agg(q), '[]') from (${text}) q`, values: parameters },
    ]);
    return JSON.parse(rows?.[0]?.[0] ?? '[]') as Record<string, unknown>[];
  }
  if (parameters.length > 0) await session.run([{ text, values: parameters }]);
  else await session.script(text);
  forgetFunctions(session);
  return [];
}
