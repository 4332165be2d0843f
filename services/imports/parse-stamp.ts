/** How dates such as 03/04/2024 are meant: day first, or month first. */
export type DateOrder = 'dmy' | 'mdy';

/** A date as written, perhaps with a time and its own offset. */
export interface Stamp {
  /** Days since 1970-01-01 of the calendar day. */
  day: number;
  /** Milliseconds since the day's 00:00; null for a date alone. */
  time: number | null;
  /** Minutes east of UTC; null where the text names no zone. */
  offset: number | null;
}

/** What a date says about the order of day and month in its file; `none`: nothing, it reads the same either way. */
export type DateEvidence = DateOrder | 'ambiguous' | 'none';

const minute = 60_000;
export const dayLength = 86_400_000;

const numeric = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?:(?:T|[\s,]+)(.*))?$/;
const compact = /^(\d{4})(\d{2})(\d{2})(?:T?[\s]*(\d{2}:?.*))?$/;
const dayNamed =
  /^(\d{1,2})(?:º|°|st|nd|rd|th)?[\s./-]+(?:de\s+)?(\p{L}{3,9})\.?,?[\s./-]+(?:de\s+)?(\d{4}|\d{2})(?:[\s,]+(.*))?$/u;
const monthNamed = /^(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:[\s,]+(.*))?$/u;
const clock =
  /^(?:at\s+|às\s+|as\s+|-\s*)?(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap])?(?:\.?m\.?)?\s*(?:hs?\.?)?\s*(z|utc|gmt|(?:utc|gmt)?([+-])(\d{2}):?(\d{2})?)?$/i;

const months = new Map(
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
    .map((name, index): [string, number] => [name, index + 1])
    .concat([
      ['fev', 2],
      ['abr', 4],
      ['mai', 5],
      ['ago', 8],
      ['set', 9],
      ['out', 10],
      ['dez', 12],
    ]),
);

/** Days since 1970 of a calendar day, or null when there is no such day. */
function dayNumber(year: number, month: number, day: number): number | null {
  const whole = year < 100 ? year + (year < 70 ? 2000 : 1900) : year;
  const ms = Date.UTC(whole, month - 1, day);
  const date = new Date(ms);
  if (whole > 9999 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return ms / dayLength;
}

interface Clock {
  time: number;
  offset: number | null;
}

function parseClock(text: string): Clock | null {
  const match = clock.exec(text);
  if (!match) return null;
  const [, h, m, s = '0', fraction = '', half, zone, sign, zoneHours = '0', zoneMinutes = '0'] = match;
  let hours = Number(h);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return null;
    hours = (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  if (hours > 23 || Number(m) > 59 || Number(s) > 59 || Number(zoneMinutes) > 59) return null;
  const time =
    (hours * 60 + Number(m)) * minute + Number(s) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  if (zone === undefined) return { time, offset: null };
  const offset = Number(zoneHours) * 60 + Number(zoneMinutes);
  return { time, offset: sign === '-' ? -offset : offset };
}

function finish(day: number | null, rest: string | undefined): Stamp | null {
  if (day === null) return null;
  if (rest === undefined || rest === '') return { day, time: null, offset: null };
  const read = parseClock(rest);
  return read && { day, ...read };
}

/** `2024-05-31` or `2024-05-31 10:20:30`, by far the most common, without a regular expression. */
function parsePlain(text: string): Stamp | null {
  const length = text.length;
  if ((length !== 10 && length !== 19) || text[4] !== '-' || text[7] !== '-') return null;
  const day = dayNumber(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
  if (day === null) return null;
  if (length === 10) return { day, time: null, offset: null };
  const hours = Number(text.slice(11, 13));
  const minutes = Number(text.slice(14, 16));
  const seconds = Number(text.slice(17, 19));
  if (text[13] !== ':' || text[16] !== ':' || !(hours < 24 && minutes < 60 && seconds < 60)) return null;
  return { day, time: ((hours * 60 + minutes) * 60 + seconds) * 1000, offset: null };
}

/**
 * Reads a date or stamp: ISO, day/month/year or month/day/year as `order` says, or with the month's English or
 * Portuguese name. Null when it is none, or when it would need an order that is not given.
 */
export function parseStamp(text: string, order: DateOrder | null): Stamp | null {
  const plain = parsePlain(text);
  if (plain) return plain;
  const parts = numeric.exec(text);
  if (parts) {
    const [, a = '', , b = '', c = '', rest] = parts;
    if (a.length === 4) return c.length > 2 ? null : finish(dayNumber(Number(a), Number(b), Number(c)), rest);
    if (a.length > 2 || (c.length !== 4 && c.length !== 2)) return null;
    const chosen = order ?? (a === b ? 'dmy' : null);
    if (chosen === null) return null;
    const [day, month] = chosen === 'dmy' ? [a, b] : [b, a];
    return finish(dayNumber(Number(c), Number(month), Number(day)), rest);
  }
  const packed = compact.exec(text);
  if (packed) return finish(dayNumber(Number(packed[1]), Number(packed[2]), Number(packed[3])), packed[4]);
  const named = dayNamed.exec(text);
  if (named) return finishNamed(named[3], named[2], named[1], named[4]);
  const american = monthNamed.exec(text);
  return american && finishNamed(american[3], american[1], american[2], american[4]);
}

function finishNamed(year = '', name = '', day = '', rest?: string): Stamp | null {
  const month = months.get(name.toLowerCase().slice(0, 3));
  return month === undefined ? null : finish(dayNumber(Number(year), month, Number(day)), rest);
}

/** What a date says about the order of day and month in its file, or null when it is no date. */
export function weighDate(text: string): DateEvidence | null {
  if (parsePlain(text)) return 'none';
  const dmy = parseStamp(text, 'dmy');
  const mdy = parseStamp(text, 'mdy');
  if (dmy && mdy) return dmy.day === mdy.day ? 'none' : 'ambiguous';
  if (dmy) return 'dmy';
  return mdy ? 'mdy' : null;
}
