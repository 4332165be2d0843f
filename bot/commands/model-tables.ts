import type { Column, Fact, FactsPart, TablePart } from '../../renderers/reply.ts';
import type { Figures, ModelDetail } from '../../services/models/index.ts';
import type { CommandContext } from '../command.ts';
import { modelHeadings } from './model-headings.ts';

const count = { kind: 'count' } as const;
const percent = { kind: 'percent' } as const;
const text = { kind: 'text' } as const;
const two = { kind: 'decimal', digits: 2 } as const;
const three = { kind: 'decimal', digits: 3 } as const;

/** The figures of a version. */
export function makeModelFacts({ locale }: CommandContext, figures: Figures): FactsPart {
  const { facts } = modelHeadings(locale);
  const fact = (
    key: keyof typeof facts,
    value: Fact['value'],
    format: Fact['format'],
    better: Fact['better'] = 'none',
  ): Fact => ({ key, label: facts[key], value, format, comparisons: [], better });
  return {
    type: 'facts',
    key: 'figures',
    facts: [
      fact('activations', figures.activations, count),
      fact('unknown', figures.unknown, count),
      fact('acted', figures.acted.value, percent),
      fact('outcome', figures.outcome.value, percent),
      fact('precision', figures.precision.value, percent, 'up'),
      fact('recall', figures.recall.value, percent, 'up'),
      fact('f1', figures.f1, two, 'up'),
      fact('auc', figures.auc, three, 'up'),
      fact('lift', figures.lift, two, 'up'),
      fact('brier', figures.brier, three, 'down'),
      fact('ece', figures.ece, three, 'down'),
      ...(figures.latency === null
        ? []
        : [
            fact('median', figures.latency.median, count, 'down'),
            fact('p95', figures.latency.p95, count, 'down'),
          ]),
    ],
  };
}

/** The rates of a version with their intervals. */
export function makeRates({ locale }: CommandContext, figures: Figures): TablePart {
  const { facts, columns, tables } = modelHeadings(locale);
  const keys = ['acted', 'outcome', 'precision', 'recall'] as const;
  return {
    type: 'table',
    key: 'rates',
    title: tables.rates,
    detail: true,
    columns: [
      { key: 'figure', label: columns.figure, format: text, labels: facts },
      { key: 'value', label: columns.value, format: percent },
      { key: 'low', label: columns.low, format: percent },
      { key: 'high', label: columns.high, format: percent },
      { key: 'of', label: columns.of, format: count },
    ],
    rows: keys.map((key) => {
      const { value, interval, total } = figures[key];
      return { figure: key, value, low: interval?.lower ?? null, high: interval?.upper ?? null, of: total };
    }),
  };
}

/** What was said and what happened by tenths of the score, those with outcomes alone. */
export function makeBins({ locale }: CommandContext, figures: Figures, detail: boolean): TablePart {
  const { columns, tables } = modelHeadings(locale);
  return {
    type: 'table',
    key: 'calibration',
    title: tables.calibration,
    detail,
    columns: [
      { key: 'range', label: columns.range, format: text },
      { key: 'outcomes', label: columns.outcomes, format: count },
      { key: 'said', label: columns.said, format: percent },
      { key: 'happened', label: columns.happened, format: percent },
      { key: 'low', label: columns.low, format: percent },
      { key: 'high', label: columns.high, format: percent },
    ],
    rows: figures.bins
      .filter((bin) => bin.count > 0)
      .map((bin) => ({
        range: nameRange(bin),
        outcomes: bin.count,
        said: bin.meanScore,
        happened: bin.observedRate,
        low: bin.interval?.lower ?? null,
        high: bin.interval?.upper ?? null,
      })),
  };
}

/** A tenth of the score, the same in every language: `30–40 %`. */
export function nameRange({ from, to }: { from: number; to: number }): string {
  return `${Math.round(from * 100)}–${Math.round(to * 100)}\u00a0%`;
}

/** How a version went over time, the latest first. */
export function makeSeries({ locale }: CommandContext, { series }: ModelDetail, detail: boolean): TablePart {
  const { facts, columns, tables } = modelHeadings(locale);
  return {
    type: 'table',
    key: 'series',
    title: tables.series,
    detail,
    columns: [
      { key: 'start', label: columns.start, format: { kind: 'day' } },
      { key: 'activations', label: facts.activations, format: count },
      { key: 'outcomes', label: columns.outcomes, format: count },
      { key: 'happened', label: columns.happened, format: percent },
      { key: 'said', label: columns.said, format: percent },
      { key: 'brier', label: facts.brier, format: three },
    ],
    rows: [...series].reverse().map((step) => ({
      start: step.start,
      activations: step.activations,
      outcomes: step.scored,
      happened: step.outcomeRate,
      said: step.meanScore,
      brier: step.brier,
    })),
  };
}

/** The versions side by side, the latest first. */
export function makeVersions(
  { locale }: CommandContext,
  { versions }: ModelDetail,
  detail: boolean,
): TablePart {
  const { facts, columns, tables } = modelHeadings(locale);
  const measured: Column[] = [
    { key: 'outcome', label: facts.outcome, format: percent },
    { key: 'precision', label: facts.precision, format: percent },
    { key: 'recall', label: facts.recall, format: percent },
    { key: 'f1', label: facts.f1, format: two },
    { key: 'auc', label: facts.auc, format: three },
    { key: 'lift', label: facts.lift, format: two },
    { key: 'brier', label: facts.brier, format: three },
    { key: 'ece', label: facts.ece, format: three },
  ];
  return {
    type: 'table',
    key: 'versions',
    title: tables.versions,
    detail,
    columns: [
      { key: 'version', label: columns.version, format: text },
      { key: 'since', label: columns.since, format: { kind: 'day' } },
      { key: 'outcomes', label: columns.outcomes, format: count },
      ...measured,
      { key: 'activations', label: facts.activations, format: count },
      { key: 'threshold', label: columns.threshold, format: two },
    ],
    rows: [...versions].reverse().map(({ version, firstDay, threshold, figures }) => ({
      version,
      since: firstDay,
      outcomes: figures.outcome.total,
      outcome: figures.outcome.value,
      precision: figures.precision.value,
      recall: figures.recall.value,
      f1: figures.f1,
      auc: figures.auc,
      lift: figures.lift,
      brier: figures.brier,
      ece: figures.ece,
      activations: figures.activations,
      threshold,
    })),
  };
}
