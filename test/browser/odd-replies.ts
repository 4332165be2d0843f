import type { Reply } from '../../renderers/reply.ts';
import { base, fakeSpec, makeTable } from './fake-replies.ts';

const money = { kind: 'money', currency: 'BRL' } as const;
const change = { kind: 'change' } as const;

/** A string that would run or break out if any place let it. */
export const hostileText = `"><img src=x onerror="window.broken=1"><script>window.broken=1</script>'\`{{7*7}}javascript:`;

const longName = 'Aparecida-Conceição-de-Todos-os-Santos-e-Silva-Albuquerque '.repeat(3);

/** What data can throw at a page: no breaks, right-to-left, emoji, combining marks, control characters. */
export const oddReply: Reply = {
  ...base,
  summary: `${'Supercalifragilistico'.repeat(8)} عميل جديد 👩‍👩‍👧‍👦 ${longName}`,
  question: '/customer odd',
  parts: [
    {
      ...makeTable('long', 'Sixty customers', 60),
      rows: makeTable('long', '', 60).rows.map((row, index) =>
        index === 0 ? { ...row, name: longName } : row,
      ),
    },
    {
      type: 'table',
      key: 'odd',
      title: longName,
      columns: [
        { key: 'name', label: longName, format: { kind: 'text' } },
        { key: 'net', label: 'Net', format: money },
        { key: 'change', label: 'Change', format: change },
      ],
      rows: [
        { name: 'أهلا (وسهلا)', net: -123_456, change: -0.31 },
        { name: '🏳️‍🌈👩🏽‍🚀 Zoë Ångström', net: 990_000_000_000, change: 12.5 },
        { name: `x${'̈'.repeat(40)}`, net: null, change: null },
        { name: 'w'.repeat(200), net: 0, change: 0 },
        { name: '\u202Eevil\u0000\u0007', net: 1, change: 0.001 },
      ],
    },
  ],
  actions: [{ label: longName, ask: `/customer ${longName}` }],
  warnings: [longName, 'w'.repeat(300)],
};

/** The same reply with one string in every place that takes one. */
export function fillReply(text: string): Reply {
  const column = { key: 'cell', label: text, format: { kind: 'text' }, labels: { raw: text } } as const;
  return {
    summary: text,
    question: text,
    tone: 'answer',
    visibility: 'public',
    warnings: [text],
    parts: [
      { type: 'text', text },
      { type: 'link', label: text, path: text },
      { type: 'link', label: text, path: '/fixed' },
      { type: 'chart', key: 'drawn', spec: fakeSpec('any'), alt: text },
      { type: 'chart', key: 'failing', spec: fakeSpec('fails'), alt: text },
      {
        type: 'facts',
        key: text,
        facts: [
          {
            key: text,
            label: text,
            value: text,
            format: { kind: 'text' },
            better: 'up',
            comparisons: [
              { label: text, previous: text, change: 0.1, format: change },
              { label: text, previous: text, change: null, format: change },
            ],
          },
        ],
      },
      {
        type: 'table',
        key: text,
        title: text,
        columns: [column, { ...column, key: text }],
        rows: [{ cell: text }, { cell: 'raw' }],
      },
      { type: 'table', key: text, title: text, columns: [column], rows: [{ cell: text }], detail: true },
      { type: 'table', key: text, title: text, columns: [column], rows: [] },
    ],
    actions: [{ label: text, ask: text }],
    freshness: { text, through: null, stale: false },
    provenance: { definitions: [text], filters: [text], rows: text, caveats: [text] },
    reference: text,
  };
}
