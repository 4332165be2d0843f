/** A stream of pseudo-random numbers, the same on every machine: 32-bit integer arithmetic only. */
export interface Random {
  /** A number from 0 (included) to 1 (excluded), a multiple of 2^-32. */
  next(): number;
  /** Whether an event of this probability happens. */
  chance(probability: number): boolean;
  /** An integer from `low` to `high`, both included, all equally likely. */
  between(low: number, high: number): number;
  /** One item, all equally likely. Throws RangeError on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** The index of one weight, each as likely as its share of the sum. Throws RangeError without weights. */
  weighted(weights: readonly number[]): number;
}

/**
 * A stream of its own for each purpose, so that what is added to one part of the demo shop later leaves the history
 * of the others as it was.
 */
export function createRandom(seed: number, purpose: string): Random {
  let state = seed | 0;
  for (const letter of purpose) state = mix(state ^ (letter.codePointAt(0) ?? 0));

  function next(): number {
    state = (state + 0x9e3779b9) | 0;
    return (mix(state) >>> 0) / 0x1_0000_0000;
  }

  return {
    next,
    chance: (probability) => next() < probability,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick(items) {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    weighted(weights) {
      let sum = 0;
      for (const weight of weights) sum += weight;
      if (!(sum > 0)) throw new RangeError('no weight above zero');
      let left = next() * sum;
      let last = 0;
      for (let index = 0; index < weights.length; index += 1) {
        const weight = weights[index] ?? 0;
        if (weight <= 0) continue;
        last = index;
        left -= weight;
        if (left < 0) break;
      }
      return last;
    },
  };
}

/** Spreads every bit of a 32-bit integer over all the others. */
function mix(bits: number): number {
  let mixed = bits;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}
