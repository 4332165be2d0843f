import { asList, asText, type Json } from '../json.ts';

/** Fewest and most characters. */
export type Lengths = Record<string, readonly [least: number, most: number]>;

/** Counts UTF-16 units, of which there are never fewer than the code points that Discord counts. */
export function checkLengths(node: Json, lengths: Lengths, where: string): string[] {
  const problems: string[] = [];
  for (const [key, [least, most]] of Object.entries(lengths)) {
    if (node[key] === undefined || node[key] === null) continue;
    const { length } = asText(node[key]);
    if (length < least || length > most) {
      problems.push(`${where}.${key} has ${length} characters, ${least} to ${most} are allowed`);
    }
  }
  return problems;
}

export function checkCount(
  node: Json,
  key: string,
  [least, most]: readonly [number, number],
  where: string,
): string[] {
  const count = asList(node[key]).length;
  if (count >= least && count <= most) return [];
  return [`${where}.${key} has ${count} items, ${least} to ${most} are allowed`];
}

/** Values that stand more than once. */
export function findRepeated(values: string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
