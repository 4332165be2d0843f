import { createAnswers } from '../answers.ts';
import { readConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import type { Locale } from '../renderers/locale.ts';
import type { Reply, TablePart } from '../renderers/reply.ts';
import type { Role } from '../services/context.ts';
import type { TestStore } from '../supabase/tests/harness.ts';

export interface ShopAt {
  /** ISO instant that the answers take for now. */
  now: string;
  demo?: boolean;
}

/** Asks a test store as every way in does, through the one dispatch; as a viewer unless told otherwise. */
export function askStore(store: () => TestStore, { now, demo = false }: ShopAt) {
  const config = readConfig({ LOG_LEVEL: 'silent' });
  const answers = createAnswers({
    config,
    log: createLogger(config, false),
    now: () => new Date(now),
    data: async () => ({
      db: store().client,
      timeZone: 'America/Sao_Paulo',
      currency: 'BRL',
      demo,
      kind: 'embedded',
      close: async () => undefined,
    }),
  });
  return (text: string, locale: Locale = 'en', role: Role = 'viewer'): Promise<Reply> =>
    answers.ask({ text, actorId: 'web:test', role, locale, platform: 'test' });
}

/** The rows of an answer's table. Throws where it has none of that key. */
export function rowsOf(reply: Reply, key: string): TablePart['rows'] {
  const table = reply.parts.find((part) => part.type === 'table' && part.key === key);
  if (table?.type !== 'table') throw new Error(`no table ${key} in: ${reply.summary}`);
  return table.rows;
}

/** Counts every segment on a day and at the month ends of the year before it, and measures every campaign, as upkeep does. */
export async function countSegments(store: TestStore, day: string): Promise<void> {
  const [year = 0, month = 0] = day.split('-').map(Number);
  const monthEnds = Array.from({ length: 12 }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 0)).toISOString().slice(0, 10),
  );
  let goesOn = true;
  while (goesOn) {
    const { data, error } = await store.client.rpc('segments_keep', { p_days: [day, ...monthEnds] });
    if (error) throw new Error(error.message);
    goesOn = data === true;
  }
  for (let isLeft = true; isLeft; ) {
    const { data, error } = await store.client.rpc('campaigns_keep');
    if (error) throw new Error(error.message);
    isLeft = data === true;
  }
}
