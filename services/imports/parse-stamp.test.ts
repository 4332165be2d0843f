import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStamp, weighDate } from './parse-stamp.ts';

const day = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
const hours = (h: number, m = 0, s = 0, ms = 0) => ((h * 60 + m) * 60 + s) * 1000 + ms;

describe('parseStamp', () => {
  it.each([
    ['2024-05-31', null, null],
    ['2024/05/31', null, null],
    ['20240531', null, null],
    ['31/05/2024', null, null],
    ['31-05-2024', null, null],
    ['31.05.24', null, null],
    ['31 de maio de 2024', null, null],
    ['31/mai/2024', null, null],
    ['31 May 2024', null, null],
    ['May 31, 2024', null, null],
    ['2024-05-31 10:20:30', hours(10, 20, 30), null],
    ['2024-05-31T10:20:30.123Z', hours(10, 20, 30, 123), 0],
    ['2024-05-31T10:20:30-03:00', hours(10, 20, 30), -180],
    ['2024-05-31 10:20:30 -0300', hours(10, 20, 30), -180],
    ['2024-05-31 10:20:30 UTC', hours(10, 20, 30), 0],
    ['31/05/2024 10:20', hours(10, 20), null],
    ['31/05/2024 às 22h20', hours(22, 20), null],
    ['31/05/2024, 10:20:30 PM', hours(22, 20, 30), null],
    ['31/05/2024 12:20 am', hours(0, 20), null],
    ['31 de maio de 2024 10:20 hs.', hours(10, 20), null],
  ])('reads %s', (text, time, offset) => {
    expect(parseStamp(text, 'dmy')).toEqual({ day: day('2024-05-31'), time, offset });
  });

  it.each([
    '2024-02-30',
    '31/04/2024',
    '2024-13-01',
    '0/1/2024',
    '45123',
    'yesterday',
    '2024-05-31 25:00',
    '1/2/3',
    '',
  ])('refuses %s', (text) => {
    expect(parseStamp(text, 'dmy')).toBeNull();
  });

  it('needs an order only where day and month could be exchanged', () => {
    expect(parseStamp('03/04/2024', 'dmy')?.day).toBe(day('2024-04-03'));
    expect(parseStamp('03/04/2024', 'mdy')?.day).toBe(day('2024-03-04'));
    expect(parseStamp('03/04/2024', null)).toBeNull();
    expect(parseStamp('04/04/2024', null)?.day).toBe(day('2024-04-04'));
    expect(parseStamp('2024-03-04', null)?.day).toBe(day('2024-03-04'));
  });

  it('reads back every day in every way of writing it', () => {
    const any = fc.integer({ min: day('1990-01-01'), max: day('2099-12-31') });
    fc.assert(
      fc.property(any, (number) => {
        const [y = '', m = '', d = ''] = new Date(number * 86_400_000).toISOString().slice(0, 10).split('-');
        for (const text of [
          `${y}-${m}-${d}`,
          `${y}${m}${d}`,
          `${d}/${m}/${y}`,
          `${Number(d)}.${Number(m)}.${y}`,
        ]) {
          expect(parseStamp(text, 'dmy')).toEqual({ day: number, time: null, offset: null });
        }
        expect(parseStamp(`${m}/${d}/${y}`, 'mdy')?.day).toBe(number);
      }),
    );
  });
});

describe('weighDate', () => {
  it.each([
    ['2024-05-06', 'none'],
    ['31/05/2024', 'dmy'],
    ['05/31/2024', 'mdy'],
    ['05/06/2024', 'ambiguous'],
    ['05/05/2024', 'none'],
    ['32/13/2024', null],
  ])('%s says %s', (text, expected) => {
    expect(weighDate(text)).toBe(expected);
  });
});
