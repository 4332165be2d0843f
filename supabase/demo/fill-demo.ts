import { setImmediate } from 'node:timers/promises';
import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { call } from '../client.ts';
import { ingestModelEvents } from '../ingest-model-events.ts';
import { ingestPacked, packOrders } from '../ingest-orders.ts';
import { type Day, dayNumber } from './calendar.ts';
import { createCampaigns } from './campaigns.ts';
import { demoBatches, demoOpeningYear, demoSeed } from './demo-batches.ts';
import { createMailList } from './mail-list.ts';
import { demoModelEvents } from './model-events.ts';
import { demoSources, type Sale } from './sale.ts';
import { stockUp } from './stock-up.ts';

export { demoShop } from './demo-batches.ts';

/** Of the simulation: another number makes demo stores anew. */
const version = 2;

const markPattern = /^demo (\d+), from (\d{4}) to (\d{4}-\d{2}-\d{2})$/;
const statusSchema = z.object({
  sources: z.array(z.object({ name: z.string(), file: z.string().nullable() })),
});

interface Mark {
  version: number;
  openingYear: number;
  through: Day;
}

/** Whether the store was filled by another version of the simulation. Throws DatabaseError. */
export async function isDemoOutdated(db: SupabaseClient): Promise<boolean> {
  const mark = await readMark(db);
  return mark !== null && mark.version !== version;
}

/**
 * Fills the demo shop's store through a day, or extends it to there; one that goes so far already stays. An
 * interrupted filling is repeated, which changes nothing that is there. Throws DatabaseError.
 */
export async function fillDemo(
  db: SupabaseClient,
  through: Day,
  onStart: () => void = () => undefined,
): Promise<void> {
  const mark = await readMark(db);
  if (mark && mark.through >= through) return;
  onStart();
  const openingYear = mark?.openingYear ?? demoOpeningYear(through);
  const from = mark && nextDay(mark.through);
  // The next batch is made up while the database writes the one before.
  let writing: Promise<unknown> = Promise.resolve();
  const last = dayNumber(through);
  const list = createMailList(from, demoSeed);
  const mailings = createCampaigns(last, demoSeed);
  const watch = (day: number, sales: readonly Sale[]) => {
    list.see(day, sales, last);
    mailings.see(day, sales);
  };
  for (const batch of demoBatches({ from, through, openingYear, watch })) {
    const packed = packOrders(batch);
    await writing;
    writing = ingestPacked(db, packed);
    // Lets the call leave first.
    await setImmediate();
  }
  await writing;
  await tell(db, 'ingest_contacts', { p_contacts: list.contacts });
  await tell(db, 'ingest_interactions', { p_interactions: list.interactions });
  await tell(db, 'ingest_campaigns', { p_campaigns: mailings.campaigns() });
  await stockUp(db, through);
  await ingestModelEvents(db, {
    source: demoSources[0],
    kind: 'demo',
    events: demoModelEvents({ from, through, openingYear }),
  });
  const file = `demo ${version}, from ${openingYear} to ${through}`;
  for (const source of demoSources) {
    await call(
      db,
      'ingest_finished',
      { p_source: source, p_kind: 'demo', p_file: file, p_rejected: 0 },
      z.null(),
    );
  }
}

/** What the online shop's own tools know beside its orders. */
async function tell(db: SupabaseClient, fn: string, args: object): Promise<void> {
  await call(db, fn, { p_source: demoSources[0], p_kind: 'demo', ...args }, z.unknown());
}

/** How far both sources are filled; null where one is not. */
async function readMark(db: SupabaseClient): Promise<Mark | null> {
  const { sources } = await call(db, 'shop_status', {}, statusSchema);
  const marks = demoSources.map((name) =>
    markPattern.exec(sources.find((source) => source.name === name)?.file ?? ''),
  );
  const [first] = marks;
  if (!first || marks.some((mark) => mark?.[0] !== first[0])) return null;
  const [, number, year, through] = first;
  return { version: Number(number), openingYear: Number(year), through: through ?? '' };
}

function nextDay(day: Day): Day {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
