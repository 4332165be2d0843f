import { basename } from 'node:path';
import { formatSpan, formatValue } from '../../renderers/format.ts';
import { defineTexts, type Locale, plural } from '../../renderers/locale.ts';
import type { ImportReport } from '../../services/imports/index.ts';
import { explainRejection } from './import-rejections.ts';

/** A number, and how it is written. */
interface Count {
  count: number;
  text: string;
}

const texts = defineTexts({
  en: {
    done: (file: string, seconds: string) => `Imported ${file} in ${seconds} s`,
    dry: (file: string) => `Dry run of ${file}: nothing was written`,
    stopped: (done: string) =>
      `Stopped. Orders written and safe: ${done}. Run the same command again to go on from there.`,
    lines: 'Lines read',
    orders: 'Orders',
    states: (inserted: Count, updated: Count, unchanged: Count) =>
      `${inserted.text} new, ${updated.text} changed, ${unchanged.text} unchanged`,
    older: ({ text }: Count) => `, ${text} older than stored`,
    customers: 'New customers',
    erased: 'Of erased persons',
    erasedOrders: ({ count, text }: Count) =>
      `${text} ${plural(count, 'order', 'orders')}: counted, and nothing else of them kept`,
    refunds: 'Refunds',
    period: 'Period',
    gross: 'Gross',
    ofOrders: (count: string) => `orders that count: ${count}`,
    rejected: 'Refused lines',
    inFile: (path: string) => `in ${path}, in place of any from an earlier run`,
    incomplete: 'Incomplete orders',
    incompleteOrders: ({ count, text }: Count, names: string) =>
      `${text}, without ${plural(count, 'its', 'their')} refused lines (${names}); correct the file and import it again, whole`,
    next: 'Ask next',
    noId: 'The file has no order number: each line is an order of its own.',
    byMoment: 'The file has no order number: lines of one customer at one moment are one order.',
    encoding: (name: string) => `The file is not UTF-8; it was read as ${name}.`,
    outlier: (line: string, amount: string) =>
      `The largest order (line ${line}) is for ${amount}, far above what is usual in the file: check its amount.`,
    foreign: (currency: string, shop: string) =>
      `Orders in ${currency} are kept, but do not count: the shop's currency is ${shop}.`,
  },
  'pt-BR': {
    done: (file: string, seconds: string) => `${file} importado em ${seconds} s`,
    dry: (file: string) => `Simulação com ${file}: nada foi gravado`,
    stopped: (done: string) =>
      `Interrompido. Pedidos já gravados e seguros: ${done}. Rode o mesmo comando de novo para continuar.`,
    lines: 'Linhas lidas',
    orders: 'Pedidos',
    states: (inserted, updated, unchanged) =>
      `${inserted.text} ${plural(inserted.count, 'novo', 'novos')}, ${updated.text} ${plural(updated.count, 'alterado', 'alterados')}, ${unchanged.text} sem mudança`,
    older: ({ count, text }) =>
      `, ${text} ${plural(count, 'mais antigo que o gravado', 'mais antigos que os gravados')}`,
    customers: 'Clientes novos',
    erased: 'De pessoas apagadas',
    erasedOrders: ({ count, text }) =>
      `${text} ${plural(count, 'pedido: contado, sem guardar', 'pedidos: contados, sem guardar')} mais nada delas`,
    refunds: 'Reembolsos',
    period: 'Período',
    gross: 'Receita bruta',
    ofOrders: (count: string) => `pedidos válidos: ${count}`,
    rejected: 'Linhas recusadas',
    inFile: (path: string) => `em ${path}, no lugar das de uma importação anterior`,
    incomplete: 'Pedidos incompletos',
    incompleteOrders: ({ text }, names) =>
      `${text}, sem as linhas recusadas (${names}); corrija o arquivo e importe-o de novo, inteiro`,
    next: 'Pergunte agora',
    noId: 'O arquivo não tem número do pedido: cada linha é um pedido.',
    byMoment: 'O arquivo não tem número do pedido: linhas do mesmo cliente no mesmo momento são um pedido.',
    encoding: (name: string) => `O arquivo não está em UTF-8; foi lido como ${name}.`,
    outlier: (line: string, amount: string) =>
      `O maior pedido (linha ${line}) é de ${amount}, muito acima do comum no arquivo: confira o valor.`,
    foreign: (currency: string, shop: string) =>
      `Pedidos em ${currency} ficam guardados, mas não contam: a moeda da loja é ${shop}.`,
  },
});

type Row = [label: string, value: string];

/** A line for each label and its value, the values below each other. */
export function alignRows(rows: Row[]): string[] {
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`.trimEnd());
}

/** What a person must know of how the file was understood. */
function describeNotes(report: ImportReport, shopCurrency: string, locale: Locale): string[] {
  const words = texts(locale);
  const notes: string[] = [];
  const { encoding } = report.plan.table;
  if (encoding !== 'utf-8')
    notes.push(words.encoding(encoding === 'windows-1252' ? 'Windows-1252' : 'UTF-16'));
  if (report.plan.identity === 'row') notes.push(words.noId);
  if (report.plan.identity === 'moment') notes.push(words.byMoment);
  for (const { currency, outlier } of report.amounts) {
    if (outlier) {
      const amount = formatValue(outlier.gross, { kind: 'money', currency }, locale);
      notes.push(words.outlier(formatValue(outlier.line, { kind: 'count' }, locale), amount));
    }
    if (currency !== shopCurrency) notes.push(words.foreign(currency, shopCurrency));
  }
  return notes;
}

/** What the report is about, beside the file. */
export interface ReportedShop {
  currency: string;
  /** Nothing was written. */
  dryRun: boolean;
}

/** The report at the end of an import, or of as much of it as was done, in lines. */
export function describeReport(report: ImportReport, shop: ReportedShop, locale: Locale): string[] {
  const words = texts(locale);
  const count = (value: number) => formatValue(value, { kind: 'count' }, locale);
  const counted = (value: number): Count => ({ count: value, text: count(value) });
  const { written, rejected } = report;
  const { dryRun } = shop;
  const file = basename(report.plan.table.source.path);
  const seconds = formatValue(report.took / 1000, { kind: 'decimal', digits: 1 }, locale);
  if (report.interrupted) return [words.stopped(count(written.orders))];

  const rows: Row[] = [[words.lines, count(report.lines)]];
  const states = words.states(
    counted(written.inserted),
    counted(written.updated),
    counted(written.unchanged),
  );
  const older = written.older > 0 ? words.older(counted(written.older)) : '';
  rows.push([words.orders, dryRun ? count(report.orders) : `${count(report.orders)}: ${states}${older}`]);
  if (!dryRun) {
    rows.push([words.customers, count(written.customers_created)]);
    rows.push([words.refunds, count(written.refunds)]);
    if (written.erased > 0) rows.push([words.erased, words.erasedOrders(counted(written.erased))]);
  }
  if (report.period) rows.push([words.period, formatSpan(report.period.from, report.period.to, locale)]);
  for (const { currency, orders, gross } of report.amounts) {
    rows.push([
      words.gross,
      `${formatValue(gross, { kind: 'money', currency }, locale)} (${words.ofOrders(count(orders))})`,
    ]);
  }
  if (report.rejectsFile) {
    rows.push([words.rejected, `${count(rejected)}, ${words.inFile(report.rejectsFile)}`]);
    const explain = explainRejection(locale);
    for (const each of report.rejections.slice(0, 5)) {
      rows.push(['', `${count(each.count)}: ${explain(each.reason, each.params)}`]);
    }
  }
  const { orders: incomplete, examples } = report.incomplete;
  if (incomplete > 0) {
    const names = examples.join(', ') + (incomplete > examples.length ? ', …' : '');
    rows.push([words.incomplete, words.incompleteOrders(counted(incomplete), names)]);
  }
  if (!dryRun) rows.push([words.next, "npm run ask -- '/rfm'"]);

  const title = dryRun ? words.dry(file) : words.done(file, seconds);
  return [title, ...alignRows(rows), ...describeNotes(report, shop.currency, locale)];
}
