import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { importOrders, previewOrders } from './index.ts';
import { createFakeDatabase, importText, withFile } from './tests/import-text.ts';

const customer = {
  id: null,
  email: 'ana@example.com',
  name: null,
  phone: null,
  document: null,
  city: null,
  state: null,
};

describe('an order-level file', () => {
  it('becomes orders, the earliest first', async () => {
    const { orders, report, finished } = await importText(
      'order,date,email,total,shipping,tax,discount\n2,2026-03-02 10:00,bia@example.com,50.00,0,0,0\n1,2026-03-01,ANA@example.com,120.50,15,5.50,10\n',
    );
    expect(orders[0]).toEqual({
      id: '1',
      at: '2026-03-01T15:00:00.000Z',
      status: 'completed',
      currency: 'BRL',
      gross: 11000,
      discount: 1000,
      tax: 550,
      shipping: 1500,
      channel: null,
      updated_at: null,
      customer,
      lines: [],
      refunds: [],
    });
    expect(orders[1]).toMatchObject({ id: '2', at: '2026-03-02T13:00:00.000Z', gross: 5000 });
    expect(report).toMatchObject({
      lines: 2,
      rejected: 0,
      rejectsFile: null,
      orders: 2,
      period: { from: '2026-03-01', to: '2026-03-02' },
      amounts: [{ currency: 'BRL', orders: 2, gross: 16000 }],
    });
    expect(finished).toEqual([{ p_source: 'csv', p_kind: 'csv', p_file: 'orders.csv', p_rejected: 0 }]);
  });

  it('without order ids gives each line a key that stays, equal lines one each', async () => {
    const text =
      'date,email,total,status\n2026-03-01,a@b.c,10,paid\n2026-03-01,a@b.c,10,paid\n2026-03-02,a@b.c,10,paid\n';
    const first = (await importText(text)).orders.map(({ id }) => id);
    expect(new Set(first).size).toBe(3);
    const turned = text.trim().split('\n');
    const again = await importText(
      [turned[0], turned[3], turned[1], turned[2]].join('\n').replaceAll('paid', 'refunded'),
    );
    expect(again.orders.map(({ id }) => id)).toEqual(first);
  });

  it('takes stamps without a zone in the zone asked for, and days as days of the shop', async () => {
    const text =
      'order,date,email,total\n1,2026-03-01 23:00,a@b.c,1\n2,2026-03-01T23:00:00Z,a@b.c,1\n3,2026-03-01,a@b.c,1\n';
    const { orders } = await importText(text, { timeZone: 'Asia/Tokyo' });
    expect(Object.fromEntries(orders.map(({ id, at }) => [id, at]))).toEqual({
      1: '2026-03-01T14:00:00.000Z',
      2: '2026-03-01T23:00:00.000Z',
      3: '2026-03-01T15:00:00.000Z',
    });
  });

  it('reads a separate column of times, names in two columns, and documents as digits', async () => {
    const text =
      'pedido;data;hora;nome;cpf;telefone;valor\n1;01/03/2026;23:15;Ana;123.456.789-09;(11) 99999-8888;10,00\n2;31/03/2026;;Bia;;;10,00\n';
    const { orders } = await importText(text);
    expect(orders[0]).toMatchObject({
      at: '2026-03-02T02:15:00.000Z',
      customer: { name: 'Ana', document: '12345678909', phone: '11999998888' },
    });
  });
});

describe('a line-level file', () => {
  const header = 'order;date;email;sku;product name;category;quantity;unit price;discount;shipping\n';

  it('gathers the lines of an order wherever they stand, and takes what belongs to the order once', async () => {
    const { orders } = await importText(
      `${header}1;2026-03-01;ana@example.com;A;Coffee;Drinks;2;10,50;3,00;8,00\n2;2026-03-02;ana@example.com;B;Filter;;1;5,00;0;0\n1;2026-03-01;ana@example.com;B;Filter;;1;5,00;3,00;8,00\n`,
    );
    expect(orders[0]).toMatchObject({ id: '1', gross: 2600, discount: 300, shipping: 800 });
    expect(orders[0]?.lines).toEqual([
      { product: 'A', name: 'Coffee', category: 'Drinks', quantity: 2, gross: 2100, discount: 0 },
      { product: 'B', name: 'Filter', category: null, quantity: 1, gross: 500, discount: 0 },
    ]);
  });

  it('adds up amounts that differ within orders, for they are of the lines', async () => {
    const { orders, report } = await importText(
      `${header}1;2026-03-01;ana@example.com;A;A;;1;10,00;1,00;8,00\n1;2026-03-01;ana@example.com;B;B;;1;20,00;2,00;8,00\n`,
    );
    expect(report.perLine).toMatchObject({ discount: true, shipping: false });
    expect(orders[0]).toMatchObject({ gross: 3000, discount: 300, shipping: 800 });
    expect(orders[0]?.lines.map(({ discount }) => discount)).toEqual([100, 200]);
  });

  it('lets a line leave out what the line before said of the same order', async () => {
    const { orders } = await importText(
      'order,date,email,status,sku,quantity,price,shipping\n1,2026-03-01,ana@example.com,paid,A,1,10.00,5\n1,,,,B,1,20.00,\n2,,,,B,1,20.00,\n',
    );
    expect(orders).toHaveLength(1);
    expect(orders[0]).toMatchObject({ gross: 3000, shipping: 500, status: 'paid', customer });
  });

  it('rounds a price with more decimals than the currency after multiplying', async () => {
    const { orders } = await importText(
      'order,date,email,sku,qty,price\n1,2026-03-01,a@b.c,A,3,0.3333\n2,2026-03-01,a@b.c,A,0.5,0.05\n',
    );
    expect(orders.map(({ gross }) => gross)).toEqual([100, 3]);
  });

  it('takes totals of product lines for those of the order when they are the same on each', async () => {
    const same = 'order,date,email,product,total\n1,2026-03-01,a@b.c,A,30.00\n1,2026-03-01,a@b.c,B,30.00\n';
    expect((await importText(same)).orders[0]).toMatchObject({ gross: 3000 });
    const own = 'order,date,email,product,total\n1,2026-03-01,a@b.c,A,10.00\n1,2026-03-01,a@b.c,B,20.00\n';
    expect((await importText(own)).orders[0]).toMatchObject({
      gross: 3000,
      lines: [{ gross: 1000 }, { gross: 2000 }],
    });
  });

  it('without order ids makes one order of what a customer bought at one moment', async () => {
    const { orders } = await importText(
      'date,email,product,quantity,price\n2026-03-01 10:00,a@b.c,A,1,10.00\n2026-03-01 10:00,b@b.c,A,1,10.00\n2026-03-01 10:00,a@b.c,B,1,5.00\n2026-03-01 11:00,a@b.c,B,1,5.00\n',
    );
    expect(orders.map(({ gross }) => gross).sort()).toEqual([1000, 1500, 500].sort());
  });
});

describe('states and refunds', () => {
  it('knows the words of shops in both languages', async () => {
    const words = [
      'wc-completed',
      'Cancelado',
      'Pagamento pendente',
      'on-hold',
      'Reembolsado',
      'Atendido',
      '',
    ];
    const lines = words.map((word, index) => `${index},2026-03-01,a@b.c,10,${word}`);
    const { orders } = await importText(`order,date,email,total,status\n${lines.join('\n')}\n`);
    const byId = Object.fromEntries(orders.map(({ id, status }) => [id, status]));
    expect(Object.values(byId)).toEqual([
      'completed',
      'cancelled',
      'pending',
      'processing',
      'refunded',
      'completed',
      'completed',
    ]);
  });

  it('lets the state of the payment rule over the state of the order', async () => {
    const text =
      'pedido,data,email,total,status do pedido,status do pagamento\n1,2026-03-01,a@b.c,10,Aberto,Pendente\n2,2026-03-01,a@b.c,10,Cancelado,Confirmado\n3,2026-03-01,a@b.c,10,Arquivado,Confirmado\n';
    const { orders } = await importText(text);
    expect(orders.map(({ status }) => status)).toEqual(['pending', 'cancelled', 'paid']);
  });

  it('takes negative lines of an order as its refund, on their own day', async () => {
    const { orders } = await importText(
      'order,date,email,sku,quantity,price\n1,2026-03-05,a@b.c,A,-1,10.00\n1,2026-03-01,a@b.c,A,3,10.00\n',
    );
    expect(orders).toHaveLength(1);
    expect(orders[0]).toMatchObject({ at: '2026-03-01T15:00:00.000Z', gross: 3000, status: 'completed' });
    expect(orders[0]?.lines).toHaveLength(1);
    expect(orders[0]?.refunds).toEqual([{ id: 'line-1', at: '2026-03-05T15:00:00.000Z', amount: 1000 }]);
  });

  it('takes an order of negative lines, or with a negative total, as a return', async () => {
    const lines = await importText(
      'InvoiceNo,InvoiceDate,Customer ID,StockCode,Quantity,UnitPrice\nC5,2026-03-01,7,A,-2,10.00\n',
    );
    expect(lines.orders[0]).toMatchObject({
      id: 'C5',
      status: 'return',
      gross: 0,
      lines: [],
      refunds: [{ amount: 2000 }],
    });
    const total = await importText('date,email,total\n2026-03-01,a@b.c,(25.00)\n');
    expect(total.orders[0]).toMatchObject({ status: 'return', gross: 0, refunds: [{ amount: 2500 }] });
  });

  it.each([
    ['the refunded amount', '110,100.00,10.00,0,30,2026-03-09,completed', 30_00, '2026-03-09T15:00:00.000Z'],
    ['a full refund without an amount', '110.00,100,10,0,,,refunded', 100_00, '2026-03-01T15:00:00.000Z'],
    [
      'a refund with shipping, as far as the goods go',
      '110.00,100,10,0,110.00,,refunded',
      100_00,
      '2026-03-01T15:00:00.000Z',
    ],
  ])('counts %s', async (_, rest, amount, at) => {
    const header = 'order,date,email,total,gross,shipping,discount,refunded,refunded_at,status\n';
    const { orders } = await importText(`${header}1,2026-03-01,a@b.c,${rest}\n`);
    expect(orders[0]?.refunds).toEqual([{ id: 'refund', at, amount }]);
  });

  it('gives no refund to an order that does not count', async () => {
    const { orders } = await importText(
      'order,date,email,total,refunded,status\n1,2026-03-01,a@b.c,10,10,cancelled\n',
    );
    expect(orders[0]).toMatchObject({ status: 'cancelled', refunds: [] });
  });

  it('stops before writing when most words for the state are unknown, and refuses them when few are', async () => {
    const header = 'order,date,email,total,status\n';
    const odd = '1,2026-03-01,a@b.c,10,sparkling\n';
    const good = '2,2026-03-01,a@b.c,10,paid\n3,2026-03-01,a@b.c,10,paid\n';
    const fake = createFakeDatabase();
    await expect(importText(header + odd, {}, fake)).rejects.toMatchObject({
      reason: 'import_unknown_statuses',
      params: { words: 'sparkling' },
    });
    expect(fake.orders).toEqual([]);
    expect((await importText(header + odd + good)).report).toMatchObject({ orders: 2, rejected: 1 });
    const told = await importText(header + odd, { statusWords: [['Sparkling', 'paid']] });
    expect(told.orders[0]).toMatchObject({ status: 'paid' });
  });
});

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
    const fake = createFakeDatabase(() => {
      stop.abort();
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
