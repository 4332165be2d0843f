import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  comparisonRanges,
  localDay,
  parseAsOf,
  parsePeriod,
  previousPeriod,
  startOfDay,
  yearBefore,
} from './index.ts';

const today = '2026-11-23';
const saoPaulo = 'America/Sao_Paulo';

const earlier = (text: string) => {
  const period = parsePeriod(text, today);
  return [previousPeriod(period).text, yearBefore(period).text];
};

const compare = (text: string, through: string, timeZone = saoPaulo) => {
  const instant = new Date(through);
  const period = parsePeriod(text, localDay(instant, timeZone));
  const {
    current,
    before,
    yearBefore: year,
    ...rest
  } = comparisonRanges({ period, through: instant, timeZone });
  const write = (range: { from: string; to: string; until: string | null }) =>
    `${range.from}..${range.to}${range.until === null ? '' : ` until ${range.until}`}`;
  return { current: write(current), before: write(before), year: write(year), ...rest };
};

describe('the period before and the year before', () => {
  it.each([
    ['2026-10', '2026-09', '2025-10'],
    ['2024-02', '2024-01', '2023-02'],
    ['2026-Q1', '2025-Q4', '2025-Q1'],
    ['2026', '2025', '2025'],
    ['2026-01..2026-04', '2025-09..2025-12', '2025-01..2025-04'],
    ['2026-10-05', '2026-10-04', '2025-10-06'],
    ['2026-W42', '2026-W41', '2025-W42'],
    ['2021-W01', '2020-W53', '2020-W02'],
    ['last 90 days', '2026-05-27..2026-08-24', '2025-08-26..2025-11-23'],
    ['30d..2026-09-30', '2026-08-02..2026-08-31', '2025-09-02..2025-10-01'],
    ['365d..2026-11-22', '2024-11-23..2025-11-22', '2024-11-23..2025-11-22'],
  ])('of %s are %s and %s', (text, before, year) => expect(earlier(text)).toEqual([before, year]));

  it('a year before keeps the weekday of days, as Black Friday shows', () => {
    expect(earlier('2025-11-28')[1]).toBe('2024-11-29');
  });
});

describe('a period that is over', () => {
  it('is compared whole', () => {
    expect(compare('last month', '2026-11-23T15:00:00Z')).toEqual({
      current: '2026-10-01..2026-10-31',
      before: '2026-09-01..2026-09-30',
      year: '2025-10-01..2025-10-31',
      unfinished: false,
      elapsedDays: 31,
      totalDays: 31,
    });
  });

  it('is over at the very midnight of the shop', () => {
    expect(compare('2026-10', '2026-11-01T02:59:59.999Z').unfinished).toBe(true);
    expect(compare('2026-10', '2026-11-01T03:00:00Z').unfinished).toBe(false);
  });
});

describe('a period still running', () => {
  it('is compared to the same day and time of the earlier ones', () => {
    expect(compare('this month', '2026-11-23T15:30:00Z')).toEqual({
      current: '2026-11-01..2026-11-23 until 2026-11-23T15:30:00.000Z',
      before: '2026-10-01..2026-10-23 until 2026-10-23T15:30:00.000Z',
      year: '2025-11-01..2025-11-23 until 2025-11-23T15:30:00.000Z',
      unfinished: true,
      elapsedDays: 23,
      totalDays: 30,
    });
  });

  it('takes whole days where the data ends with a day', () => {
    const { current, before, year, elapsedDays } = compare('2026-11', '2026-11-23T03:00:00Z');
    expect([current, before, year, elapsedDays]).toEqual([
      '2026-11-01..2026-11-22',
      '2026-10-01..2026-10-22',
      '2025-11-01..2025-11-22',
      22,
    ]);
  });

  it('stops at the end of a shorter month', () => {
    expect(compare('2026-03', '2026-03-31T15:00:00Z').before).toBe('2026-02-01..2026-02-28');
    expect(compare('2024-02', '2024-02-29T15:00:00Z').year).toBe('2023-02-01..2023-02-28');
  });

  it('takes whole months of a quarter against whole months', () => {
    expect(compare('2026-Q1', '2026-03-01T03:00:00Z').before).toBe('2025-10-01..2025-11-30');
    expect(compare('2026', '2026-03-01T03:00:00Z').year).toBe('2025-01-01..2025-02-28');
  });

  it('compares a week and a day by weekday', () => {
    const week = compare('this week', '2026-11-25T15:00:00Z');
    expect([week.before, week.year]).toEqual([
      '2026-11-16..2026-11-18 until 2026-11-18T15:00:00.000Z',
      '2025-11-24..2025-11-26 until 2025-11-26T15:00:00.000Z',
    ]);
    expect(compare('today', '2026-11-23T15:00:00Z').before).toBe(
      '2026-11-22..2026-11-22 until 2026-11-22T15:00:00.000Z',
    );
  });

  it('has nothing elapsed where the data ends before it', () => {
    const period = parsePeriod('2026-10', today);
    const ranges = comparisonRanges({
      period,
      through: new Date('2026-09-20T15:00:00Z'),
      timeZone: saoPaulo,
    });
    expect(ranges).toMatchObject({ unfinished: true, elapsedDays: 0, totalDays: 31 });
    expect(ranges.current).toEqual({
      from: '2026-10-01',
      to: '2026-10-01',
      until: '2026-10-01T03:00:00.000Z',
    });
    expect(ranges.before).toEqual({
      from: '2026-09-01',
      to: '2026-09-01',
      until: '2026-09-01T03:00:00.000Z',
    });
  });
});

describe('daylight saving', () => {
  it('begins a day whose midnight is skipped at one', () => {
    expect(startOfDay('2018-11-04', saoPaulo).toISOString()).toBe('2018-11-04T03:00:00.000Z');
    expect(localDay(new Date('2018-11-04T02:59:59Z'), saoPaulo)).toBe('2018-11-03');
    expect(localDay(new Date('2018-11-04T03:00:00Z'), saoPaulo)).toBe('2018-11-04');
  });

  it('keeps the time of the clock, not the distance', () => {
    const { before } = compare('2018-11', '2018-11-10T12:00:00Z');
    expect(before).toBe('2018-10-01..2018-10-10 until 2018-10-10T13:00:00.000Z');
  });

  it('has one day for 23:00 that comes twice', () => {
    expect(localDay(new Date('2019-02-17T02:30:00Z'), saoPaulo)).toBe('2019-02-16');
    expect(startOfDay('2019-02-17', saoPaulo).toISOString()).toBe('2019-02-17T03:00:00.000Z');
  });

  it('takes an equal part of the day where the time was skipped a year before', () => {
    expect(compare('2019-11', '2019-11-04T03:30:00Z').year).toBe(
      '2018-11-01..2018-11-04 until 2018-11-04T03:30:00.000Z',
    );
  });
});

describe('comparison ranges', () => {
  const zones = fc.constantFrom(
    saoPaulo,
    'UTC',
    'Europe/London',
    'Pacific/Apia',
    'Asia/Kathmandu',
    'Africa/Cairo',
  );
  const periods = fc.constantFrom(
    'this month',
    'this week',
    'this quarter',
    'ytd',
    'today',
    'last 90 days',
    'since march',
    'h2',
    '2015',
  );

  it('are never empty, within their periods, and cut within their last day', () => {
    const seconds = fc.integer({ min: 1_000_000_000, max: 1_900_000_000 });
    fc.assert(
      fc.property(periods, seconds, fc.nat(40 * 86_400), zones, (text, now, lag, timeZone) => {
        const asked = new Date(now * 1000);
        const through = new Date((now - lag) * 1000);
        const day = localDay(asked, timeZone);
        const period = parsePeriod(text === '2015' ? day.slice(0, 4) : text, day);
        const ranges = comparisonRanges({ period, through, timeZone });
        const wholes = [period, previousPeriod(period), yearBefore(period)];
        for (const [index, range] of [ranges.current, ranges.before, ranges.yearBefore].entries()) {
          expect([range.from, range.from <= range.to]).toEqual([wholes[index]?.from, true]);
          expect(range.to <= (wholes[index]?.to ?? '')).toBe(true);
          if (range.until === null) continue;
          const until = new Date(range.until);
          expect(until >= startOfDay(range.to, timeZone)).toBe(true);
          expect(until < startOfDay(addDays(range.to, 1), timeZone)).toBe(true);
        }
        expect(ranges.elapsedDays <= ranges.totalDays).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the day of a state', () => {
  it.each([
    ['2006-12-31', { day: '2006-12-31', isMonth: false, text: '2006-12-31' }],
    ['2026-10', { day: '2026-10-31', isMonth: true, text: '2026-10' }],
    ['outubro', { day: '2026-10-31', isMonth: true, text: '2026-10' }],
    ['last month', { day: '2026-10-31', isMonth: true, text: '2026-10' }],
    ['this month', { day: today, isMonth: true, text: '2026-11' }],
    ['2025', { day: '2025-12-31', isMonth: true, text: '2025-12' }],
    ['semana passada', { day: '2026-11-22', isMonth: false, text: '2026-11-22' }],
    ['hoje', { day: today, isMonth: false, text: today }],
  ])('%s', (text, expected) => {
    expect(parseAsOf(text, today)).toEqual(expected);
    expect(parseAsOf(expected.text, today)).toEqual(expected);
  });

  it('is not a stretch of days', () => {
    expect(() => parseAsOf('last 90 days', today)).toThrow(/as_of_not_a_day.*last 90 days/);
  });
});
