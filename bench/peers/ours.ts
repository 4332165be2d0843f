import type { TopLevelSpec } from 'vega-lite';
import { drawSegments } from '../../renderers/charts/segments.ts';
import { drawTrend } from '../../renderers/charts/trend.ts';
import type { BarRow, ChartData } from './chart-data.ts';

const options = { locale: 'en' } as const;
const footer = 'Demo shop · data to 31 Dec 2025';

/** The trend line's spec by our own renderer. */
export function specOfTrend({ days, now, before }: ChartData['trend']): TopLevelSpec {
  const points = (values: number[]) => days.map((day, index) => ({ day, value: values[index] ?? null }));
  return drawTrend(
    {
      title: 'Net revenue up 8 % on 2024',
      subtitle: 'R$ a day, 2025 against 2024',
      footer,
      format: { kind: 'money', currency: 'BRL' },
      granularity: 'day',
      series: [
        { name: '2025', values: points(now), emphasis: true },
        { name: '2024', values: points(before), emphasis: false },
      ],
    },
    options,
  ).spec;
}

/** The segments' bars' spec by our own renderer. */
export function specOfBars(rows: BarRow[]): TopLevelSpec {
  const all = rows.reduce((sum, { customers }) => sum + customers, 0);
  return drawSegments(
    {
      title: 'One customer in four hibernates',
      subtitle: 'Customers by segment',
      currency: 'BRL',
      footer,
      rows: rows.map(({ segment, customers }) => ({
        segment,
        customers,
        share: customers / all,
        net: customers * 12_345,
        change: (customers % 21) - 10,
      })),
    },
    options,
  ).spec;
}
