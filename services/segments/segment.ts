import { z } from 'zod';
import type { Day } from '../context.ts';
import { type Rule, ruleSchema } from './rule.ts';

const sums = { customers: z.int(), orders: z.int(), net: z.int() };

export const compositionSchema = z.array(
  z.object({ dimension: z.enum(['segment', 'state']), key: z.string(), ...sums }),
);

/** A segment as the database tells it. */
export const segmentSchema = z.object({
  id: z.int(),
  name: z.string(),
  rule: ruleSchema,
  version: z.int(),
  builtin: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
  archived_at: z.string().nullable(),
  sizes: z.array(z.object({ day: z.string(), counted_at: z.string(), stale: z.boolean(), ...sums })),
});

/** Customers who belong together; amounts in minor units of the shop's currency. */
export interface Sums {
  customers: number;
  /** Counted orders that they ever placed up to the day. */
  orders: number;
  /** Net revenue that they ever brought up to the day. */
  net: number;
}

/** How large a segment was on a local day. */
export interface SegmentSize extends Sums {
  day: Day;
  /** Data came later that changes the count. */
  stale: boolean;
}

/** A part of a segment: by RFM segment (English name, '' without orders) or by state ('' where none is known). */
export interface SegmentPart extends Sums {
  key: string;
}

/** The parts of one dimension, the largest first. */
export function pickParts(
  composition: z.output<typeof compositionSchema>,
  dimension: 'segment' | 'state',
): SegmentPart[] {
  return composition
    .filter((part) => part.dimension === dimension)
    .map(({ key, customers, orders, net }) => ({ key, customers, orders, net }));
}

/** A rule with a name. */
export interface Segment {
  id: number;
  name: string;
  rule: Rule;
  /** Changes with the rule. */
  version: number;
  /** One of the RFM grid, which cannot be edited. */
  builtin: boolean;
  createdAt: Date;
  updatedAt: Date;
  archivedAt: Date | null;
  /** As far as it is counted, in the order of the days. */
  sizes: SegmentSize[];
}

export type SegmentRow = z.output<typeof segmentSchema>;

/** Reads a segment from the database's form. */
export function readSegment(row: SegmentRow): Segment {
  return {
    id: row.id,
    name: row.name,
    rule: row.rule,
    version: row.version,
    builtin: row.builtin,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    archivedAt: row.archived_at === null ? null : new Date(row.archived_at),
    sizes: row.sizes.map(({ counted_at: _, ...size }) => size),
  };
}
