import { expect, test } from 'vitest';
import { formatDay, formatMonth } from './format-date.ts';

test('a day and a month in each style', () => {
  expect(formatDay('2026-11-02', 'en')).toBe('2 Nov 2026');
  expect(formatDay('2026-11-02', 'en', 'long')).toBe('2 November 2026');
  expect(formatDay('2026-11-02', 'en', 'axis')).toBe('2 Nov');
  expect(formatDay('2026-11-01', 'pt-BR', 'long')).toBe('1º de novembro de 2026');
  expect(formatDay('2026-11-11', 'pt-BR', 'yearless')).toBe('11 de novembro');
  expect(formatDay('2026-11-02', 'pt-BR')).toBe('02/11/2026');
  expect(formatDay('2026-11-02', 'pt-BR', 'axis')).toBe('02/11');
  expect(formatMonth('2026-09', 'en')).toBe('September 2026');
  expect(formatMonth('2026-09-30', 'en', 'short')).toBe('Sep 2026');
  expect(formatMonth('2026-09', 'pt-BR', 'short')).toBe('set/2026');
  expect(formatMonth('2026-09', 'pt-BR', 'axis')).toBe('set');
});

test.each(['2026-13-01', '2026-02-30', '22/11/2026', ''])('%j is no day', (text) => {
  expect(() => formatDay(text, 'en')).toThrow(RangeError);
});
