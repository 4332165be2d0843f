import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth } from './display-width.ts';
import { makeInert } from './inert-text.ts';
import type { TablePart } from './reply.ts';
import { renderTable } from './table.ts';

const table: TablePart = {
  type: 'table',
  key: 'segments',
  columns: [
    { key: 'segment', label: 'Segmento', format: { kind: 'text' }, labels: { 'At Risk': 'Em risco' } },
    { key: 'customers', label: 'Clientes', format: { kind: 'count' } },
    { key: 'net', label: 'Receita líquida', format: { kind: 'money', currency: 'BRL' } },
    { key: 'change', label: 'Var.', format: { kind: 'change' } },
  ],
  rows: [
    { segment: 'Champions', customers: 1234, net: 98_765_432, change: 0.12 },
    { segment: 'At Risk', customers: 56, net: -1_200, change: null },
  ],
};

test('numbers stand right, names left, a dash where there is none', () => {
  expect(renderTable(table, { locale: 'pt-BR' })).toBe(
    [
      'Segmento   Clientes  Receita líquida   Var.',
      '───────────────────────────────────────────',
      'Champions     1.234    R$ 987.654,32  +12 %',
      'Em risco         56        −R$ 12,00      —',
    ].join('\n'),
  );
});

test('wide characters keep the columns straight', () => {
  const rows = [
    { segment: '日本語', customers: 1, net: 100, change: 0 },
    { segment: '🎁 Kit', customers: 22, net: 100, change: 0 },
    { segment: 'Coração'.normalize('NFD'), customers: 333, net: 100, change: 0 },
  ];
  const lines = renderTable({ ...table, rows }, { locale: 'en' })
    .split('\n')
    .slice(2);
  expect(new Set(lines.map(displayWidth)).size).toBe(1);
});

test('a narrow table breaks headings and names over lines, and cuts neither', () => {
  const rows = [
    { segment: 'Kit Cachos Definidos edição limitada', customers: 1234, net: 98_765_432, change: 0.12 },
    { segment: 'At Risk', customers: 5, net: 100, change: 0 },
  ];
  const narrow = renderTable({ ...table, rows }, { locale: 'pt-BR', width: 58 });
  expect(narrow).toBe(
    [
      '                                            Receita',
      'Segmento                    Clientes        líquida   Var.',
      '──────────────────────────────────────────────────────────',
      'Kit Cachos Definidos           1.234  R$ 987.654,32  +12 %',
      'edição limitada',
      'Em risco                           5        R$ 1,00    0 %',
    ].join('\n'),
  );
});

test('a number stays with its unit', () => {
  const rows = [{ segment: 'Café em grão torrado 250 g', customers: 1, net: 1, change: 0 }];
  for (let width = 45; width < 70; width++) {
    expect(renderTable({ ...table, rows }, { locale: 'pt-BR', width })).toContain('250 g');
  }
});

test('a table with no room left cuts the middle of names of its data, and says which columns are left out', () => {
  const rows = [
    {
      segment: 'Kit de Cachos Definidíssimos em edição muito limitada',
      customers: 1234,
      net: 98_765_432,
      change: 0.12,
    },
  ];
  const [first, ...others] = table.columns;
  const columns = [{ ...first, labels: undefined }, ...others] as typeof table.columns;
  const free = renderTable({ ...table, columns, rows }, { locale: 'pt-BR', width: 47 });
  expect(free).toContain('R$ 987.654,32');
  expect(free).toContain('+12 %');
  expect(free).toMatch(/^Kit de/m);
  expect(free).toMatch(/…/);
  const narrower = renderTable({ ...table, columns, rows }, { locale: 'pt-BR', width: 40 });
  expect(narrower).toContain('987.654,32');
  expect(narrower).not.toContain('+12');
  expect(narrower.split('\n').at(-1)).toMatch(/^Sem espaço/);
  const known = { ...table, rows: [{ ...rows[0], segment: 'At Risk' }] } as TablePart;
  for (const width of [40, 30, 20]) {
    expect(renderTable(known, { locale: 'pt-BR', width }).replace(/\s+/g, ' ')).toMatch(
      /─ Em (1.234 .*)?risco/,
    );
  }
});

test('no rows are words', () => {
  expect(renderTable({ ...table, rows: [] }, { locale: 'en' })).toBe('No rows');
  expect(renderTable({ ...table, rows: [] }, { locale: 'pt-BR' })).toBe('Nenhuma linha');
});

describe('content from outside', () => {
  test('ends no code block', () => {
    const rows = [{ segment: 'a`` `', customers: 1, net: 1, change: 0 }];
    expect(renderTable({ ...table, rows }, { locale: 'en' })).not.toContain('`');
  });

  test('keeps every line within the width, without spaces at its end', () => {
    const name = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 60 }));
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 12, max: 90 }),
        (names, width) => {
          const rows = names.map((segment) => ({
            segment: makeInert(segment),
            customers: 12,
            net: 345,
            change: 0.1,
          }));
          const lines = renderTable({ ...table, rows }, { locale: 'en', width }).split('\n');
          expect(lines.length).toBeGreaterThanOrEqual(rows.length + 2);
          // Headings and names take up to three lines each.
          expect(lines.length).toBeLessThanOrEqual(3 * rows.length + 5);
          for (const line of lines) {
            expect(displayWidth(line)).toBeLessThanOrEqual(width);
            expect(line).toBe(line.trimEnd());
          }
        },
      ),
    );
  });
});
