import { describe, expect, test } from 'vitest';
import { type Locale, locales } from '../locale.ts';
import type { Format } from '../reply.ts';
import { segments } from '../segments.ts';
import { drawBreakdown } from './breakdown.ts';
import { type CalibrationPoint, drawCalibration } from './calibration.ts';
import { type CustomerMonth, drawCustomerHistory } from './customer-history.ts';
import { drawEffects } from './effects.ts';
import type { Drawing } from './frame.ts';
import { drawFunnel } from './funnel.ts';
import { drawGrid, type GridCell } from './grid.ts';
import { drawIntervals } from './intervals.ts';
import { drawMoves, type MoveRow } from './moves.ts';
import { drawSegments, type SegmentRow } from './segments.ts';
import { measureText } from './text-width.ts';
import { drawTrend, type TrendSeries } from './trend.ts';

const currency = 'BRL';
const money: Format = { kind: 'money', currency };
const head = { title: 'The finding', subtitle: 'What is drawn', footer: 'Demo shop' };

type Row = Record<string, unknown>;

function rowsOf({ spec }: Drawing, name: string): Row[] {
  return (spec as { datasets: Record<string, Row[]> }).datasets[name] ?? [];
}

/** Pixels of the lines of a trend, a list for each that is drawn at a stretch. */
function strokesOf(drawing: Drawing, name: string): unknown[][] {
  return rowsOf(drawing, name).map(({ coordinates }) => coordinates as unknown[]);
}

function wordsOf({ spec }: Drawing): { subtitle: string[] } {
  const { params } = spec as unknown as { params: { name: string; value: { subtitle: string[] } }[] };
  return params.find(({ name }) => name === 'words')?.value ?? { subtitle: [] };
}

/** Golden spec: all but the theme, which has its own tests. */
async function expectGolden({ spec, alt }: Drawing, name: string): Promise<void> {
  const golden = JSON.stringify({ alt, spec: { ...spec, config: undefined } }, null, 1);
  await expect(`${golden}\n`).toMatchFileSnapshot(`./golden/${name}.json.golden`);
}

function days(first: string, values: (number | null)[]): TrendSeries['values'] {
  return values.map((value, index) => ({
    day: new Date(Date.parse(first) + index * 86_400_000).toISOString().slice(0, 10),
    value,
  }));
}

const trend = (values: (number | null)[], more: object = {}): Parameters<typeof drawTrend>[0] => ({
  ...head,
  series: [{ name: 'October', values: days('2026-10-01', values), emphasis: true }],
  format: money,
  granularity: 'day',
  ...more,
});

const segmentRows: SegmentRow[] = segments.map((segment, index) => ({
  segment,
  customers: 100 * (index + 1),
  share: (index + 1) / 55,
  net: 1_000_000 * (index - 1),
  change: index === 3 ? null : 4 - index,
}));

const cells: GridCell[] = [
  { r: 5, f: 5, segment: 'Champions', customers: 100, net: 50_000 },
  { r: 5, f: 4, segment: 'Champions', customers: 25, net: 5000 },
  { r: 1, f: 1, segment: 'Hibernating', customers: 64, net: 0 },
];

const moves: MoveRow[] = [
  { from: 'Champions', to: 'Champions', customers: 50, net: 900 },
  { from: 'Champions', to: 'Loyal', customers: 9, net: 800 },
  { from: 'At Risk', to: 'Champions', customers: 4, net: 700 },
  { from: null, to: 'New', customers: 12, net: 600 },
];

const byChannel = [
  { label: 'Instagram', value: 300_000, previous: 200_000 },
  { label: 'Marketplace', value: -50_000, previous: 10_000 },
  { label: 'Direct', value: 20_000, previous: null },
];

const calibrationWords = {
  said: 'It said',
  happened: 'happened',
  ideal: 'as promised',
  scale: 'bar: 95 % interval',
  bin: (range: string, said: string, happened: string, count: string) =>
    `${range}: ${said}, ${happened} of ${count}`,
};
const points: CalibrationPoint[] = [
  { range: '0–10 %', count: 240, said: 0.05, happened: 0.03, low: 0.01, high: 0.06 },
  { range: '70–80 %', count: 40, said: 0.75, happened: 0.5, low: 0.35, high: 0.65 },
];
const calibration = (some = points) => ({ ...head, points: some, words: calibrationWords });
const intervals = [
  { label: 'v2', value: 0.53, low: 0.46, high: 0.59, note: 'of 239 named' },
  { label: 'v1', value: 0.41, low: 0.35, high: 0.47, note: 'of 230 named' },
];

const customerMonths: CustomerMonth[] = [
  { month: '2026-09', net: 12_000, segment: 'New' },
  { month: '2026-10', net: -500, segment: null },
  { month: '2026-11', net: 0, segment: 'At Risk' },
];
const steps = [
  { label: 'Sent', count: 2_000, rate: null },
  { label: 'Delivered', count: 1_960, rate: { share: 0.98, of: 'of sent' } },
  { label: 'Bought', count: 21, rate: { share: 21 / 1_960, of: 'of delivered' } },
];
const effects = [
  { label: 'Champions', value: 0.03, lower: 0.01, upper: 0.05 },
  { label: 'Loyal', value: 0.02, lower: -0.01, upper: 0.06 },
  { label: 'At Risk', value: -0.04, lower: -0.07, upper: -0.01 },
];
const ofEffects = (rows: typeof effects) => ({
  ...head,
  rows,
  heading: 'Difference (95 %)',
});

test('an effect has the colour of its direction only where its interval leaves out zero', () => {
  const drawing = drawEffects(ofEffects(effects), { locale: 'en' });
  const said = (name: string) => rowsOf(drawing, name).map(({ text }) => String(text).slice(0, 4));
  expect([said('ups'), said('levels'), said('downs')]).toEqual([['+3.0'], ['+2.0'], ['−4.0']]);
});

test('a calibration fills its picture with rare outcomes too, and keeps both axes alike', () => {
  const ends = (some: CalibrationPoint[]) => {
    const drawing = drawCalibration(calibration(some), { locale: 'en' });
    const labels = rowsOf(drawing, 'axisLabels').map(({ text }) => text);
    return [
      rowsOf(drawing, 'gridLabels').at(-1)?.['text'],
      labels.find((text) => String(text).startsWith('It said')),
    ];
  };
  expect(ends(points)).toEqual(['80\u00a0%', 'It said 80\u00a0%']);
  expect(ends(points.slice(0, 1))).toEqual(['10\u00a0%', 'It said 10\u00a0%']);
});

test.each(locales)('a name in the grid leaves room for the number beside it, in %s', (locale) => {
  const all = segments.flatMap((segment, index) =>
    [0, 1].map((more) => ({
      r: (index % 5) + 1,
      f: Math.floor(index / 5) + 1 + 2 * more,
      segment,
      customers: 8888,
      net: 0,
    })),
  );
  const drawing = drawGrid({ ...head, cells: all, currency }, { locale });
  const [box = { x: 0, x2: 0 }] = rowsOf(drawing, 'cells') as { x: number; x2: number }[];
  const inner = box.x2 - box.x - 18;
  for (const { text } of rowsOf(drawing, 'names') as { text: string[] }[]) {
    expect(text.length).toBeLessThanOrEqual(2);
    const beside = text.length === 2 ? measureText('8,888', 17, true) + 4 : 0;
    expect(measureText(text.at(-1) ?? '', 16, true) + beside, text.join(' ')).toBeLessThanOrEqual(inner);
  }
});

test('no two lines of a grid are labelled alike', () => {
  const labels = rowsOf(drawTrend(trend([123_456_700, 123_456_900]), { locale: 'en' }), 'gridLabels');
  expect(new Set(labels.map(({ text }) => text)).size).toBe(labels.length);
});

describe('golden specs', () => {
  test('trend', async () => {
    const compared = {
      name: 'September',
      values: days('2026-09-01', [90_000, null, 120_000]),
      emphasis: false,
    };
    const data = trend([100_000, 150_000, 130_000, 170_000], { unfinishedFrom: '2026-10-04', running: true });
    await expectGolden(drawTrend({ ...data, series: [...data.series, compared] }, { locale: 'en' }), 'trend');
  });
  test('segments', async () => {
    await expectGolden(
      drawSegments({ ...head, rows: segmentRows, currency }, { locale: 'pt-BR' }),
      'segments',
    );
  });
  test('grid', async () => {
    await expectGolden(drawGrid({ ...head, cells, currency }, { locale: 'pt-BR' }), 'grid');
  });
  test('moves', async () => {
    await expectGolden(drawMoves({ ...head, rows: moves, currency }, { locale: 'en' }), 'moves');
  });
  test('calibration', async () => {
    await expectGolden(drawCalibration(calibration(), { locale: 'pt-BR' }), 'calibration');
  });
  test('intervals', async () => {
    await expectGolden(drawIntervals({ ...head, rows: intervals }, { locale: 'en' }), 'intervals');
  });
  test('customer history', async () => {
    const drawing = drawCustomerHistory({ ...head, months: customerMonths, currency }, { locale: 'pt-BR' });
    await expectGolden(drawing, 'customer-history');
  });
  test('funnel', async () => {
    await expectGolden(drawFunnel({ ...head, steps, heading: 'Taxa' }, { locale: 'pt-BR' }), 'funnel');
  });
  test('effects', async () => {
    await expectGolden(drawEffects(ofEffects(effects), { locale: 'en' }), 'effects');
  });
  test('breakdown', async () => {
    await expectGolden(
      drawBreakdown({ ...head, rows: byChannel, format: money }, { locale: 'en' }),
      'breakdown',
    );
  });
});

describe('no data is words', () => {
  const empties: [string, (locale: Locale, empty?: string) => Drawing][] = [
    ['trend', (locale, empty) => drawTrend(trend([null, null]), { locale, ...(empty ? { empty } : {}) })],
    [
      'segments',
      (locale) =>
        drawSegments(
          { ...head, rows: segmentRows.map((row) => ({ ...row, customers: 0 })), currency },
          { locale },
        ),
    ],
    ['grid', (locale) => drawGrid({ ...head, cells: [], currency }, { locale })],
    ['moves', (locale) => drawMoves({ ...head, rows: [], currency }, { locale })],
    ['calibration', (locale) => drawCalibration(calibration([]), { locale })],
    ['intervals', (locale) => drawIntervals({ ...head, rows: [] }, { locale })],
    ['customer history', (locale) => drawCustomerHistory({ ...head, months: [], currency }, { locale })],
    ['funnel', (locale) => drawFunnel({ ...head, steps: [], heading: '' }, { locale })],
    ['effects', (locale) => drawEffects(ofEffects([]), { locale })],
    ['breakdown', (locale) => drawBreakdown({ ...head, rows: [], format: money }, { locale })],
  ];

  test.each(empties)('%s', (_, draw) => {
    expect(rowsOf(draw('en'), 'empty')).toMatchObject([{ text: ['No data for this period'] }]);
    expect(draw('pt-BR').alt).toBe('The finding. What is drawn. Sem dados neste período.');
  });

  test("in the caller's own words where it has some", () => {
    expect(drawTrend(trend([]), { locale: 'en', empty: 'No orders yet' }).alt).toContain('No orders yet.');
  });
});

describe('trend', () => {
  test('starts at zero, unless that flattens the line, and then says so', () => {
    const whole = drawTrend(trend([10_000, 90_000]), { locale: 'en' });
    expect(rowsOf(whole, 'gridLabels')[0]).toMatchObject({ text: 'R$0' });
    const flat = drawTrend(trend([180_000, 190_000]), { locale: 'en' });
    expect(rowsOf(flat, 'gridLabels')[0]).toMatchObject({ text: 'R$1.8K' });
    expect(wordsOf(flat).subtitle).toEqual(['What is drawn · scale starts at R$1.8K']);
    expect(rowsOf(flat, 'area')).toEqual([]);
  });

  test('draws what is not over dashed, from the last point that is', () => {
    const drawing = drawTrend(trend([1, 2, 3, 4], { unfinishedFrom: '2026-10-03', running: true }), {
      locale: 'pt-BR',
    });
    const [meant = [], ...more] = strokesOf(drawing, 'meant');
    const [running = []] = strokesOf(drawing, 'running');
    expect(more).toEqual([]);
    expect([meant, running].map(({ length }) => length)).toEqual([2, 3]);
    expect(running[0]).toEqual(meant[1]);
    expect(wordsOf(drawing).subtitle).toEqual(['What is drawn · tracejado: ainda em andamento']);
  });

  test('goes on where one piece of a long line ends, through every point once', () => {
    const values = Array.from({ length: 100 }, (_, index) => index ** 2);
    const pieces = strokesOf(drawTrend(trend(values), { locale: 'en' }), 'meant');
    expect(pieces.length).toBeGreaterThan(1);
    for (const [index, piece] of pieces.slice(1).entries()) expect(piece[0]).toEqual(pieces[index]?.at(-1));
    const points = pieces.flatMap((piece, index) => (index === 0 ? piece : piece.slice(1)));
    expect(new Set(points.map(String)).size).toBe(100);
    expect(points).toHaveLength(100);
  });

  test('tells a pointer of each point, while they can be told apart', () => {
    const tips = (count: number) =>
      rowsOf(drawTrend(trend(Array(count).fill(12_345)), { locale: 'en' }), 'tips').map(({ tip }) => tip);
    expect(tips(2)).toEqual(['October · 1 Oct 2026 · R$123.45', 'October · 2 Oct 2026 · R$123.45']);
    expect(tips(365)).toEqual([]);
  });

  test('does not bridge gaps, and marks a single number as a point', () => {
    const drawing = drawTrend(trend([1, 2, null, 5, null, 7, 8]), { locale: 'en' });
    expect(strokesOf(drawing, 'meant').map(({ length }) => length)).toEqual([2, 2]);
    expect(rowsOf(drawing, 'area')).toHaveLength(2);
    expect(rowsOf(drawing, 'meantDots')).toHaveLength(5);
    const one = drawTrend(trend([12_345]), { locale: 'en' });
    expect(rowsOf(one, 'lastDot')).toHaveLength(1);
    expect(rowsOf(one, 'meantName')).toMatchObject([{ text: ['R$123', 'October'] }]);
    expect(one.alt).toBe('The finding. What is drawn. October: R$123 (1 Oct 2026).');
  });

  test('keeps below-zero values in the picture, with its zero line', () => {
    const drawing = drawTrend(trend([-50_000, 20_000]), { locale: 'en' });
    expect(rowsOf(drawing, 'gridLabels')[0]).toMatchObject({ text: '−R$600' });
    const label = rowsOf(drawing, 'gridLabels').find(({ text }) => text === 'R$0');
    expect(rowsOf(drawing, 'zero')).toMatchObject([{ y: label?.['y'] }]);
  });
});

test('a move is for the better or the worse by its arrow, staying has none', () => {
  const drawing = drawMoves({ ...head, rows: moves, currency }, { locale: 'en' });
  expect(rowsOf(drawing, 'counts').map(({ text }) => text)).toEqual(['50', '9', '4', '12']);
  expect(rowsOf(drawing, 'arrows').map(({ text }) => text)).toEqual(['▼', '▲']);
});

test('moves of very many customers are said in thousands', () => {
  const rows = moves.map((row) => ({
    ...row,
    customers: row.customers * 1000 + (row.from === null ? -11_990 : 0),
  }));
  const drawing = drawMoves({ ...head, rows, currency }, { locale: 'pt-BR' });
  expect(rowsOf(drawing, 'counts').map(({ text }) => text)).toEqual(['50', '9,0', '4,0', '<0,1']);
  expect(wordsOf(drawing).subtitle.join(' ')).toContain('em milhares');
});

test('a breakdown refers to its table for names that the fonts cannot draw, and says so', () => {
  const rows = [
    { label: 'Coffee', value: 3, previous: null },
    { label: '抹茶 100 g', value: 2, previous: null },
    { label: 'قهوة', value: 1, previous: null },
  ];
  const drawing = drawBreakdown({ ...head, rows, format: { kind: 'count' } }, { locale: 'en' });
  expect(rowsOf(drawing, 'names').map(({ text }) => text)).toEqual(['Coffee', '#2 100 g', '#3']);
  expect(wordsOf(drawing).subtitle).toEqual(['What is drawn · #: row of the table']);
  expect(drawing.alt).toContain('Coffee 3, 抹茶 100 g 2, قهوة 1');
});

test('a breakdown shows ten rows and says how many there are', () => {
  const rows = Array.from({ length: 23 }, (_, index) => ({
    label: `P${index}`,
    value: 23 - index,
    previous: null,
  }));
  const drawing = drawBreakdown({ ...head, rows, format: { kind: 'count' } }, { locale: 'en' });
  expect(rowsOf(drawing, 'names')).toHaveLength(10);
  expect(wordsOf(drawing).subtitle).toEqual(['What is drawn · first 10 of 23']);
});
