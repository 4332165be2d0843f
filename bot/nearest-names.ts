import { foldText } from './fold-text.ts';

/**
 * The names most like what was typed, best first: at most two letters wrong, left out, added or swapped with their
 * neighbour, and one in names of up to three letters.
 */
export function findNearestNames(typed: string, names: readonly string[], limit = 2): string[] {
  const wanted = foldText(typed);
  return names
    .map((name) => ({ name, distance: editDistance(wanted, foldText(name)) }))
    .filter(({ name, distance }) => distance <= (name.length > 3 ? 2 : 1))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ name }) => name);
}

/** Optimal string alignment distance: edits of single letters and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  // No name is near when the lengths are far apart, and long input must cost nothing.
  if (Math.abs(a.length - b.length) > 2) return Math.max(a.length, b.length);
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          at(last, column - 1) + (same ? 0 : 1),
          swapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
