import { formatDay, formatValue } from '../../renderers/format.ts';
import { defineTexts, plural } from '../../renderers/locale.ts';
import type { Fact, TablePart } from '../../renderers/reply.ts';
import { localDay } from '../../services/periods/index.ts';
import { explainEmpty, findFilled, getShopStatus, type ShopStatus } from '../../services/shop/index.ts';
import { type Answer, type CommandContext, defineCommand } from '../command.ts';
import { describeEmptyShop } from '../describe-empty-shop.ts';
import { askLatestMonth, describeFreshness, listOmissions } from './shop-notes.ts';

const texts = defineTexts({
  en: {
    summary: (day: string, orders: string, customers: string) =>
      `The data goes to ${day}: ${orders} of ${customers}.`,
    orderCount: (count: number, text: string) => `${text} ${plural(count, 'order', 'orders')}`,
    customerCount: (count: number, text: string) => `${text} ${plural(count, 'customer', 'customers')}`,
    customers: 'Customers',
    orders: 'Counted orders',
    notSales: 'Orders not counted',
    first: 'First day',
    zone: 'Time zone',
    currency: 'Currency',
    sources: 'Sources',
    columns: {
      source: 'Source',
      kind: 'Kind',
      orders: 'Orders',
      last: 'Last order',
      read: 'Last read',
      rejected: 'Rejected',
      stock: 'Stock of',
    },
    kinds: { csv: 'CSV import', demo: 'Demo' },
    definition: 'Orders not counted are pending, failed, cancelled or drafts.',
    actions: { rfm: 'Segments', help: 'Help' },
  },
  'pt-BR': {
    summary: (day: string, orders: string, customers: string) =>
      `Os dados vão até ${day}: ${orders} de ${customers}.`,
    orderCount: (count: number, text: string) => `${text} ${plural(count, 'pedido', 'pedidos')}`,
    customerCount: (count: number, text: string) => `${text} ${plural(count, 'cliente', 'clientes')}`,
    customers: 'Clientes',
    orders: 'Pedidos contados',
    notSales: 'Pedidos não contados',
    first: 'Primeiro dia',
    zone: 'Fuso horário',
    currency: 'Moeda',
    sources: 'Fontes',
    columns: {
      source: 'Fonte',
      kind: 'Tipo',
      orders: 'Pedidos',
      last: 'Último pedido',
      read: 'Última leitura',
      rejected: 'Recusados',
      stock: 'Estoque de',
    },
    kinds: { csv: 'Importação de CSV', demo: 'Demonstração' },
    definition: 'Pedidos não contados são pendentes, recusados, cancelados ou rascunhos.',
    actions: { rfm: 'Segmentos', help: 'Ajuda' },
  },
});

/** `/regulars status`: what there is, and how fresh each source is. */
export const regularsStatus = defineCommand({
  name: 'regulars status',
  description: {
    en: 'What the shop holds, and how fresh each source is',
    'pt-BR': 'O que a loja tem, e quão atual é cada fonte',
  },
  examples: [{ en: '/regulars status', 'pt-BR': '/regulars status' }],
  role: 'viewer',
  visibility: 'private',
  options: {},
  run: async (context) => answerStatus(context, await getShopStatus(context)),
});

function answerStatus(context: CommandContext, status: ShopStatus): Answer {
  const { locale } = context;
  const words = texts(locale);
  const count = (value: number) => formatValue(value, { kind: 'count' }, locale);
  const parts: Answer['parts'] = [
    { type: 'facts', key: 'status', facts: listFacts(context, status) },
    ...(status.sources.length > 0 ? [makeSourceTable(context, status)] : []),
  ];
  const shared = {
    freshness: describeFreshness(context, status),
    provenance: { definitions: [words.definition], filters: [], rows: null, caveats: [] },
  };
  const filled = findFilled(status);
  if (!filled) {
    const { why, remedy, warnings } = describeEmptyShop(explainEmpty(status), context.currency, locale);
    return {
      ...shared,
      tone: 'empty',
      summary: why,
      warnings,
      parts: [{ type: 'text', text: remedy }, ...parts],
      actions: [{ label: words.actions.help, ask: '/regulars help' }],
    };
  }
  return {
    ...shared,
    summary: words.summary(
      formatDay(filled.lastDay, locale, 'long'),
      words.orderCount(status.orders, count(status.orders)),
      words.customerCount(status.customers, count(status.customers)),
    ),
    warnings: listOmissions(context, status),
    parts,
    actions: [askLatestMonth(context, filled), { label: words.actions.rfm, ask: '/rfm' }],
  };
}

function listFacts(context: CommandContext, status: ShopStatus): Fact[] {
  const words = texts(context.locale);
  const fact = (key: string, label: string, value: Fact['value'], format: Fact['format']): Fact => ({
    key,
    label,
    value,
    format,
    comparisons: [],
    better: 'none',
  });
  return [
    fact('customers', words.customers, status.customers, { kind: 'count' }),
    fact('orders', words.orders, status.orders, { kind: 'count' }),
    fact('not_sales', words.notSales, status.notSales, { kind: 'count' }),
    fact('first_day', words.first, status.firstDay, { kind: 'day' }),
    fact('time_zone', words.zone, context.timeZone, { kind: 'text' }),
    fact('currency', words.currency, context.currency, { kind: 'text' }),
  ];
}

function makeSourceTable(context: CommandContext, status: ShopStatus): TablePart {
  const words = texts(context.locale);
  const { columns } = words;
  const tellsStock = status.sources.some(({ stockAt }) => stockAt !== null);
  return {
    type: 'table',
    key: 'sources',
    title: words.sources,
    columns: [
      { key: 'source', label: columns.source, format: { kind: 'text' } },
      { key: 'kind', label: columns.kind, format: { kind: 'text' }, labels: words.kinds },
      { key: 'orders', label: columns.orders, format: { kind: 'count' } },
      { key: 'last_day', label: columns.last, format: { kind: 'day' } },
      { key: 'read_day', label: columns.read, format: { kind: 'day' } },
      { key: 'rejected', label: columns.rejected, format: { kind: 'count' } },
      ...(tellsStock ? [{ key: 'stock_day', label: columns.stock, format: { kind: 'day' } as const }] : []),
    ],
    rows: status.sources.map((source) => ({
      source: source.name,
      kind: source.kind,
      orders: source.orders,
      last_day: source.lastDay,
      read_day: source.readAt && localDay(source.readAt, context.timeZone),
      rejected: source.rejected,
      ...(tellsStock ? { stock_day: source.stockAt && localDay(source.stockAt, context.timeZone) } : {}),
    })),
  };
}
