import type { TrendPoint, TrendSeries } from './trend-data.ts';

/** A number of a series, `y`, and which of its points it is, `x`. */
export interface Spot {
  x: number;
  y: number;
}

/** The numbers of a series in runs without a gap, from point `from` up to and including point `to`. */
export function collectRuns(values: TrendPoint[], from = 0, to = values.length - 1): Spot[][] {
  const runs: Spot[][] = [];
  let run: Spot[] = [];
  for (let x = Math.max(from, 0); x <= to; x++) {
    const y = values[x]?.value ?? null;
    if (y !== null) run.push({ x, y });
    if ((y === null || x === to) && run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  return runs;
}

/** The runs of a single number, which no line shows. */
export function singleSpots(runs: Spot[][]): Spot[] {
  return runs.flatMap((run) => (run.length === 1 ? run : []));
}

/** Place of the last number of a series; -1 where it has none. */
export function lastSpot({ values }: TrendSeries): number {
  return values.findLastIndex(({ value }) => value !== null);
}

/** Lowest and highest number of some series; undefined where there is none at all. */
export function findExtent(series: TrendSeries[]): [number, number] | undefined {
  const numbers = series.flatMap(({ values }) =>
    values.flatMap(({ value }) => (value === null ? [] : [value])),
  );
  if (numbers.length === 0) return undefined;
  return [numbers.reduce((a, b) => Math.min(a, b)), numbers.reduce((a, b) => Math.max(a, b))];
}
