import { ServiceError } from '../errors.ts';
import { type DecimalStyle, isBlank, type NumberEvidence, weighNumber } from './parse-amount.ts';
import { type DateEvidence, type DateOrder, weighDate } from './parse-stamp.ts';
import type { CsvRecord } from './read-records.ts';

/** So many unambiguous values of one kind settle a question before the file's end. */
const enough = 20;
const enoughRecords = 1000;
/** The share of values that may contradict the others: they are taken for mistakes and refused one by one. */
const mistakes = 0.05;

/** How dates and numbers of a file are written. */
export interface Style {
  /** Null when no date needs an order. */
  dateOrder: DateOrder | null;
  /** `unclear`: only numbers such as 1.234, which the currency alone can settle. */
  decimal: DecimalStyle | 'unclear-point' | 'unclear-comma';
}

/** Collects from the values of a file how its dates and numbers are written. */
export class Survey {
  readonly #columns: number[];
  readonly #dateColumns: number[];
  readonly #dates: { [K in DateEvidence]: number } = { dmy: 0, mdy: 0, ambiguous: 0, none: 0 };
  readonly #numbers: { [K in NumberEvidence]: number } = {
    comma: 0,
    point: 0,
    'ambiguous-comma': 0,
    'ambiguous-point': 0,
    neutral: 0,
  };
  #records = 0;
  #dateExample = '';
  #numberExample = '';

  /** Positions of the columns that hold dates, and of those that hold numbers. */
  constructor(dateColumns: number[], numberColumns: number[]) {
    this.#dateColumns = dateColumns;
    this.#columns = numberColumns;
  }

  add(record: CsvRecord): void {
    if (!record.cells) return;
    this.#records++;
    for (const column of this.#dateColumns) {
      const text: string = record.cells[column]?.trim() ?? '';
      const evidence = text === '' ? null : weighDate(text);
      if (!evidence) continue;
      this.#dates[evidence]++;
      if (evidence === 'ambiguous') this.#dateExample = text;
    }
    for (const column of this.#columns) {
      const text: string = record.cells[column]?.trim() ?? '';
      const evidence = isBlank(text) ? null : weighNumber(text);
      if (!evidence) continue;
      this.#numbers[evidence]++;
      if (evidence.startsWith('ambiguous')) this.#numberExample = text;
    }
  }

  /** Nothing that may still come would change the outcome. */
  get settled(): boolean {
    const { dmy, mdy, ambiguous, none } = this.#dates;
    const dates = ambiguous + dmy + mdy === 0 ? none >= enough : isFirm(dmy, mdy);
    return this.#records >= enoughRecords && dates && isFirm(this.#numbers.comma, this.#numbers.point);
  }

  /** Throws import_ambiguous_dates, with an example, or import_mixed_dates. */
  dateOrder(): Style['dateOrder'] {
    const { dmy, mdy, ambiguous } = this.#dates;
    const order = majority('dmy', dmy, 'mdy', mdy, 'import_mixed_dates');
    if (!order && ambiguous > 0) {
      throw new ServiceError('invalid_input', 'import_ambiguous_dates', { example: this.#dateExample });
    }
    return order;
  }

  /** Throws import_mixed_decimals. */
  decimal(): Style['decimal'] {
    const { comma, point } = this.#numbers;
    const style = majority('comma', comma, 'point', point, 'import_mixed_decimals');
    if (style) return style;
    if (this.#numbers['ambiguous-point'] > 0) return 'unclear-point';
    return this.#numbers['ambiguous-comma'] > 0 ? 'unclear-comma' : 'point';
  }

  /** An example of the numbers that can be read in two ways. */
  get numberExample(): string {
    return this.#numberExample;
  }
}

function isFirm(one: number, other: number): boolean {
  return Math.max(one, other) >= enough && Math.min(one, other) <= mistakes * (one + other);
}

function majority<T extends string>(a: T, countA: number, b: T, countB: number, mixed: string): T | null {
  if (countA + countB === 0) return null;
  if (Math.min(countA, countB) > mistakes * (countA + countB)) {
    throw new ServiceError('invalid_input', mixed, { [a]: countA, [b]: countB });
  }
  return countA > countB ? a : b;
}
