export {
  type Breakdown,
  type BreakdownRow,
  type Dimension,
  dimensions,
  getBreakdown,
} from './get-breakdown.ts';
export { type EarlierCoverage, getKpis, type Kpis } from './get-kpis.ts';
export { endOfStep, type Grain } from './grain.ts';
export type { KpiFigures } from './kpi-figures.ts';
