import { ServiceError } from '../errors.ts';
import { addDays } from './calendar.ts';
import { type CalendarUnit, makeDays, makeUnit, makeUnits, type Period } from './period.ts';
import {
  readDay,
  readLastMonth,
  readMonth,
  readPart,
  readSlashedDate,
  readWeek,
  type Scope,
} from './read-date.ts';

type Rule = [RegExp, (groups: (string | undefined)[], scope: Scope) => Period];

/** More units than any period may have: a guard before anything is computed. */
const mostUnits = 7400;

const unit = '(day|week|month|quarter|half|year)';

const rules: Rule[] = [
  [/^today$/, (_, { today }) => makeUnit('day', today)],
  [/^yesterday$/, (_, { today }) => makeUnit('day', today, -1)],
  [/^daybefore$/, (_, { today }) => makeUnit('day', today, -2)],
  [pattern(`this ${unit}(?: now)?`), ([name], { today }) => makeUnit(asUnit(name), today)],
  [pattern(`${unit} this(?: now)?`), ([name], { today }) => makeUnit(asUnit(name), today)],
  [
    pattern(`(?:this )?${unit}(?: this)? to (?:now|today)`),
    ([name], { today }) => makeUnit(asUnit(name), today),
  ],
  [pattern(`last ${unit}`), ([name], { today }) => makeUnit(asUnit(name), today, -1)],
  [pattern(`${unit} last`), ([name], { today }) => makeUnit(asUnit(name), today, -1)],
  [pattern(`(?:last )?(\\d+) (?:last )?${unit}(?: last)?`), readLastUnits],
  [/^(\d+) day to iso-(\d{4})-(\d{1,2})-(\d{1,2})$/, readDaysTo],
  [/^(\d{4})$/, ([year], scope) => readPart(1, 12, year, scope)],
  [/^iso-(\d{4})-(\d{1,2})$/, ([year, month], scope) => readMonth(Number(month), year, scope)],
  [/^iso-(\d{4})-(\d{1,2})-(\d{1,2})$/, ([y, m, d], scope) => readDay(Number(d), Number(m), y, scope)],
  [
    /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/,
    ([a, b, y], scope) => readSlashedDate(Number(a), Number(b), y, scope),
  ],
  [/^last m(\d+)$/, ([month], scope) => readLastMonth(Number(month), scope)],
  [/^m(\d+) last$/, ([month], scope) => readLastMonth(Number(month), scope)],
  [/^m(\d+)(?: (\d{4}))?$/, ([month, year], scope) => readMonth(Number(month), year, scope)],
  [/^#?(\d{1,2}) m(\d+)(?: (\d{4}))?$/, ([d, m, y], scope) => readDay(Number(d), Number(m), y, scope)],
  [/^m(\d+) #?(\d{1,2})(?: (\d{4}))?$/, ([m, d, y], scope) => readDay(Number(d), Number(m), y, scope)],
  [/^q([1-4])(?: (\d{4}))?$/, ([quarter, year], scope) => readPart(Number(quarter), 3, year, scope)],
  [/^h([12])(?: (\d{4}))?$/, ([half, year], scope) => readPart(Number(half), 6, year, scope)],
  [/^w(\d{1,2})(?: (\d{4}))?$/, ([week, year], scope) => readWeek(Number(week), year, scope)],
];

/**
 * The one period that tokens name, or undefined where they name none; ranges are not read here.
 *
 * @throws ServiceError `invalid_input` for a date that does not exist or that can be read in two ways.
 */
export function readSinglePeriod(tokens: string, scope: Scope): Period | undefined {
  const text = settleYear(settleNumber(tokens), scope);
  for (const [expression, read] of rules) {
    const match = expression.exec(text);
    if (match) return read(match.slice(1), scope);
  }
  return undefined;
}

/** "3rd quarter", "quarter 3" and "3 quarter 2026" are all `q3`; "2026 q3" is "q3 2026". */
function settleNumber(tokens: string): string {
  return tokens
    .replace(/^#(\d{1,2}) ([qhw])(?:uarter|alf|eek)\b/, '$2$1')
    .replace(/^(\d{1,2}) ([qhw])(?:uarter|alf|eek) (?=\d{4}$)/, '$2$1 ')
    .replace(/^([qhw])(?:uarter|alf|eek) #?(\d{1,2})\b/, '$1$2')
    .replace(/^(\d{4}) ([mqhw]\d+)$/, '$2 $1')
    .replace(/\bm12 (?=(?:last )?(?:day|week|month)\b)/, '10 ');
}

/** "October last year" is October of that year. */
function settleYear(tokens: string, { today }: Scope): string {
  const year = Number(today.slice(0, 4));
  return tokens
    .replace(/^(#?\d* ?[mqhw]\d+(?: #?\d+)?) (?:last year|year last)$/, `$1 ${year - 1}`)
    .replace(/^(#?\d* ?[mqhw]\d+(?: #?\d+)?) (?:this year|year this)$/, `$1 ${year}`)
    .replace(/^this ([mqh]\d+)$/, `$1 ${year}`);
}

function pattern(body: string): RegExp {
  return new RegExp(`^${body}$`);
}

function asUnit(name: string | undefined): CalendarUnit {
  return name as CalendarUnit;
}

function readLastUnits([count, name]: (string | undefined)[], scope: Scope): Period {
  const number = checkCount(count, scope);
  return makeUnits(asUnit(name), scope.today, -number, number);
}

function readDaysTo([count, year, month, day]: (string | undefined)[], scope: Scope): Period {
  const number = checkCount(count, scope);
  const { to } = readDay(Number(day), Number(month), year, scope);
  return makeDays(addDays(to, 1 - number), to);
}

function checkCount(count: string | undefined, { typed }: Scope): number {
  const number = Number(count);
  if (number < 1) throw new ServiceError('invalid_input', 'period_empty', { part: typed });
  if (number > mostUnits)
    throw new ServiceError('invalid_input', 'period_too_long', { part: typed, years: 20 });
  return number;
}
