import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceOrder } from '../../supabase/ingest-orders.ts';
import { importText } from './tests/import-text.ts';

/** One way of writing the same table. */
interface Way {
  delimiter: ',' | ';' | '\t';
  quoting: 'all' | 'needed';
  end: '\n' | '\r\n';
  decimal: 'comma' | 'point';
  grouping: boolean;
  dates: 'iso' | 'dmy' | 'mdy';
  encoding: 'utf-8' | 'bom' | 'utf-16le' | 'gzip';
  portuguese: boolean;
}

interface Sale {
  order: number;
  day: number;
  email: string;
  name: string;
  product: string;
  quantity: number;
  price: number;
}

const way: fc.Arbitrary<Way> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t'),
  quoting: fc.constantFrom('all', 'needed'),
  end: fc.constantFrom('\n', '\r\n'),
  decimal: fc.constantFrom('comma', 'point'),
  grouping: fc.boolean(),
  dates: fc.constantFrom('iso', 'dmy', 'mdy'),
  encoding: fc.constantFrom('utf-8', 'bom', 'utf-16le', 'gzip'),
  portuguese: fc.boolean(),
});

const firstDay = Date.UTC(2019, 0, 1) / 86_400_000;
/** 31 January: the one date by which day and month are told apart. */
const telling = firstDay + 30;

const text = fc.string({
  unit: fc.constantFrom('a', 'ç', '😀', ' ', ',', ';', '"', '\n', "'", '='),
  minLength: 1,
  maxLength: 8,
});
const sales: fc.Arbitrary<Sale[]> = fc
  .array(
    fc.record({
      order: fc.integer({ min: 1, max: 6 }),
      day: fc.integer({ min: 0, max: 2000 }).map((day) => firstDay + day),
      email: fc.constantFrom('ana@example.com', 'joão@example.com'),
      name: text.map((name) => `N${name}`),
      product: text.map((name) => `P${name}x`),
      quantity: fc.integer({ min: -2, max: 5 }),
      price: fc.integer({ min: 0, max: 5_000_000 }),
    }),
    { maxLength: 12 },
  )
  .map((rows) => [
    { order: 0, day: telling, email: 'a@b.c', name: 'A', product: 'P', quantity: 1, price: 1_250_050 },
    ...rows,
  ]);

const headings = {
  english: ['Order ID', 'Order date', 'Email', 'Customer name', 'Product name', 'Quantity', 'Unit price'],
  portuguese: ['Nº do pedido', 'Data', 'E-mail', 'Nome do cliente', 'Produto', 'Qtde.', 'Preço unitário'],
};

function writeDate(day: number, order: Way['dates']): string {
  const [y, m, d] = new Date(day * 86_400_000).toISOString().slice(0, 10).split('-');
  if (order === 'iso') return `${y}-${m}-${d}`;
  return order === 'dmy' ? `${d}/${m}/${y}` : `${m}/${d}/${y}`;
}

function writePrice(cents: number, { decimal, grouping }: Way): string {
  const digits = String(cents).padStart(3, '0');
  const [point, group] = decimal === 'comma' ? [',', '.'] : ['.', ','];
  const whole = digits.slice(0, -2);
  return `${grouping ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole}${point}${digits.slice(-2)}`;
}

function writeTable(rows: Sale[], to: Way): Uint8Array {
  const cells = rows.map((row) => [
    `#${row.order}`,
    writeDate(row.day, to.dates),
    row.email,
    row.name,
    row.product,
    String(row.quantity),
    writePrice(row.price, to),
  ]);
  const quote = (cell: string) =>
    to.quoting === 'all' || /["\n]/.test(cell) || cell.includes(to.delimiter)
      ? `"${cell.replaceAll('"', '""')}"`
      : cell;
  const lines = [to.portuguese ? headings.portuguese : headings.english, ...cells];
  const table = lines.map((line) => line.map(quote).join(to.delimiter) + to.end).join('');
  if (to.encoding === 'utf-16le') return Buffer.from(`\ufeff${table}`, 'utf16le');
  const bytes = Buffer.from(to.encoding === 'bom' ? `\ufeff${table}` : table);
  return to.encoding === 'gzip' ? gzipSync(bytes) : bytes;
}

const plain: Way = {
  delimiter: ',',
  quoting: 'all',
  end: '\n',
  decimal: 'point',
  grouping: false,
  dates: 'iso',
  encoding: 'utf-8',
  portuguese: false,
};

/** What the orders of a table must come to, worked out from the table itself. */
function expectedGross(rows: Sale[]): Map<string, number> {
  const gross = new Map<string, number>();
  for (const { order, quantity, price } of rows) {
    gross.set(`#${order}`, (gross.get(`#${order}`) ?? 0) + Math.max(quantity, 0) * price);
  }
  return gross;
}

describe('a table of sales', () => {
  it('imports to the same orders in whatever dialect it is written', async () => {
    await fc.assert(
      fc.asyncProperty(sales, way, async (rows, to) => {
        const one = await importText(writeTable(rows, plain));
        const other = await importText(writeTable(rows, to));
        expect(one.report).toMatchObject({ rejected: 0, lines: rows.length });
        expect(other.report.rejections).toEqual([]);
        expect(other.orders).toEqual(one.orders);
        const gross = new Map(one.orders.map((order: SourceOrder) => [order.id, order.gross]));
        expect(gross).toEqual(expectedGross(rows));
      }),
      { numRuns: 60 },
    );
  });

  it('imports to the same orders with its lines in any order', async () => {
    const sorted = (orders: SourceOrder[]) =>
      orders
        .map((order) => ({
          ...order,
          customer: null,
          lines: order.lines.map((line) => JSON.stringify(line)).sort(),
        }))
        .sort((a, b) => a.id.localeCompare(b.id));
    await fc.assert(
      fc.asyncProperty(
        sales.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        async ([rows, shuffled]) => {
          const one = await importText(writeTable(rows, plain));
          const other = await importText(writeTable(shuffled, plain));
          expect(sorted(other.orders)).toEqual(sorted(one.orders));
        },
      ),
      { numRuns: 25 },
    );
  });
});
