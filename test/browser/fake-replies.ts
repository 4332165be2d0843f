import type { ChartPart, Fact, Reply, TablePart } from '../../renderers/reply.ts';

const money = { kind: 'money', currency: 'BRL' } as const;
const change = { kind: 'change' } as const;
const count = { kind: 'count' } as const;

/** A Reply with nothing said yet. */
export const base: Reply = {
  summary: '',
  question: null,
  tone: 'answer',
  visibility: 'public',
  parts: [],
  actions: [],
  warnings: [],
  freshness: { text: 'Data to 22 Nov 2026', through: '2026-11-22', stale: false },
  provenance: null,
};

/** A chart of no matter what: the tests' own renderer draws by the description. */
export function fakeSpec(description: string): ChartPart['spec'] {
  return { description, data: { values: [{ x: 1 }] }, mark: 'bar', encoding: {} };
}

function makeFact(key: string, label: string, value: number, changes: [number | null, number | null]): Fact {
  const format = key === 'orders' || key.endsWith('customers') ? count : money;
  const [before, year] = changes;
  return {
    key,
    label,
    value,
    format,
    comparisons: [
      { label: 'vs September', previous: Math.round(value / 1.12), change: before, format: change },
      {
        label: 'vs Oct 2025',
        previous: year === null ? null : Math.round(value * 0.9),
        change: year,
        format: change,
      },
    ],
    better: key === 'refunds' ? 'down' : 'up',
  };
}

export const kpiReply: Reply = {
  ...base,
  summary: 'October 2026 brought R$ 182,310.45 net from 1,204 orders, 12 % more than September.',
  question: '/kpi 2026-10',
  parts: [
    {
      type: 'facts',
      key: 'kpis',
      facts: [
        makeFact('net', 'Net revenue', 18_231_045, [0.12, 0.31]),
        makeFact('gross', 'Gross revenue', 1_920_412_310, [0.104, -0.021]),
        makeFact('orders', 'Orders', 1_204, [0.031, 0.11]),
        makeFact('aov', 'Average order value', 15_142, [-0.0124, 0]),
        makeFact('new_customers', 'New customers', 310, [-0.08, null]),
        makeFact('returning_customers', 'Returning customers', 512, [0.06, 0.2]),
        { ...makeFact('refunds', 'Refunds', 512_300, [0.4, -0.12]) },
        {
          key: 'repeat_rate',
          label: 'Repeat rate',
          value: 0.423,
          format: { kind: 'percent' },
          comparisons: [
            { label: 'vs September', previous: 0.411, change: 0.012, format: { kind: 'points' } },
            { label: 'vs Oct 2025', previous: null, change: null, format: { kind: 'points' } },
          ],
          better: 'up',
        },
      ],
    },
    {
      type: 'chart',
      key: 'trend',
      spec: fakeSpec('trend'),
      alt: 'Line chart: net revenue a day in October 2026, against September.',
    },
    makeTable('days', 'Net revenue by day', 31, true),
  ],
  actions: [
    { label: 'By channel', ask: '/kpi 2026-10 by:channel' },
    { label: 'The month before', ask: '/kpi 2026-09' },
    { label: 'Who buys: RFM', ask: '/rfm 2026-10' },
  ],
  provenance: {
    definitions: [
      'Gross is price times quantity before discounts, without tax and shipping.',
      'Net is gross less discounts and refunds; a refund counts on its own day.',
    ],
    filters: ['1 to 31 October 2026 in America/Sao_Paulo', 'Orders in BRL'],
    rows: '1,204 orders, 2,310 lines',
    caveats: ['41 orders in other currencies are left out.'],
  },
};

export function makeTable(key: string, title: string, rows: number, detail = false): TablePart {
  return {
    type: 'table',
    key,
    title,
    detail,
    columns: [
      { key: 'name', label: 'Name', format: { kind: 'text' } },
      { key: 'day', label: 'Last order', format: { kind: 'day' } },
      { key: 'orders', label: 'Orders', format: count },
      { key: 'net', label: 'Net revenue', format: money },
    ],
    rows: Array.from({ length: rows }, (_, index) => ({
      name: `Customer ${index + 1}`,
      day: `2026-10-${String((index % 28) + 1).padStart(2, '0')}`,
      orders: 60 - index,
      net: 912_345 * (60 - index),
    })),
  };
}

const segmentRows: [string, number, number, number, number][] = [
  ['Champions', 612, 0.087, 91_231_045, 0.021],
  ['Loyal', 1_034, 0.147, 80_120_312, 0.008],
  ['Potential Loyalist', 901, 0.128, 31_023_110, -0.012],
  ['New', 310, 0.044, 4_123_310, 0.004],
  ['Promising', 288, 0.041, 3_912_345, 0],
  ['Need Attention', 402, 0.057, 12_312_300, -0.003],
  ['About to Sleep', 733, 0.104, 9_312_345, 0.011],
  ["Can't Lose", 121, 0.017, 21_312_366, 0.001],
  ['At Risk', 864, 0.123, 38_123_132, -0.015],
  ['Hibernating', 1_769, 0.252, 22_310_004, -0.015],
];

export const rfmReply: Reply = {
  ...base,
  summary:
    'Champions and Loyal are 23 % of 7,034 customers and bring 55 % of net revenue; 985 good customers are slipping away.',
  question: '/rfm 2026-10',
  parts: [
    {
      type: 'chart',
      key: 'segments',
      spec: fakeSpec('segments'),
      alt: 'Bar chart of customers by segment; Hibernating is the largest with 1,769.',
    },
    {
      type: 'table',
      key: 'segments',
      columns: [
        { key: 'segment', label: 'Segment', format: { kind: 'text' } },
        { key: 'customers', label: 'Customers', format: count },
        { key: 'share', label: 'Share', format: { kind: 'percent' } },
        { key: 'net', label: 'Net revenue', format: money },
        { key: 'change', label: 'Change in share', format: { kind: 'points' } },
      ],
      rows: segmentRows.map(([segment, customers, share, net, difference]) => ({
        segment,
        customers,
        share,
        net,
        change: difference,
      })),
    },
  ],
  actions: [
    { label: 'Who moved', ask: '/rfm moves 2026-10' },
    { label: 'A year ago', ask: '/rfm 2025-10' },
  ],
  warnings: ['Invented orders: this is the demo shop.'],
  freshness: { text: 'Data to 18 Nov 2026, 4 days behind', through: '2026-11-18', stale: true },
  provenance: {
    definitions: ['Scores 1 to 5 by the 20, 40, 60 and 80 % quantiles of recency, frequency and net.'],
    filters: ['Customers with a counted order up to 31 October 2026'],
    rows: null,
    caveats: [],
  },
};

export const movesReply: Reply = {
  ...base,
  summary:
    '214 customers moved to a better segment in October, 301 to a worse one, with R$ 182,310.45 at stake.',
  question: '/rfm moves 2026-10',
  parts: [
    { type: 'chart', key: 'moves', spec: fakeSpec('moves'), alt: 'Matrix of moves between segments.' },
    {
      type: 'table',
      key: 'moves',
      title: 'Largest moves',
      columns: [
        { key: 'from', label: 'From', format: { kind: 'text' } },
        { key: 'to', label: 'To', format: { kind: 'text' } },
        { key: 'customers', label: 'Customers', format: count },
        { key: 'net', label: 'Net revenue', format: money },
      ],
      rows: [
        { from: 'Loyal', to: 'At Risk', customers: 91, net: 8_123_100 },
        { from: 'Potential Loyalist', to: 'Champions', customers: 64, net: 5_523_100 },
        { from: null, to: 'New', customers: 310, net: 4_123_310 },
      ],
    },
  ],
};

export const errorReply: Reply = {
  ...base,
  summary: 'I could not read “smarch” as a period. Try “last month” or “2026-10”.',
  tone: 'error',
  visibility: 'private',
  actions: [
    { label: '/kpi last month', ask: '/kpi last month' },
    { label: '/kpi 2026-10', ask: '/kpi 2026-10' },
  ],
  freshness: null,
};

export const emptyReply: Reply = {
  ...base,
  summary: 'There are no orders yet. Import a CSV of your orders, then ask again.',
  question: '/rfm',
  tone: 'empty',
  parts: [{ type: 'text', text: 'npm run import -- orders.csv' }],
  freshness: null,
};
