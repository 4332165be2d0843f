import type { SourceCustomer } from '../../supabase/ingest-orders.ts';
import type { Draft, Row } from './draft.ts';
import type { Cell, Columns, Field } from './fields.ts';
import type { DecimalStyle } from './parse-amount.ts';
import { type DateOrder, dayLength, parseStamp } from './parse-stamp.ts';
import { readAmounts } from './read-amounts.ts';
import type { CsvRecord } from './read-records.ts';
import { Rejected } from './rejected.ts';
import { joinStatuses, type StatusLookup } from './statuses.ts';
import { stampInstant, type Zone } from './zone.ts';

const earliest = Date.UTC(1990, 0, 1);
const longestKey = 500;

/** How the lines of a file are to be read. */
export interface LineFormat {
  width: number;
  columns: Columns;
  dateOrder: DateOrder | null;
  decimal: DecimalStyle;
  /** Currency of amounts where the file names none. */
  currency: string;
  zones: { stamps: Zone; shop: Zone };
  findStatus: StatusLookup;
  /** Milliseconds since 1970: dates more than a day later are mistakes. */
  now: number;
  /** Some lines of the file hold signs that are no text. */
  damaged: boolean;
}

/** One line as the beginning of an order; `orderId` is empty in files without such a column. */
export interface Line {
  orderId: string;
  /** The moment as written, whatever the zone: what tells rows without an order id apart. */
  written: string;
  draft: Draft;
}

/**
 * Makes the function that reads a line, or throws Rejected. A line of the same order as the one before it may leave
 * out what that one said: date, customer, currency, amounts of the order.
 */
export function createLineReader(format: LineFormat): (record: CsvRecord) => Line {
  const { columns, width } = format;
  let cells: string[] = [];
  const cell: Cell = (field) => {
    const column = columns[field];
    return column === undefined ? '' : (cells[column] ?? '').trim();
  };
  const key = (field: Field): string | null => {
    const text = cell(field);
    if (text.length > longestKey) throw new Rejected('too_long', { field });
    return text === '' ? null : text;
  };
  const stamp = (field: 'date' | 'updated_at' | 'refunded_at', text: string) => {
    const read = parseStamp(text, format.dateOrder);
    if (!read) {
      const unclear = format.dateOrder === null && parseStamp(text, 'dmy') !== null;
      throw new Rejected(unclear ? 'unclear_date' : 'bad_date', { field, value: text });
    }
    const at = stampInstant(read, format.zones);
    if (at < earliest) throw new Rejected('date_too_early', { field, value: text });
    if (at > format.now + dayLength) throw new Rejected('date_in_future', { field, value: text });
    return { at, written: `${read.day} ${read.time ?? ''} ${read.offset ?? ''}` };
  };

  const readCustomer = (): SourceCustomer => {
    const email = key('email')?.toLowerCase() ?? null;
    const names = `${cell('first_name')} ${cell('last_name')}`.trim();
    const customer = {
      id: key('customer_id'),
      email: email?.includes('@') ? email : null,
      name: key('name') ?? (names === '' ? null : names.slice(0, longestKey)),
      phone: key('phone')?.replace(/(?!^\+)\D/g, '') || null,
      document: key('document')?.replace(/\D/g, '') || null,
      city: key('city'),
      state: key('state'),
    };
    // Shops write 0 for guests, whom the e-mail, document or phone tells apart.
    if (customer.id === '0' && (columns.email ?? columns.document ?? columns.phone) !== undefined)
      customer.id = null;
    return customer;
  };

  const readStatus = (field: 'status' | 'payment_status') => {
    const word = cell(field);
    if (word === '') return undefined;
    const status = format.findStatus(word);
    if (!status) throw new Rejected('unknown_status', { value: word });
    return status;
  };

  let previous: (Line & { at: number }) | null = null;

  return (record) => {
    if (!record.cells) throw new Rejected('broken_quotes');
    cells = record.cells;
    if (format.damaged && /[\0\ufffd]/.test(record.text)) throw new Rejected('bad_characters');
    if (cells.length < width) throw new Rejected('too_few_columns', { expected: width, found: cells.length });
    if (cells.length > width && cells.slice(width).some((text) => text.trim() !== '')) {
      throw new Rejected('too_many_columns', { expected: width, found: cells.length });
    }

    const orderId = key('order_id') ?? '';
    if (orderId === '' && columns.order_id !== undefined) throw new Rejected('no_order_id');
    const before = orderId !== '' && previous?.orderId === orderId ? previous : null;

    const day = cell('date');
    const clock = cell('time');
    if (day === '' && !before) throw new Rejected('no_date');
    const date =
      day === '' && before
        ? before
        : stamp('date', clock === '' || day.includes(':') ? day : `${day} ${clock}`);

    const customer = readCustomer();
    const { id, email, document, phone, name } = customer;
    if (!before && !(id ?? email ?? document ?? phone ?? name)) throw new Rejected('no_customer');

    const currency = readCurrency(cell('currency'), before?.draft.currency ?? format.currency);
    const row: Row = { at: date.at, quantity: 1 };
    readAmounts(row, cell, { decimal: format.decimal, currency, columns, continued: before !== null });
    const product = key('product') ?? key('product_name');
    if (product !== null) {
      row.product = product;
      const title = cell('product_name');
      if (title !== '' && title !== product) row.name = title;
      const category = key('category');
      if (category !== null) row.category = category;
    }

    const draft: Draft = { key: orderId, line: record.line, currency, customer, rows: [row] };
    const status = joinStatuses(readStatus('status'), readStatus('payment_status'));
    if (cell('cancelled_at') !== '') draft.status = 'cancelled';
    else if (status) draft.status = status;
    const channel = key('channel');
    if (channel !== null) draft.channel = channel;
    const updated = cell('updated_at');
    if (updated !== '') draft.updatedAt = stamp('updated_at', updated).at;
    const refunded = cell('refunded_at');
    if (refunded !== '') draft.refundedAt = stamp('refunded_at', refunded).at;

    const line = { orderId, written: date.written, draft, at: date.at };
    previous = line;
    return line;
  };
}

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** An ISO 4217 code that this runtime knows. */
export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

function readCurrency(text: string, otherwise: string): string {
  if (text === '') return otherwise;
  const code = text === 'R$' ? 'BRL' : text.toUpperCase();
  if (!isCurrency(code)) throw new Rejected('unknown_currency', { value: text });
  return code;
}
