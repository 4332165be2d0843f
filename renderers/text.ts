import { displayWidth, wrapWords } from './display-width.ts';
import { formatValue } from './format.ts';
import { defineTexts, type Locale } from './locale.ts';
import type { Comparison, Fact, FactsPart, FilePart, Part, Provenance, Reply, TablePart } from './reply.ts';
import { renderTable } from './table.ts';

/** Where a chart's picture or a file is, or why there is none. */
export type Picture = { path: string } | { failed: string };

export interface TextOptions {
  locale: Locale;
  /** Columns of the monospaced font. */
  width: number;
  /** The pictures of the reply's charts by the charts' keys; a chart without one is told in words. */
  pictures?: Map<string, Picture>;
  /** Where the reply's files are, by their keys. */
  files?: Map<string, Picture>;
  /** Also tables of detail. */
  detail?: boolean;
  /** Also where the numbers come from. */
  provenance?: boolean;
}

const texts = defineTexts({
  en: {
    chart: (path: string) => `Chart: ${path}`,
    file: (path: string) => `File: ${path}`,
    noChart: (why: string) => `The chart could not be drawn: ${why}`,
    pictured: 'In words:',
    ask: 'Ask next:',
    reference: (reference: string) => `Reference: ${reference}`,
    definitions: 'Definitions',
    filters: 'Filters',
    rows: 'Based on',
    caveats: 'Caveats',
  },
  'pt-BR': {
    chart: (path) => `Gráfico: ${path}`,
    file: (path) => `Arquivo: ${path}`,
    noChart: (why) => `Não foi possível desenhar o gráfico: ${why}`,
    pictured: 'Em palavras:',
    ask: 'Pergunte também:',
    reference: (reference) => `Referência: ${reference}`,
    definitions: 'Definições',
    filters: 'Filtros',
    rows: 'Com base em',
    caveats: 'Ressalvas',
  },
});

/** A paragraph in lines of at most `width` columns, all but the first indented. */
function wrap(text: string, width: number, indent = ''): string {
  return makePlain(wrapWords(text, width, indent).join('\n'));
}

/** Laid out, a text needs no no-break space any more: a reader searches and copies ordinary ones. */
function makePlain(text: string): string {
  return text.replace(/[\u00A0\u202F]/g, ' ');
}

function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** How a fact compares, as far as it can be said: nothing of an earlier value that there is none of. */
function sayComparison(
  { change, label, previous, format }: Comparison,
  fact: Fact,
  locale: Locale,
): string[] {
  if (previous === null) return [];
  const said = change === null ? [] : [formatValue(change, format, locale)];
  return [[...said, label, `(${formatValue(previous, fact.format, locale)})`].join(' ')];
}

/** Columns that a comparison needs beside the values; with less it stands below them. */
const leastComparison = 30;

/** Facts in columns: what, how much, and beside it (below it, where that is narrow) how that compares. */
function renderFacts({ facts }: FactsPart, { locale, width }: TextOptions): string {
  const rows = facts.map((fact) => ({
    label: fact.label,
    value: formatValue(fact.value, fact.format, locale),
    comparisons: fact.comparisons.flatMap((comparison) => sayComparison(comparison, fact, locale)),
  }));
  const labelWidth = Math.max(...rows.map(({ label }) => displayWidth(label)));
  const valueWidth = Math.max(...rows.map(({ value }) => displayWidth(value)));
  const beside = width - labelWidth - valueWidth - 4;
  const indent = beside < leastComparison ? '  ' : ' '.repeat(labelWidth + valueWidth + 4);
  const lines = rows.flatMap(({ label, value, comparisons }) => {
    const head = `${padEnd(label, labelWidth)}  ${padStart(value, valueWidth)}`;
    const below = comparisons
      .flatMap((each) => wrapWords(each, width - indent.length, '  '))
      .map((line) => indent + line);
    if (beside < leastComparison) return [head, ...below];
    return [`${head}  ${below[0]?.trimStart() ?? ''}`.trimEnd(), ...below.slice(1)];
  });
  return makePlain(lines.join('\n'));
}

function renderChart(key: string, alt: string, { locale, width, pictures }: TextOptions): string {
  const words = texts(locale);
  const picture = pictures?.get(key);
  if (picture && 'path' in picture) return words.chart(picture.path);
  const told = wrap(`${words.pictured} ${alt}`, width, '  ');
  return picture ? `${wrap(words.noChart(picture.failed), width, '  ')}\n${told}` : told;
}

function renderTitled(table: TablePart, { locale, width }: TextOptions): string {
  const body = renderTable(table, { locale, width });
  return table.title === undefined ? body : `${wrap(table.title, width)}\n${body}`;
}

function renderPart(part: Part, options: TextOptions): string {
  switch (part.type) {
    case 'text':
      return wrap(part.text, options.width);
    case 'facts':
      return part.facts.length === 0 ? '' : renderFacts(part, options);
    case 'table':
      return part.detail && !options.detail ? '' : renderTitled(part, options);
    case 'chart':
      return renderChart(part.key, part.alt, options);
    case 'link':
      return `${part.label}: ${part.path}`;
    case 'file':
      return renderFile(part, options);
  }
}

function renderFile({ key, label }: FilePart, { locale, width, files }: TextOptions): string {
  const file = files?.get(key);
  if (file && 'path' in file) return `${wrap(label, width, '  ')}\n${texts(locale).file(file.path)}`;
  return wrap(file ? `${label}: ${file.failed}` : label, width, '  ');
}

function renderProvenance(provenance: Provenance, { locale, width }: TextOptions): string {
  const words = texts(locale);
  const lists: [string, string[]][] = [
    [words.definitions, provenance.definitions],
    [words.filters, provenance.filters],
    [words.rows, provenance.rows === null ? [] : [provenance.rows]],
    [words.caveats, provenance.caveats],
  ];
  return lists
    .filter(([, items]) => items.length > 0)
    .map(([title, items]) => [title, ...items.map((item) => wrap(`- ${item}`, width, '  '))].join('\n'))
    .join('\n\n');
}

/**
 * A whole reply as plain text for a monospaced font: the sentence, its warnings, the parts in their order, what to ask
 * next and how fresh the data is.
 */
export function renderText(reply: Reply, options: TextOptions): string {
  const { locale, width } = options;
  const words = texts(locale);
  // What the sentence of an error itself proposes stands once.
  const actions = reply.actions
    .filter(({ label, ask }) => reply.tone !== 'error' || label !== ask)
    .map(({ label, ask }) => (label === ask ? `  ${ask}` : `  ${ask}  (${label})`));
  const blocks = [
    wrap(reply.summary, width),
    reply.warnings.map((warning) => wrap(`! ${warning}`, width, '  ')).join('\n'),
    ...reply.parts.map((part) => renderPart(part, options)),
    options.provenance && reply.provenance ? renderProvenance(reply.provenance, options) : '',
    actions.length > 0 ? [words.ask, ...actions].join('\n') : '',
    [
      ...(reply.freshness ? [wrap(reply.freshness.text, width)] : []),
      ...(reply.reference === undefined ? [] : [words.reference(reply.reference)]),
    ].join('\n'),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}
