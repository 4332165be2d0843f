export type { RfmWarning } from './find-warnings.ts';
export { getMoves, type Move, type Moves } from './get-moves.ts';
export { endOfMonthBefore, getRfm, lastMonthEnd, type Rfm, type SegmentRow } from './get-rfm.ts';
export { keepSnapshots } from './keep-snapshots.ts';
export { type RfmCell, type RfmSnapshot, sumBySegment } from './rfm-snapshot.ts';
export type { Segment } from './segments.ts';
