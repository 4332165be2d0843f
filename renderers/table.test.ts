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

test('a narrow table cuts names, never numbers, and says which columns are left out', () => {
  const rows = [
    { segment: 'Kit Cachos Definidos edição limitada', customers: 1234, net: 98_765_432, change: 0.12 },
  ];
  const narrow = renderTable({ ...table, rows }, { locale: 'pt-BR', width: 40 });
  expect(narrow).toContain('Kit…ada');
  expect(narrow).toContain('R$ 987.654,32');
  expect(narrow).toContain('+12 %');
  const narrower = renderTable({ ...table, rows }, { locale: 'pt-BR', width: 30 });
  expect(narrower).toContain('987.654,32');
  expect(narrower).not.toContain('+12');
  expect(narrower.split('\n').at(-1)).toMatch(/^Sem espaço/);
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
          expect(lines.length).toBeLessThanOrEqual(rows.length + 3);
          for (const line of lines) {
            expect(displayWidth(line)).toBeLessThanOrEqual(width);
            expect(line).toBe(line.trimEnd());
          }
        },
      ),
    );
  });
});
