import { Temporal } from 'temporal-polyfill';
import { formatDay, formatValue } from '../../renderers/format.ts';
import { defineTexts, type Locale } from '../../renderers/locale.ts';
import { describeColumns, type ImportReport, type SourceOrder } from '../../services/imports/index.ts';
import { alignRows } from './import-report.ts';

const texts = defineTexts({
  en: {
    understood: 'Columns understood:',
    unused: 'Columns not used',
    written: 'How it is written',
    delimiters: { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'vertical bar' },
    between: (name: string) => `columns separated by ${name}`,
    comma: 'decimal comma',
    point: 'decimal point',
    dmy: 'day before month',
    mdy: 'month before day',
    lines: 'a line for each product',
    orders: 'a line for each order',
    perLine: (fields: string) => `added up over an order's lines: ${fields}`,
    samples: 'The first orders:',
    items: (count: string) => `lines: ${count}`,
    refunds: (count: string) => `refunds: ${count}`,
  },
  'pt-BR': {
    understood: 'Colunas reconhecidas:',
    unused: 'Colunas não usadas',
    written: 'Como está escrito',
    delimiters: { ',': 'vírgula', ';': 'ponto e vírgula', '\t': 'tabulação', '|': 'barra vertical' },
    between: (name: string) => `colunas separadas por ${name}`,
    comma: 'vírgula decimal',
    point: 'ponto decimal',
    dmy: 'dia antes do mês',
    mdy: 'mês antes do dia',
    lines: 'uma linha por produto',
    orders: 'uma linha por pedido',
    perLine: (fields: string) => `somados nas linhas do pedido: ${fields}`,
    samples: 'Os primeiros pedidos:',
    items: (count: string) => `itens: ${count}`,
    refunds: (count: string) => `reembolsos: ${count}`,
  },
});

function describeOrder(order: SourceOrder, timeZone: string, locale: Locale): [string, string] {
  const words = texts(locale);
  const { customer, currency } = order;
  const day = Temporal.Instant.from(order.at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  const count = (value: number) => formatValue(value, { kind: 'count' }, locale);
  const parts = [
    formatDay(day, locale),
    customer.name ?? customer.email ?? customer.id ?? customer.document ?? customer.phone ?? '',
    formatValue(order.gross, { kind: 'money', currency }, locale),
    order.status,
  ];
  if (order.lines.length > 0) parts.push(words.items(count(order.lines.length)));
  if (order.refunds.length > 0) parts.push(words.refunds(count(order.refunds.length)));
  return [order.id, parts.join(' · ')];
}

/** What a dry run understood of a file: its columns, its way of writing, the first orders made of it; in lines. */
export function describePreview(report: ImportReport, timeZone: string, locale: Locale): string[] {
  const words = texts(locale);
  const { plan } = report;
  const { used, unused } = describeColumns(plan);
  const summed = Object.entries(report.perLine).flatMap(([field, summed]) => {
    return summed && field in plan.columns ? [field] : [];
  });
  const ways = [
    words.between(words.delimiters[plan.table.delimiter]),
    words[report.decimal],
    ...(plan.style.dateOrder ? [words[plan.style.dateOrder]] : []),
    plan.priced || plan.identity === 'moment' || summed.length > 0 ? words.lines : words.orders,
    ...(summed.length > 0 ? [words.perLine(summed.join(', '))] : []),
  ];
  return [
    words.understood,
    ...alignRows(used.map(({ column, field }) => [field, column])),
    ...(unused.length > 0 ? [`${words.unused}: ${unused.join(', ')}`] : []),
    `${words.written}: ${ways.join('; ')}`,
    words.samples,
    ...alignRows(report.samples.map((order) => describeOrder(order, timeZone, locale))),
    '',
  ];
}
