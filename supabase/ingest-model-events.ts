import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { call } from './client.ts';
import type { SourceCustomer } from './ingest-orders.ts';

/**
 * What a source tells of an activation of a model, known by model, source and id: what is left out stays as it is known.
 * Moments are ISO stamps with their offset.
 */
export interface SourceModelEvent {
  id: string;
  model: string;
  version?: string;
  /** Of the version: from which score on an outcome is foretold, 0 to 1. */
  threshold?: number;
  activated_at?: string;
  /** The probability that was foretold, 0 to 1; kept to four decimals. */
  score?: number;
  acted?: boolean;
  acted_at?: string;
  outcome?: boolean;
  outcome_at?: string;
  /** Milliseconds, up to a day. */
  latency_ms?: number;
  /** What was changed earlier than what is known fills in only what is not known. */
  updated_at?: string;
  /** Of whom it was asked, where that is told. */
  customer?: Partial<SourceCustomer>;
}

const toldSchema = z.object({
  events: z.int(),
  /** Activations that the events are of, the new ones among them, those completed or changed, and those left as they were. */
  activations: z.int(),
  created: z.int(),
  completed: z.int(),
  unchanged: z.int(),
  /** Activations of which version or time is still to come: they count nowhere. */
  waiting: z.int(),
  customers_created: z.int(),
});

/** What the database did with events of models that it was told. */
export type ToldEvents = z.output<typeof toldSchema>;

/** Tells of activations with their rollups, all or none; told again, they change nothing. Throws DatabaseError. */
export function ingestModelEvents(
  db: SupabaseClient,
  { source, kind, events }: { source: string; kind: string; events: readonly SourceModelEvent[] },
): Promise<ToldEvents> {
  return call(db, 'ingest_model_events', { p_source: source, p_kind: kind, p_events: events }, toldSchema);
}
