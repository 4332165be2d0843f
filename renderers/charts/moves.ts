import { formatValue } from '../format.ts';
import { defineTexts, type Locale } from '../locale.ts';
import type { Format } from '../reply.ts';
import { segmentColour, segmentName, segmentRank, segments } from '../segments.ts';
import { palettes, sizes } from '../theme.ts';
import { type ByMode, emptyCells, inBothModes, inksOn, inkText, pixelCells, tint } from './cells.ts';
import {
  type ChartHead,
  type ChartOptions,
  composeChart,
  composeEmpty,
  type Drawing,
  joinSentences,
  pixelText,
  planFrame,
} from './frame.ts';
import { writeCellCounts } from './short-count.ts';
import { measureText } from './text-width.ts';

export interface MoveRow {
  /** English name of the segment before; null where the first order lies between the two days. */
  from: string | null;
  /** English name of the segment after. */
  to: string;
  customers: number;
  /** Net revenue of these customers in minor units. */
  net: number;
}

export interface MovesData extends ChartHead {
  rows: MoveRow[];
  /** ISO 4217 code of `net`. */
  currency: string;
}

const texts = defineTexts({
  en: {
    first: 'First order',
    better: '▲ better',
    worse: '▼ worse',
    axes: 'rows: before, columns: after',
    move: (from: string, to: string, customers: string) => `${from} to ${to}: ${customers}`,
  },
  'pt-BR': {
    first: 'Primeiro pedido',
    better: '▲ melhora',
    worse: '▼ piora',
    axes: 'linhas: antes, colunas: depois',
    move: (from, to, customers) => `${from} para ${to}: ${customers}`,
  },
});

type Kind = 'better' | 'worse' | 'stayed' | 'first';

const count: Format = { kind: 'count' };
const { light, dark } = palettes;
const hues: Record<Kind, ByMode> = {
  better: { light: light.up, dark: dark.up },
  worse: { light: light.down, dark: dark.down },
  stayed: { light: light.pale, dark: dark.pale },
  first: { light: light.accent, dark: dark.accent },
};
const origins: (string | null)[] = [...segments, null];
const gap = 2;
const widestChip = 22;
const headHeight = 30;
/** Moves that the picture's words tell. */
const toldMoves = 5;

function judge({ from, to }: MoveRow): Kind {
  if (from === null) return 'first';
  if (from === to) return 'stayed';
  return segmentRank(to) < segmentRank(from) ? 'better' : 'worse';
}

function nameOf(segment: string | null, locale: Locale): string {
  return segment === null ? texts(locale).first : segmentName(segment, locale);
}

function describeMoves(rows: MoveRow[], locale: Locale): string {
  return rows
    .filter((row) => judge(row) !== 'stayed')
    .toSorted((a, b) => b.customers - a.customers)
    .slice(0, toldMoves)
    .map(({ from, to, customers }) =>
      texts(locale).move(nameOf(from, locale), nameOf(to, locale), formatValue(customers, count, locale)),
    )
    .join('; ');
}

/**
 * Customers by the segment they were in (rows) and are in (columns): moves for the better in one hue with an arrow up,
 * for the worse in another with an arrow down, those who stayed in grey on the diagonal.
 */
export function drawMoves(data: MovesData, options: ChartOptions): Drawing {
  const { locale } = options;
  const rows = data.rows.filter(({ customers }) => customers > 0);
  if (rows.length === 0) return composeEmpty(data, options);
  const words = texts(locale);
  const counts = writeCellCounts(
    rows.map(({ customers }) => customers),
    locale,
  );
  const frame = planFrame(data, [words.axes, ...counts.notes]);
  const { room } = frame;
  const top = room.top + headHeight;
  const height = (room.bottom + 4 - top) / origins.length;
  const chip = Math.min(widestChip, height - 3);
  const nameWidth = Math.max(...origins.map((origin) => measureText(nameOf(origin, locale), sizes.small)));
  const left = room.left + chip + 8 + nameWidth + 12;
  const width = (room.right + gap - left) / segments.length;
  const middleY = (index: number) => top + (index + 0.5) * height - gap / 2;
  const middleX = (index: number) => left + (index + 0.5) * width - gap / 2;
  const box = (column: number, row: number) => ({
    x: left + column * width,
    x2: left + (column + 1) * width - gap,
    y: top + row * height,
    y2: top + (row + 1) * height - gap,
  });
  const mostMoved = Math.max(...rows.map((row) => (judge(row) === 'stayed' ? 0 : row.customers)));
  const mostStayed = Math.max(...rows.map((row) => (judge(row) === 'stayed' ? row.customers : 0)));
  const cells = rows.map((row, index) => {
    const kind = judge(row);
    const [column, line] = [segmentRank(row.to), origins.indexOf(row.from)];
    const full = kind === 'stayed' ? mostStayed : mostMoved;
    const colour = tint(hues[kind], row.customers, full, 0.14);
    const net = formatValue(row.net, { kind: 'money', currency: data.currency }, locale);
    const said = words.move(
      nameOf(row.from, locale),
      nameOf(row.to, locale),
      formatValue(row.customers, count, locale),
    );
    return {
      ...box(column, line),
      kind,
      colour,
      ink: inksOn(colour),
      middle: { x: middleX(column) - (kind === 'better' || kind === 'worse' ? 5 : 0), y: middleY(line) },
      text: counts.texts[index] ?? '',
      tip: `${said} · ${net}`,
    };
  });
  const chips = [
    ...segments.map((segment, index) => ({ segment, x: room.left, y: middleY(index) - chip / 2, index })),
    ...segments.map((segment, index) => ({ segment, x: middleX(index) - chip / 2, y: room.top + 1, index })),
  ].map(({ segment, x, y, index }) => {
    const colour = inBothModes(segmentColour(segment));
    return {
      x,
      x2: x + chip,
      y,
      y2: y + chip,
      colour,
      ink: inksOn(colour),
      text: String(index + 1),
      tip: nameOf(segment, locale),
    };
  });
  return composeChart({
    words: frame.words,
    datasets: {
      emptyCells: origins.flatMap((_, line) => segments.map((__, column) => box(column, line))),
      cells: cells.map(({ x, x2, y, y2, colour, tip }) => ({ x, x2, y, y2, colour, tip })),
      counts: cells.map(({ middle, text, ink }) => ({ ...middle, text, ink })),
      arrows: cells.flatMap(({ kind, x2, y, y2, ink }) =>
        kind === 'better' || kind === 'worse'
          ? [{ x: x2 - 6, y: (y + y2) / 2, text: kind === 'better' ? '▲' : '▼', ink }]
          : [],
      ),
      chips: chips.map(({ x, x2, y, y2, colour, tip }) => ({ x, x2, y, y2, colour, tip })),
      numbers: chips.map(({ x, x2, y, y2, ink, text }) => ({
        x: (x + x2) / 2,
        y: (y + y2) / 2 + 0.5,
        ink,
        text,
      })),
      names: origins.map((origin, index) => ({
        x: room.left + chip + 8,
        y: middleY(index),
        text: nameOf(origin, locale),
      })),
      better: [{ x: room.left, y: room.top + 12, text: words.better }],
      worse: [
        {
          x: room.left + measureText(words.better, sizes.small, true) + 12,
          y: room.top + 12,
          text: words.worse,
        },
      ],
    },
    layers: [
      emptyCells('emptyCells', 2),
      pixelCells('cells', 2),
      inkText('counts', 'cellCount', 'center'),
      inkText('arrows', 'arrow', 'center'),
      pixelCells('chips', 5),
      inkText('numbers', 'chip', 'center'),
      pixelText('names', 'cellLabel', 'left'),
      pixelText('better', 'upLegend', 'left'),
      pixelText('worse', 'downLegend', 'left'),
    ],
    alt: joinSentences(data.title, data.subtitle, describeMoves(rows, locale)),
  });
}
