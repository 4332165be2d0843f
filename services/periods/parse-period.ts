import type { Day } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { addMonths, findDay } from './calendar.ts';
import { makeSpan, type Period } from './period.ts';
import type { Scope } from './read-date.ts';
import { readSinglePeriod } from './read-period.ts';
import { readWords, type Word } from './words.ts';

const longestYears = 20;
const earliest = '1900-01-01';
const longestText = 200;

export interface ParsePeriodOptions {
  /** Dates with slashes begin with the day, as Brazilians write them; without it, one that can be read both ways is refused. */
  dayFirst?: boolean;
}

/**
 * Reads a period as people write it, in English or Portuguese: "last month", "últimos 90 dias", `2026-10`,
 * "1 a 15 de outubro". "Last N days" are complete ones and end yesterday, "last N months" likewise whole months;
 * weeks run from Monday to Sunday; a date without year is the latest that has begun.
 *
 * @param today The shop's local day.
 * @throws ServiceError `invalid_input`, with the offending `part`: `period_unknown`, `period_impossible_date`,
 *   `period_ambiguous_date`, `period_reversed`, `period_in_future`, `period_empty`, `period_too_long` (over 20
 *   years), `period_too_early` (before 1900).
 */
export function parsePeriod(text: string, today: Day, { dayFirst = false }: ParsePeriodOptions = {}): Period {
  const typed = text.trim().slice(0, longestText);
  const words = text.length > longestText ? [] : readWords(text);
  const unknown = words.filter((word) => word.token === null);
  if (words.length === 0 || unknown.length > 0) throw refuse('period_unknown', nameUnknown(unknown) || typed);
  if (words.some((word) => word.token === 'next' || word.token === 'tomorrow')) {
    throw refuse('period_in_future', typed, { today });
  }
  const scope: Scope = { today, anchor: today, dayFirst, typed };
  const period = readPeriod(words, scope);
  if (!period) throw refuse('period_unknown', typed);
  if (period.from < earliest) throw refuse('period_too_early', typed);
  if (period.from > today) throw refuse('period_in_future', typed, { today });
  if (addMonths(period.from, 12 * longestYears) <= period.to)
    throw refuse('period_too_long', typed, { years: longestYears });
  return period;
}

function readPeriod(words: Word[], scope: Scope): Period | undefined {
  const [first, ...rest] = words;
  const single = readPiece(words, scope);
  if (single) return single;
  const range = readRange(words, 'to', scope) ?? readRange(words, 'and', scope);
  if (range) return range;
  // "a" and "e" join two ends in Portuguese, and otherwise say nothing.
  const meaningful = words.filter((word) => word.token !== 'and');
  if (meaningful.length < words.length && meaningful.length > 0) return readPeriod(meaningful, scope);
  if (first?.token === 'since' || first?.token === 'from') return readSince(rest, scope);
  return undefined;
}

function readSince(words: Word[], scope: Scope): Period | undefined {
  const start = readPiece(words, scope);
  if (start && start.from > scope.today)
    throw refuse('period_in_future', scope.typed, { today: scope.today });
  return start && makeSpan(start.from, scope.today);
}

function readRange(words: Word[], separator: string, scope: Scope): Period | undefined {
  for (const [index, word] of words.entries()) {
    if (word.token !== separator) continue;
    const left = words.slice(0, index).filter(({ token }) => token !== 'since' && token !== 'from');
    const range = joinEnds(left, words.slice(index + 1), scope);
    if (range) return range;
  }
  return undefined;
}

/**
 * An end without year takes the year that makes the range the latest one that has begun: "October to December" is
 * this year's from October on.
 */
function joinEnds(left: Word[], right: Word[], scope: Scope): Period | undefined {
  let ends: [Period, Period] | undefined;
  for (const anchor of [`${scope.today.slice(0, 4)}-12-31`, scope.today]) {
    const last = readPiece(right, { ...scope, anchor });
    const first = last && (readBareDay(left, last) ?? readPiece(left, { ...scope, anchor: last.to }));
    if (!first) return undefined;
    ends = [first, last];
    if (first.from <= scope.today) break;
  }
  if (!ends) return undefined;
  const [first, last] = ends;
  if (first.from > last.to) throw refuse('period_reversed', scope.typed, { from: first.from, to: last.to });
  return makeSpan(first.from, last.to);
}

/** The 1 of "1 to 15 October". */
function readBareDay(words: Word[], last: Period): Period | undefined {
  const [word, ...others] = words;
  const number = /^#?(\d{1,2})$/.exec(word?.token ?? '')?.[1];
  if (number === undefined || others.length > 0 || last.unit !== 'day') return undefined;
  const day = findDay(Number(last.from.slice(0, 4)), Number(last.from.slice(5, 7)), Number(number));
  return day === undefined ? undefined : makeSpan(day, day);
}

function readPiece(words: Word[], scope: Scope): Period | undefined {
  const typed = words
    .map((word, index) => (index === 0 ? word.typed : ` ${word.lead}${word.typed}`))
    .join('');
  return readSinglePeriod(words.map((word) => word.token).join(' '), { ...scope, typed: typed.trim() });
}

function nameUnknown(words: Word[]): string {
  return words.map((word) => word.typed).join(' ');
}

function refuse(reason: string, part: string, params: Record<string, string | number> = {}): ServiceError {
  return new ServiceError('invalid_input', reason, { part, ...params });
}
