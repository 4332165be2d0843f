import { demoBatches } from '../../supabase/demo/demo-batches.ts';

/** Pixels of every contender's picture: 800 x 450, twice that when drawn. */
export const size = { width: 800, height: 450, scale: 2 } as const;

export interface BarRow {
  segment: string;
  colour: string;
  customers: number;
}

/** What all contenders draw: a year of days beside the year before, and the customers of ten segments. */
export interface ChartData {
  trend: { days: string[]; now: number[]; before: number[] };
  bars: BarRow[];
}

const segments: [segment: string, colour: string, customers: number][] = [
  ['Champions', '#2f6f4f', 828],
  ['Loyal', '#4c9f70', 818],
  ['Potential Loyalist', '#7fb77e', 411],
  ['New', '#4b7bec', 340],
  ['Promising', '#8aa9f0', 660],
  ['Need Attention', '#d9a441', 254],
  ['About to Sleep', '#c98a5a', 696],
  ["Can't Lose", '#b23a48', 238],
  ['At Risk', '#d0676f', 712],
  ['Hibernating', '#9aa0a6', 1714],
];

/** Data that differs from round to round, as answers do, so that no contender draws the same picture twice. */
export function createChartData(): (round: number) => ChartData {
  const net = new Map<string, number>();
  for (const { orders } of demoBatches({ through: '2025-12-31', from: null })) {
    for (const { at, gross, discount } of orders) {
      const day = at.slice(0, 10);
      net.set(day, (net.get(day) ?? 0) + gross - discount);
    }
  }
  const days = [...net.keys()].filter((day) => day.startsWith('2025')).sort();
  const yearBefore = (day: string) => net.get(`2024${day.slice(4)}`) ?? 0;
  return (round) => ({
    trend: {
      days,
      now: days.map((day, index) => (net.get(day) ?? 0) + ((round * 7919 + index * 31) % 5000)),
      before: days.map((day, index) => yearBefore(day) + ((round * 104_729 + index * 17) % 5000)),
    },
    bars: segments.map(([segment, colour, customers], index) => ({
      segment,
      colour,
      customers: customers + ((round * 37 + index * 11) % 40),
    })),
  });
}
