import { ServiceError } from '../errors.ts';
import { detectEncoding, type TextFormat } from './detect-encoding.ts';
import { type Columns, dateFields, type Field, fields, numberFields } from './fields.ts';
import { findColumns, type Mapping, requireColumns } from './find-columns.ts';
import { findFile, readBytes } from './open-text.ts';
import type { Identity } from './order-key.ts';
import type { DecimalStyle } from './parse-amount.ts';
import type { DateOrder } from './parse-stamp.ts';
import type { Progress } from './progress.ts';
import { currencyDigits } from './read-amounts.ts';
import { openTable, readTable, type Table } from './read-table.ts';
import type { Delimiter } from './sniff-delimiter.ts';
import { type Style, Survey } from './survey.ts';

/** What a person may say about a file; whatever is left out is found out. */
export interface FileOptions {
  file: string;
  mappings?: Mapping[];
  delimiter?: Delimiter;
  dateOrder?: DateOrder;
  decimal?: DecimalStyle;
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** How a file is going to be read. */
export interface ImportPlan {
  table: Table;
  format: TextFormat;
  columns: Columns;
  style: Style;
  identity: Identity;
  /** The file has a price or an amount for each line. */
  priced: boolean;
  /** An example of numbers that only the currency can explain. */
  numberExample: string;
}

/**
 * Looks through a file, as far as needed, for how it is written and what its columns mean; writes nothing. Throws
 * ServiceError where that cannot be told: no such file, no text, missing or unknown columns, dates or numbers that
 * can be read in two ways.
 */
export async function planImport(options: FileOptions): Promise<ImportPlan> {
  const source = await findFile(options.file);
  const format = await detectEncoding(readBytes(source), options.file);
  const table = await openTable(source, format.encoding, options.delimiter);
  const columns = findColumns(table.header, options.mappings ?? []);
  requireColumns(columns, table.header);
  const priced = columns.unit_price !== undefined || columns.line_total !== undefined;
  const named = columns.product !== undefined || columns.product_name !== undefined;
  const apart = named ? 'moment' : 'row';
  const survey = await takeSurvey(table, columns, options);
  return {
    table,
    format,
    columns,
    style: chooseStyle(survey, options),
    identity: columns.order_id === undefined ? apart : 'id',
    priced,
    numberExample: survey.numberExample,
  };
}

async function takeSurvey(table: Table, columns: Columns, options: FileOptions): Promise<Survey> {
  const positions = (known: readonly Field[]) =>
    known.map((field) => columns[field]).filter((column) => column !== undefined);
  const survey = new Survey(positions(dateFields), positions(numberFields));
  if (options.dateOrder && options.decimal) return survey;
  const report = (done: number) =>
    options.onProgress?.({ phase: 'checking', done, total: table.source.size });
  for await (const records of readTable(table, report)) {
    options.signal?.throwIfAborted();
    for (const record of records) survey.add(record);
    if (survey.settled) break;
  }
  return survey;
}

function chooseStyle(survey: Survey, options: FileOptions): Style {
  return { dateOrder: options.dateOrder ?? survey.dateOrder(), decimal: options.decimal ?? survey.decimal() };
}

/**
 * The decimal style, settled by the currency where the numbers alone do not: without decimals in the currency,
 * 12.990 is a thousands' point. Throws import_ambiguous_decimal.
 */
export function settleDecimal(plan: ImportPlan, currency: string): DecimalStyle {
  const { decimal } = plan.style;
  if (decimal === 'comma' || decimal === 'point') return decimal;
  if (currencyDigits(currency) === 0 && plan.columns.currency === undefined) {
    return decimal === 'unclear-point' ? 'comma' : 'point';
  }
  throw new ServiceError('invalid_input', 'import_ambiguous_decimal', { example: plan.numberExample });
}

/** The columns that are used, in the order of the fields, and the headings of those that are not. */
export function describeColumns(plan: ImportPlan): {
  used: { column: string; field: Field }[];
  unused: string[];
} {
  const used = fields.flatMap((field) => {
    const column = plan.columns[field];
    return column === undefined ? [] : [{ column: plan.table.header[column] ?? '', field }];
  });
  const taken = new Set(Object.values(plan.columns));
  return {
    used,
    unused: plan.table.header.filter((heading, column) => heading !== '' && !taken.has(column)),
  };
}
