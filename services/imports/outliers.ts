/** How many times the median an amount must be to be doubted, as it is when three digits too many were typed. */
const farAbove = 1_000;
/** Orders below which nothing is usual yet. */
const fewest = 20;

/** An order whose amount is hardly meant, by the line of the file on which it begins. */
export interface Outlier {
  line: number;
  gross: number;
}

/** Finds the largest of many amounts and whether it is beyond belief, keeping none of them. */
export class OutlierFinder {
  #largest: Outlier = { line: 0, gross: 0 };
  #orders = 0;
  /** How many amounts lie in each tenth of a power of ten. */
  readonly #bySize: number[] = [];

  add(outlier: Outlier): void {
    if (outlier.gross <= 0) return;
    const size = Math.floor(Math.log10(outlier.gross) * 10);
    this.#bySize[size] = (this.#bySize[size] ?? 0) + 1;
    this.#orders++;
    if (outlier.gross > this.#largest.gross) this.#largest = outlier;
  }

  /** The largest amount where it is over a thousand times the median, which is known to a quarter; else null. */
  find(): Outlier | null {
    if (this.#orders < fewest) return null;
    let seen = 0;
    const median = this.#bySize.findIndex((count = 0) => {
      seen += count;
      return seen * 2 >= this.#orders;
    });
    return this.#largest.gross > farAbove * 10 ** ((median + 1) / 10) ? this.#largest : null;
  }
}
