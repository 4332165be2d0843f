import type { TopLevelSpec } from 'vega-lite';
import { drawTrend } from './trend.ts';

/** A small chart of no meaning, drawn once so that fonts, code and compiled layers are there for the first answer. */
export function warmUpSpec(): TopLevelSpec {
  const values = [3, 1, 2].map((value, index) => ({ day: `2026-01-0${index + 1}`, value }));
  const series = [{ name: 'A', values, emphasis: true }];
  const head = { title: 'R$ 0,1 %', subtitle: 'A', footer: 'A' };
  return drawTrend({ ...head, series, format: { kind: 'count' }, granularity: 'day' }, { locale: 'en' }).spec;
}
