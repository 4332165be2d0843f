import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context, Day } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { type FilledShop, getFilledShop, lastKnownDay } from '../shop/index.ts';
import { findWarnings, type RfmWarning } from './find-warnings.ts';
import { endOfMonthBefore, lastMonthEnd } from './get-rfm.ts';
import { type RfmSnapshot, readSnapshot, snapshotSchema } from './rfm-snapshot.ts';
import { judgeMove, type Segment, segments } from './segments.ts';

export interface Move {
  /** Null for customers whose first order lies between the two days. */
  from: Segment | null;
  to: Segment;
  customers: number;
  /** What they had brought up to the earlier day (the later one, for new customers), in minor units. */
  net: number;
  /** 1 for the better, -1 for the worse, 0 for staying or being new. */
  direction: -1 | 0 | 1;
}

export interface MoveSum {
  customers: number;
  net: number;
}

export interface Moves {
  since: Day;
  asOf: Day;
  before: RfmSnapshot;
  after: RfmSnapshot;
  /** In the order of the segments, new customers first. */
  moves: Move[];
  better: MoveSum;
  worse: MoveSum;
  stayed: MoveSum;
  fresh: MoveSum;
  warnings: RfmWarning[];
  status: FilledShop;
}

const movesSchema = z.object({
  before: snapshotSchema,
  after: snapshotSchema,
  moves: z.array(
    z.object({ from: z.enum(segments).nullable(), to: z.enum(segments), customers: z.int(), net: z.int() }),
  ),
});

/**
 * Who moved between segments from one month end to the next. `asOf` is the later day; without it, the end of the last
 * month that the data covers. Throws EmptyShopError, or ServiceError `before_first_order`.
 */
export async function getMoves(context: Context, input: { asOf: Day | null }): Promise<Moves> {
  const status = await getFilledShop(context);
  const asOf = input.asOf ?? lastMonthEnd(lastKnownDay(context, status));
  if (asOf < status.firstDay) {
    throw new ServiceError('not_found', 'before_first_order', { day: asOf, first: status.firstDay });
  }
  const since = endOfMonthBefore(asOf);
  const report = await call(context.db, 'rfm_moves', { p_since: since, p_as_of: asOf }, movesSchema);
  const moves = report.moves
    .map((move) => ({
      ...move,
      direction: move.from === null ? (0 as const) : judgeMove(move.from, move.to),
    }))
    .sort((a, b) => placeOf(a.from) - placeOf(b.from) || placeOf(a.to) - placeOf(b.to));
  const after = readSnapshot(report.after);
  return {
    since,
    asOf,
    before: readSnapshot(report.before),
    after,
    moves,
    better: sumMoves(moves, (move) => move.direction > 0),
    worse: sumMoves(moves, (move) => move.direction < 0),
    stayed: sumMoves(moves, (move) => move.from === move.to),
    fresh: sumMoves(moves, (move) => move.from === null),
    warnings: findWarnings(after),
    status,
  };
}

/** Place in the order of the segments; customers who had none stand before them. */
function placeOf(segment: Segment | null): number {
  return segment === null ? -1 : segments.indexOf(segment);
}

function sumMoves(moves: Move[], belongs: (move: Move) => boolean): MoveSum {
  return moves
    .filter(belongs)
    .reduce((sum, move) => ({ customers: sum.customers + move.customers, net: sum.net + move.net }), {
      customers: 0,
      net: 0,
    });
}
