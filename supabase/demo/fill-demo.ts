import { setImmediate } from 'node:timers/promises';
import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { call } from '../client.ts';
import { ingestModelEvents } from '../ingest-model-events.ts';
import { ingestPacked, packOrders } from '../ingest-orders.ts';
import type { Day } from './calendar.ts';
import { demoBatches, demoOpeningYear } from './demo-batches.ts';
import { demoModelEvents } from './model-events.ts';
import { demoSources } from './sale.ts';

export { demoShop } from './demo-batches.ts';

/** Of the simulation: another number makes demo stores anew. */
const version = 1;

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
  for (const batch of demoBatches({ from, through, openingYear })) {
    const packed = packOrders(batch);
    await writing;
    writing = ingestPacked(db, packed);
    // Lets the call leave first.
    await setImmediate();
  }
  await writing;
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
