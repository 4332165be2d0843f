import type { TablePart } from '../../renderers/reply.ts';
import { segmentLabels } from '../../renderers/segments.ts';
import { localDay } from '../../services/periods/index.ts';
import type { SegmentDetail, SegmentPart } from '../../services/segments/index.ts';
import type { CommandContext } from '../command.ts';
import { writeRule } from '../rules/write-rule.ts';
import { namePart } from './segment-charts.ts';
import { segmentTexts } from './segment-texts.ts';
import { averageOf } from './segment-words.ts';

/** How many customers a segment held on each day on which it was counted, the latest first. */
export function makeSizes(context: CommandContext, { segment }: SegmentDetail, detail: boolean): TablePart {
  const { locale, currency } = context;
  const { columns, sizes } = segmentTexts(locale);
  const money = { kind: 'money', currency } as const;
  return {
    type: 'table',
    key: 'sizes',
    title: sizes,
    detail,
    columns: [
      { key: 'day', label: columns.day, format: { kind: 'day' } },
      { key: 'customers', label: columns.customers, format: { kind: 'count' } },
      { key: 'net', label: columns.net, format: money },
      { key: 'average', label: columns.average, format: money },
    ],
    rows: [...segment.sizes]
      .reverse()
      .map(({ day, customers, net }) => ({ day, customers, net, average: averageOf({ customers, net }) })),
  };
}

/** What customers are made up of, as a table. */
export function makeParts(
  context: CommandContext,
  parts: SegmentPart[],
  by: 'segment' | 'state',
  detail: boolean,
): TablePart {
  const { locale, currency } = context;
  const words = segmentTexts(locale);
  const total = parts.reduce((sum, { customers }) => sum + customers, 0);
  const labels = { ...(by === 'segment' ? segmentLabels(locale) : {}), '': namePart('', by, context) };
  return {
    type: 'table',
    key: by === 'segment' ? 'parts' : 'states',
    title: by === 'segment' ? words.parts : words.states,
    detail,
    columns: [
      {
        key: 'part',
        label: by === 'segment' ? words.columns.segment : words.columns.state,
        format: { kind: 'text' },
        labels,
      },
      { key: 'customers', label: words.columns.customers, format: { kind: 'count' } },
      { key: 'share', label: words.columns.share, format: { kind: 'percent' } },
      { key: 'net', label: words.columns.net, format: { kind: 'money', currency } },
    ],
    rows: parts.map(({ key, customers, net }) => ({
      part: key,
      customers,
      share: total === 0 ? null : customers / total,
      net,
    })),
  };
}

/** What a segment was called and held, the latest change first. */
export function makeHistory(context: CommandContext, { history }: SegmentDetail): TablePart {
  const { locale, timeZone } = context;
  const words = segmentTexts(locale);
  const text = { kind: 'text' } as const;
  return {
    type: 'table',
    key: 'history',
    title: words.history,
    detail: true,
    columns: [
      { key: 'at', label: words.columns.at, format: { kind: 'day' } },
      { key: 'change', label: words.columns.what, format: text, labels: words.changes },
      { key: 'name', label: words.columns.name, format: text },
      { key: 'rule', label: words.columns.rule, format: text },
    ],
    rows: [...history].reverse().map(({ at, change, name, rule }) => ({
      at: localDay(at, timeZone),
      change,
      name,
      rule: writeRule(rule, context),
    })),
  };
}
