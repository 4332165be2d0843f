import { expect, test } from 'vitest';
import type { Reply } from './reply.ts';
import { renderText } from './text.ts';

const reply: Reply = {
  summary:
    'October 2026: net revenue of R$12,345.00, up 12 % on September, from 321 orders averaging R$38.46.',
  question: '/kpi 2026-10',
  tone: 'answer',
  visibility: 'public',
  parts: [
    {
      type: 'facts',
      key: 'kpis',
      facts: [
        {
          key: 'net',
          label: 'Net revenue',
          value: 1_234_500,
          format: { kind: 'money', currency: 'BRL' },
          better: 'up',
          comparisons: [
            { label: 'vs September', previous: 1_100_000, change: 0.122, format: { kind: 'change' } },
            { label: 'vs October 2025', previous: null, change: null, format: { kind: 'change' } },
            { label: 'vs July 2026', previous: 0, change: null, format: { kind: 'change' } },
          ],
        },
        {
          key: 'orders',
          label: 'Orders',
          value: 321,
          format: { kind: 'count' },
          better: 'up',
          comparisons: [],
        },
      ],
    },
    { type: 'chart', key: 'trend', spec: { mark: 'point', data: { values: [] } }, alt: 'A line that rises.' },
    {
      type: 'table',
      key: 'days',
      title: 'By day',
      detail: true,
      columns: [{ key: 'day', label: 'Day', format: { kind: 'day' } }],
      rows: [{ day: '2026-10-01' }],
    },
    { type: 'link', label: 'On the web', path: '/ask?q=kpi' },
  ],
  actions: [{ label: 'By channel', ask: '/kpi 2026-10 by:channel' }],
  warnings: ['This is the demo shop.'],
  freshness: { text: 'Data to 31 Oct 2026', through: '2026-10-31', stale: false },
  provenance: {
    definitions: ['Net is gross less discounts and refunds.'],
    filters: [],
    rows: '321 orders',
    caveats: [],
  },
};

test('a whole reply as text', () => {
  const pictures = new Map([['trend', { path: '/tmp/a.png' }]]);
  expect(
    renderText(reply, { locale: 'en', width: 72, pictures }),
  ).toBe(`October 2026: net revenue of R$12,345.00, up 12 % on September, from 321
orders averaging R$38.46.

! This is the demo shop.

Net revenue  R$12,345.00  +12 % vs September (R$11,000.00)
                          vs July 2026 (R$0.00)
Orders               321

Chart: /tmp/a.png

On the web: /ask?q=kpi

Ask next:
  /kpi 2026-10 by:channel  (By channel)

Data to 31 Oct 2026`);
});

test('facts keep within the width: comparisons go on below themselves, or below the fact', () => {
  const facts = { ...reply, parts: reply.parts.filter(({ type }) => type === 'facts') };
  const lines = (width: number) => renderText(facts, { locale: 'en', width }).split('\n');
  expect(lines(57).slice(3, 9)).toEqual([
    '! This is the demo shop.',
    '',
    'Net revenue  R$12,345.00  +12 % vs September',
    '                            (R$11,000.00)',
    '                          vs July 2026 (R$0.00)',
    'Orders               321',
  ]);
  expect(lines(40).slice(-9, -4)).toEqual([
    'Net revenue  R$12,345.00',
    '  +12 % vs September (R$11,000.00)',
    '  vs July 2026 (R$0.00)',
    'Orders               321',
    '',
  ]);
});

test('detail and provenance where they are asked for', () => {
  const text = renderText(reply, { locale: 'pt-BR', width: 72, detail: true, provenance: true });
  expect(text).toContain('By day\nDay\n');
  expect(text).toContain('01/10/2026');
  expect(text).toContain('Definições\n- Net is gross');
  expect(text).toContain('Com base em\n- 321 orders');
  expect(text).not.toContain('Filtros');
});

test('a chart without a picture is told in words, and why', () => {
  expect(renderText(reply, { locale: 'en', width: 72 })).toContain('In words: A line that rises.');
  const pictures = new Map([['trend', { failed: 'the disk is full' }]]);
  const text = renderText(reply, { locale: 'en', width: 72, pictures });
  expect(text).toContain('The chart could not be drawn: the disk is full\nIn words: A line that rises.');
});

test('an error names its reference', () => {
  const failed: Reply = {
    ...reply,
    tone: 'error',
    summary: 'Nothing is called “a”.',
    parts: [],
    actions: [],
    warnings: [],
    freshness: null,
    reference: 'req-7',
  };
  expect(renderText(failed, { locale: 'en', width: 72 })).toBe('Nothing is called “a”.\n\nReference: req-7');
});

test('a number and its unit stay on one line, whatever the width', () => {
  const summary = 'Receita de R$\u00A012.345,00, alta de 12\u00A0% sobre setembro.';
  const bare = { ...reply, summary, parts: [], actions: [], warnings: [], freshness: null };
  for (let width = 12; width < 60; width += 1) {
    const lines = renderText(bare, { locale: 'pt-BR', width }).split('\n');
    expect(lines.join(' ')).toBe(summary.replaceAll('\u00A0', ' '));
    expect(lines.filter((line) => /R\$$|^%|^12\.345/.test(line))).toEqual([]);
  }
});
