import { describe, expect, it } from 'vitest';
import { importText } from './tests/import-text.ts';

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
      amounts: [{ currency: 'BRL', orders: 2, gross: 16000, outlier: null }],
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
      { product: 'A', name: 'Coffee', category: 'Drinks', quantity: 2, gross: 2100, discount: 242 },
      { product: 'B', name: 'Filter', category: null, quantity: 1, gross: 500, discount: 58 },
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
