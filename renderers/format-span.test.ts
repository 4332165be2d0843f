import { describe, expect, test } from 'vitest';
import { formatSpan, formatWithin } from './format-span.ts';

describe('formatSpan', () => {
  test.each([
    ['2026-11-01', '2026-11-22', '1–22 November 2026', '1º a 22 de novembro de 2026'],
    ['2026-10-01', '2026-10-31', 'October 2026', 'outubro de 2026'],
    ['2024-02-01', '2024-02-29', 'February 2024', 'fevereiro de 2024'],
    ['2024-02-01', '2024-02-28', '1–28 February 2024', '1º a 28 de fevereiro de 2024'],
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
    ['2026-01-01', '2026-11-22', '1 January – 22 November 2026', '1º de janeiro a 22 de novembro de 2026'],
    ['2026-11-22', '2026-11-22', '22 November 2026', '22 de novembro de 2026'],
  ])('%s to %s', (from, to, en, pt) => {
    expect(formatSpan(from, to, 'en')).toBe(en);
    expect(formatSpan(from, to, 'pt-BR')).toBe(pt);
  });
});

test.each([
  ['2026-01-01', '2026-11-22', '1 Jan – 22 Nov 2026', '01/01 a 22/11/2026'],
  ['2025-12-20', '2026-01-05', '20 Dec 2025 – 5 Jan 2026', '20/12/2025 a 05/01/2026'],
  ['2025-11-01', '2026-01-31', 'Nov 2025 – Jan 2026', 'nov/2025 a jan/2026'],
  ['2026-08-01', '2026-10-31', 'Aug–Oct 2026', 'ago a out/2026'],
  ['2026-11-01', '2026-11-22', '1–22 November 2026', '1º a 22 de novembro de 2026'],
  ['2026-10-01', '2026-10-31', 'October 2026', 'outubro de 2026'],
])('%s to %s in short', (from, to, en, pt) => {
  expect(formatSpan(from, to, 'en', 'short')).toBe(en);
  expect(formatSpan(from, to, 'pt-BR', 'short')).toBe(pt);
});

test.each([
  ['2026-11-23', '2026-11-23', 'on 23 November 2026', 'no dia 23 de novembro de 2026'],
  ['2026-01-01', '2026-01-01', 'on 1 January 2026', 'no dia 1º de janeiro de 2026'],
  ['2026-11-01', '2026-11-30', 'in November 2026', 'em novembro de 2026'],
  ['2025-01-01', '2025-12-31', 'in 2025', 'em 2025'],
  ['2026-11-01', '2026-11-22', 'from 1 to 22 November 2026', 'de 1º a 22 de novembro de 2026'],
  ['2026-08-01', '2026-10-31', 'from August to October 2026', 'de agosto a outubro de 2026'],
])('what happens %s to %s', (from, to, en, pt) => {
  expect(formatWithin(from, to, 'en')).toBe(en);
  expect(formatWithin(from, to, 'pt-BR')).toBe(pt);
});
