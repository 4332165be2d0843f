/** A spelling of one word that stands for one or more tokens; `null` when it only looked like one. */
type Spelling = [RegExp, (groups: string[], token: (word: string) => string) => string | null];

const monthToken = /^m\d+$/;

const shortUnits: Record<string, string> = { d: 'day', w: 'week', s: 'week', m: 'month', y: 'year' };

/** Dates, numbered quarters and the like; the first that fits a word is taken. */
const spellings: Spelling[] = [
  [/^(\d+)$/, ([number]) => `${number}`],
  [/^(\d{4})[-/](\d{1,2})$/, ([year, month]) => `iso-${year}-${month}`],
  [/^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/, ([year, month, day]) => `iso-${year}-${month}-${day}`],
  [/^(\d{1,2})[-/](\d{4})$/, ([month, year]) => `iso-${year}-${month}`],
  [/^(\d{1,2})\/(\d{1,2})$/, ([first, second]) => `${first}/${second}`],
  [/^(\d{1,2})([-/])(\d{1,2})\2(\d{4}|\d{2})$/, ([a, , b, year = '']) => `${a}/${b}/${wholeYear(year)}`],
  [/^(\d{1,2})-(\d{1,2})$/, ([first, last]) => `${first} to ${last}`],
  [/^(\d{4})-?w(\d{1,2})$/, ([year, week]) => `w${Number(week)} ${year}`],
  [/^w(\d{1,2})$/, ([week]) => `w${Number(week)}`],
  [/^(\d{4})-?[qt]([1-4])$/, ([year, quarter]) => `q${quarter} ${year}`],
  [/^[qt]([1-4])$/, ([quarter]) => `q${quarter}`],
  [/^[qt]([1-4])[-/]?(\d{4}|\d{2})$/, ([quarter, year = '']) => `q${quarter} ${wholeYear(year)}`],
  [/^([1-4])t$/, ([quarter]) => `q${quarter}`],
  [/^([1-4])t[-/]?(\d{4}|\d{2})$/, ([quarter, year = '']) => `q${quarter} ${wholeYear(year)}`],
  [/^(\d{4})-?[hs]([12])$/, ([year, half]) => `h${half} ${year}`],
  [/^[hs]([12])$/, ([half]) => `h${half}`],
  [/^[hs]([12])[-/]?(\d{4}|\d{2})$/, ([half, year = '']) => `h${half} ${wholeYear(year)}`],
  [/^([12])s[-/]?(\d{4}|\d{2})$/, ([half, year = '']) => `h${half} ${wholeYear(year)}`],
  [/^(\d+)(?:st|nd|rd|th|o)$/, ([number]) => `#${Number(number)}`],
  [/^([a-z]+)[-/](\d{4}|\d{2})$/, ([word = '', year = ''], token) => monthYear(token(word), wholeYear(year))],
  [/^([a-z]+)-([a-z]+)$/, ([first = '', last = ''], token) => monthToMonth(token(first), token(last))],
  [/^(\d+)([a-z]+)$/, ([number, unit = ''], token) => gluedUnit(`${number}`, unit, token(unit))],
];

/**
 * The tokens that a word of digits and letters stands for (`T3/26` is the third quarter of 2026), or null.
 *
 * @param token The token of a word of letters alone, empty where nobody knows it.
 */
export function spell(word: string, token: (word: string) => string): string | null {
  for (const [pattern, read] of spellings) {
    const match = pattern.exec(word);
    if (match) return read(match.slice(1), token);
  }
  return null;
}

function wholeYear(year: string): string {
  return year.length === 2 ? `20${year}` : year;
}

function monthYear(month: string, year: string): string | null {
  return monthToken.test(month) ? `${month} ${year}` : null;
}

function monthToMonth(first: string, last: string): string | null {
  return monthToken.test(first) && monthToken.test(last) ? `${first} to ${last}` : null;
}

function gluedUnit(number: string, short: string, token: string): string | null {
  const unit = shortUnits[short] ?? token;
  return /^(day|week|month|quarter|half|year)$/.test(unit) ? `${number} ${unit}` : null;
}
