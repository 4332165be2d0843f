import { describe, expect, test } from 'vitest';
import { formatDay, formatMonth, formatSpan } from './format-date.ts';

describe('formatSpan', () => {
  test.each([
    ['2026-11-01', '2026-11-22', '1–22 November 2026', '1 a 22 de novembro de 2026'],
    ['2026-10-01', '2026-10-31', 'October 2026', 'outubro de 2026'],
    ['2024-02-01', '2024-02-29', 'February 2024', 'fevereiro de 2024'],
    ['2024-02-01', '2024-02-28', '1–28 February 2024', '1 a 28 de fevereiro de 2024'],
    ['2026-01-01', '2026-12-31', '2026', '2026'],
    ['2024-01-01', '2026-12-31', '2024–2026', '2024 a 2026'],
    ['2026-08-01', '2026-10-31', 'August–October 2026', 'agosto a outubro de 2026'],
    ['2025-11-01', '2026-01-31', 'November 2025 – January 2026', 'novembro de 2025 a janeiro de 2026'],
    ['2026-10-03', '2026-11-22', '3 October – 22 November 2026', '3 de outubro a 22 de novembro de 2026'],
    [
      '2025-12-20',
      '2026-01-05',
      '20 December 2025 – 5 January 2026',
      '20 de dezembro de 2025 a 5 de janeiro de 2026',
    ],
    ['2026-11-22', '2026-11-22', '22 November 2026', '22 de novembro de 2026'],
  ])('%s to %s', (from, to, en, pt) => {
    expect(formatSpan(from, to, 'en')).toBe(en);
    expect(formatSpan(from, to, 'pt-BR')).toBe(pt);
  });
});

test('a day and a month in each style', () => {
  expect(formatDay('2026-11-02', 'en')).toBe('2 Nov 2026');
  expect(formatDay('2026-11-02', 'en', 'long')).toBe('2 November 2026');
  expect(formatDay('2026-11-02', 'en', 'axis')).toBe('2 Nov');
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
