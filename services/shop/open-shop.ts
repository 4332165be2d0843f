import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { call } from '../../supabase/client.ts';

const openedSchema = z.object({
  time_zone: z.string(),
  currency: z.string(),
  demo: z.boolean(),
  rebuild_from: z.int().nullable(),
});
const sliceSchema = z.object({ next: z.int().nullable() });

/** Customers whose rollups are rebuilt in one call: well under a hosted database's limit of 8 s a statement. */
const sliceSize = 5_000;
const modelSliceSize = 20_000;

export interface OpenShopInput {
  /** IANA zone and ISO 4217 currency; null keeps what the shop has. */
  timeZone: string | null;
  currency: string | null;
  demo: boolean;
  /** Told before each slice of a rebuild, which a change of zone or currency asks for. */
  onRebuild?: () => void;
}

export interface OpenedShop {
  timeZone: string;
  currency: string;
  demo: boolean;
}

/**
 * Opens the shop in its zone and currency. A change of either, or a rebuild that was interrupted, is carried through
 * before this returns. Throws `DatabaseError`, with code 22023 for an unknown zone.
 */
export async function openShop(db: SupabaseClient, input: OpenShopInput): Promise<OpenedShop> {
  const opened = await call(
    db,
    'shop_open',
    { p_time_zone: input.timeZone, p_currency: input.currency, p_demo: input.demo },
    openedSchema,
  );
  // Days of models first: an interruption leaves the mark of the rollups' rebuild, and so both are begun again.
  if (opened.rebuild_from !== null) await rebuildModelDays(db, input.onRebuild);
  await rebuildRollups(db, opened.rebuild_from, input.onRebuild);
  return { timeZone: opened.time_zone, currency: opened.currency, demo: opened.demo };
}

/** Moves the activations of models to their local days, in slices. */
async function rebuildModelDays(db: SupabaseClient, onSlice: () => void = () => undefined): Promise<void> {
  let after: unknown = null;
  do {
    onSlice();
    after = await call(db, 'rebuild_model_days', { p_after: after, p_limit: modelSliceSize }, z.unknown());
  } while (after !== null);
}

/** Rebuilds the rollups from raw orders in slices, from the customer after `from` on; null does nothing. */
async function rebuildRollups(
  db: SupabaseClient,
  from: number | null,
  onSlice: () => void = () => undefined,
): Promise<void> {
  let after = from;
  while (after !== null) {
    onSlice();
    const slice = await call(db, 'rebuild_rollups', { p_after: after, p_limit: sliceSize }, sliceSchema);
    after = slice.next;
  }
}
