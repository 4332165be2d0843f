import { formatDay } from '../../renderers/format.ts';
import type { Column, TablePart } from '../../renderers/reply.ts';
import { segmentLabels } from '../../renderers/segments.ts';
import type { Rfm } from '../../services/rfm/index.ts';
import type { CommandContext } from '../command.ts';
import { rfmTexts } from './rfm-texts.ts';

const scores = [1, 2, 3, 4, 5];
const quantiles = [0.2, 0.4, 0.6, 0.8];

/** The segments; in detail the grid, the customers by score, and the cut points. */
export function makeRfmTables(context: CommandContext, result: Rfm): TablePart[] {
  const { locale, currency } = context;
  const { snapshot } = result;
  const { columns, scores: scoresTitle, cuts, grid } = rfmTexts(locale);
  const count = (key: string, label: string): Column => ({ key, label, format: { kind: 'count' } });
  const money = (key: string, label: string): Column => ({ key, label, format: { kind: 'money', currency } });
  const segment: Column = {
    key: 'segment',
    label: columns.segment,
    format: { kind: 'text' },
    labels: segmentLabels(locale),
  };
  return [
    {
      type: 'table',
      key: 'segments',
      columns: [
        segment,
        count('customers', columns.customers),
        { key: 'share', label: columns.share, format: { kind: 'percent' } },
        money('net', columns.net),
        money('average', columns.average),
        ...(result.compareDay === null
          ? []
          : [
              {
                key: 'change',
                label: columns.change(formatDay(result.compareDay, locale)),
                format: { kind: 'difference' } as const,
              },
            ]),
      ],
      rows: result.rows.map(({ averageNet, ...row }) => ({ ...row, average: averageNet })),
    },
    {
      type: 'table',
      key: 'scores',
      title: scoresTitle,
      detail: true,
      columns: [
        count('score', columns.score),
        count('recency', columns.recency),
        count('frequency', columns.frequency),
        count('monetary', columns.monetary),
      ],
      rows: scores.map((score) => ({
        score,
        recency: snapshot.scores.r[score - 1] ?? 0,
        frequency: snapshot.scores.f[score - 1] ?? 0,
        monetary: snapshot.scores.m[score - 1] ?? 0,
      })),
    },
    {
      type: 'table',
      key: 'cuts',
      title: cuts,
      detail: true,
      columns: [
        { key: 'quantile', label: columns.quantile, format: { kind: 'percent' } },
        { key: 'recency', label: columns.days, format: { kind: 'decimal', digits: 1 } },
        { key: 'frequency', label: columns.orders, format: { kind: 'decimal', digits: 1 } },
        money('monetary', columns.net),
      ],
      rows: quantiles.map((quantile, at) => ({
        quantile,
        recency: snapshot.cuts?.r[at] ?? null,
        frequency: snapshot.cuts?.f[at] ?? null,
        monetary: snapshot.cuts?.m[at] ?? null,
      })),
    },
    {
      type: 'table',
      key: 'grid',
      title: grid,
      detail: true,
      columns: [
        count('r', columns.r),
        count('f', columns.f),
        segment,
        count('customers', columns.customers),
        money('net', columns.net),
      ],
      rows: snapshot.cells.map(({ r, f, segment: name, customers, net }) => ({
        r,
        f,
        segment: name,
        customers,
        net,
      })),
    },
  ];
}
