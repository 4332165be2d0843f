import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { importOrders, previewOrders } from './index.ts';
import { createFakeDatabase, importText, withFile } from './tests/import-text.ts';

describe('bad lines', () => {
  it('go to the rejects file with number, reason and text, and stop no good one', async () => {
    const lines = [
      'order,date,email,total',
      '1,2026-03-01,a@b.c,10',
      '2,2026-02-30,a@b.c,10',
      '3,2026-03-01,a@b.c',
      '4,2026-03-01,,10',
      '5,2026-03-01,a@b.c,ten',
      '6,2026-03-01,a@b.c,10.123',
      '7,2029-03-01,a@b.c,10',
      '8,1970-03-01,a@b.c,10',
      '9,2026-03-01,"a@b.c,10',
      ',2026-03-01,a@b.c,10',
      '11,2026-03-01,a@b.c,10,,',
      '12,2026-03-01,a@b.c,10,x',
      '13,2026-03-01,a@b.c,US$ 10',
      '14,2026-03-01,a@b.c,',
    ];
    await withFile(lines.join('\n'), async (file, folder) => {
      const fake = createFakeDatabase();
      const report = await importOrders(fake.context, { file, decimal: 'point' });
      expect(fake.orders.map(({ id }) => id)).toEqual(['1', '11']);
      expect(report).toMatchObject({ lines: 14, rejected: 12, rejectsFile: `${folder}/orders.rejects.csv` });
      expect(await readFile(`${folder}/orders.rejects.csv`, 'utf8')).toBe(
        [
          '\ufeffline,reason,text',
          '3,bad_date,"2,2026-02-30,a@b.c,10"',
          '4,too_few_columns,"3,2026-03-01,a@b.c"',
          '5,no_customer,"4,2026-03-01,,10"',
          '6,bad_amount,"5,2026-03-01,a@b.c,ten"',
          '7,too_precise,"6,2026-03-01,a@b.c,10.123"',
          '8,date_in_future,"7,2029-03-01,a@b.c,10"',
          '9,date_too_early,"8,1970-03-01,a@b.c,10"',
          '10,broken_quotes,"9,2026-03-01,""a@b.c,10"',
          '11,no_order_id,",2026-03-01,a@b.c,10"',
          '13,too_many_columns,"12,2026-03-01,a@b.c,10,x"',
          '14,other_currency,"13,2026-03-01,a@b.c,US$ 10"',
          '15,no_amount,"14,2026-03-01,a@b.c,"',
          '',
        ].join('\n'),
      );
    });
  });

  it('names the orders that lost a line', async () => {
    const text =
      'order,date,email,sku,qty,price\n1,2026-03-01,a@b.c,A,1,10.00\n1,2026-03-01,a@b.c,B,x,10.00\n2,2026-03-01,a@b.c,B,x,10.00\n';
    expect((await importText(text)).report).toMatchObject({
      orders: 1,
      incomplete: { orders: 1, examples: ['1'] },
    });
  });

  it('refuses an order whose lines are in several currencies', async () => {
    const text =
      'order,date,email,currency,sku,price\n1,2026-03-01,a@b.c,BRL,A,10.00\n1,2026-03-01,a@b.c,USD,B,10.00\n2,2026-03-01,a@b.c,USD,B,10.00\n';
    const { orders, report } = await importText(text);
    expect(orders).toMatchObject([{ id: '2', currency: 'USD', gross: 1000 }]);
    expect(report.rejections).toEqual([{ reason: 'mixed_currencies', params: { order: '1' }, count: 1 }]);
  });

  it('never go to the imported file itself', async () => {
    await withFile('order,date,email,total\n1,2026-03-01,a@b.c,x\n', async (file) => {
      const rejects = { file, rejects: file };
      await expect(importOrders(createFakeDatabase().context, rejects)).rejects.toMatchObject({
        reason: 'import_rejects_same',
      });
    });
  });
});

describe('what stops before anything is written', () => {
  it.each([
    ['import_missing_column', 'order,date,total\n1,2026-03-01,1\n'],
    ['import_ambiguous_dates', 'order,date,email,total\n1,03/04/2026,a@b.c,1.00\n'],
    ['import_mixed_dates', 'order,date,email,total\n1,31/03/2026,a@b.c,1.00\n2,03/31/2026,a@b.c,1.00\n'],
    ['import_ambiguous_decimal', 'order;date;email;total\n1;2026-03-01;a@b.c;1.234\n'],
    ['import_mixed_decimals', 'order;date;email;total\n1;2026-03-01;a@b.c;1,50\n2;2026-03-01;a@b.c;1.50\n'],
    ['import_no_lines', 'order,date,email,total\n\n'],
    ['import_nothing_good', 'order,date,email,total\n1,soon,a@b.c,1.00\n'],
    ['import_empty', '\n\n'],
    ['import_gzip', gzipSync('order,date,email,total\n1,2026-03-01,a@b.c,1\n'.repeat(9)).subarray(0, 40)],
  ])('%s', async (reason, text) => {
    const fake = createFakeDatabase();
    await expect(importText(text, {}, fake)).rejects.toMatchObject({ reason });
    expect([...fake.orders, ...fake.finished]).toEqual([]);
  });

  it('is told apart by options, by other values, or by a currency without decimals', async () => {
    const dates = 'order,date,email,total\n1,03/04/2026,a@b.c,1.00\n';
    expect((await importText(dates, { dateOrder: 'mdy' })).orders[0]?.at).toMatch(/^2026-03-04/);
    expect((await importText(`${dates}2,31/04/2025,a@b.c,1\n3,25/12/2025,a@b.c,1\n`)).orders[1]?.at).toMatch(
      /^2026-04-03/,
    );
    const amounts = 'order;date;email;total\n1;2026-03-01;a@b.c;1.234\n';
    expect((await importText(amounts, { decimal: 'comma' })).orders[0]?.gross).toBe(123_400);
    expect((await importText(amounts, { currency: 'CLP' })).orders[0]?.gross).toBe(1_234);
    expect((await importText(`${amounts}2;2026-03-02;a@b.c;0,50\n`)).orders[0]?.gross).toBe(123_400);
  });

  it('previews all the same without a database', async () => {
    await withFile('order,date,email,total\n1,2026-03-01,a@b.c,5\n', async (file) => {
      const { now, timeZone, currency } = createFakeDatabase().context;
      const report = await previewOrders({ now, timeZone, currency }, { file });
      expect(report).toMatchObject({ orders: 1, written: { orders: 0 }, samples: [{ id: '1', gross: 500 }] });
    });
  });
});

describe('an interruption', () => {
  const lines = Array.from({ length: 12_000 }, (_, n) => `${n},2026-03-01,c${n}@b.c,10`);
  const text = `order,date,email,total\n${lines.join('\n')}\n`;

  it('finishes the batch under way and leaves the rest for the next run', async () => {
    const stop = new AbortController();
    const fake = createFakeDatabase((fn) => {
      if (fn === 'ingest_orders') stop.abort();
      return undefined;
    });
    const { report } = await importText(text, { signal: stop.signal }, fake);
    expect(report.interrupted).toBe(true);
    expect(fake.batches).toHaveLength(1);
    expect(report.written.orders).toBe(fake.orders.length);
    expect(fake.finished).toEqual([]);
  });

  it('before writing leaves nothing behind', async () => {
    const fake = createFakeDatabase();
    await expect(importText(text, { signal: AbortSignal.abort() }, fake)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(fake.batches).toEqual([]);
  });
});
