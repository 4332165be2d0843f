import type { Column, TablePart } from '../../renderers/reply.ts';
import type { StockItem } from '../../services/stock/index.ts';
import type { CommandContext } from '../command.ts';
import { stockTexts } from './stock-texts.ts';

/** Products with their stock; in detail what was sold, and of when the stock is. */
export function makeStockTable(context: CommandContext, items: StockItem[], detail: boolean): TablePart {
  const { locale, currency } = context;
  const { columns, states, all } = stockTexts(locale);
  const decimal = { kind: 'decimal', digits: 1 } as const;
  const common: Column[] = [
    { key: 'product', label: columns.product, format: { kind: 'text' } },
    { key: 'cover', label: columns.cover, format: decimal },
    { key: 'runs_out', label: columns.runsOut, format: { kind: 'day' } },
    { key: 'on_hand', label: columns.onHand, format: { kind: 'count' } },
    { key: 'sold_a_day', label: columns.perDay, format: decimal },
    { key: 'week', label: columns.week, format: { kind: 'money', currency } },
  ];
  return {
    type: 'table',
    key: detail ? 'best_sellers' : 'stock',
    ...(detail ? { title: all, detail } : {}),
    columns: detail
      ? [
          ...common,
          { key: 'units', label: columns.units, format: { kind: 'count' } },
          { key: 'told', label: columns.told, format: { kind: 'day' } },
          { key: 'state', label: columns.state, format: { kind: 'text' }, labels: states },
        ]
      : common,
    rows: items.map((item) => ({
      product: item.name,
      cover: item.cover,
      runs_out: item.runsOutOn,
      on_hand: item.onHand,
      sold_a_day: item.soldPerDay,
      week: item.weeklyNet,
      ...(detail ? { units: item.units, told: item.toldOn, state: item.state } : {}),
    })),
  };
}
