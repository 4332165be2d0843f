import { describe, expect, it } from 'vitest';
import { createFakeDatabase, importText } from './tests/import-text.ts';

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

  it('takes a negative quantity as coming back also where its amount is not negative', async () => {
    const { orders } = await importText(
      'order,date,email,sku,quantity,line total\n1,2026-03-01,a@b.c,A,3,30.00\n1,2026-03-01,a@b.c,A,-1,10.00\n',
    );
    expect(orders[0]).toMatchObject({ gross: 3000, refunds: [{ amount: 1000 }] });
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
