import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import type { SourceOrder } from '../../supabase/ingest-orders.ts';

const headings = [
  'Order ID',
  'Order Date',
  'Status',
  'Customer ID',
  'Customer Email',
  'Customer Name',
  'City',
  'State',
  'Channel',
  'Product ID',
  'Product Name',
  'Category',
  'Quantity',
  'Unit Price',
];

/** Writes orders as a CSV of lines, the order's own columns repeated on each, as shops export them. */
export async function writeOrderFile(path: string, orders: Iterable<SourceOrder>): Promise<void> {
  await pipeline(writeRows(orders), createWriteStream(path));
}

function* writeRows(orders: Iterable<SourceOrder>): Generator<string> {
  yield `${headings.join(',')}\n`;
  for (const { id, at, status, customer, channel, lines } of orders) {
    const { id: number, email, name, city, state } = customer;
    const order = [id, at, status, number, email, name, city, state, channel].join(',');
    yield lines
      .map(({ product, name: title, category, quantity, gross }) => {
        const price = (gross / quantity / 100).toFixed(2);
        return `${order},${product},"${title}, 250 g",${category},${quantity},${price}\n`;
      })
      .join('');
  }
}

/** The least that an import must do: reads the file to its end by the parser alone. Returns how many lines it has. */
export async function readOrderFile(path: string): Promise<number> {
  let lines = 0;
  const parser = createReadStream(path).pipe(parse({ bom: true, from: 2 }));
  for await (const _ of parser) lines += 1;
  return lines;
}
