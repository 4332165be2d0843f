import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sourceOrder } from '../../supabase/tests/source-order.ts';
import { unpackOrders } from '../../supabase/tests/unpack-orders.ts';
import { sendFinished, sendOrders, sendStarted } from './send-orders.ts';
import { createFakeDatabase } from './tests/import-text.ts';

const orders = ['1', '2', '3'].map((id) => sourceOrder({ id }));

describe('sendOrders', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  const send = async (fake: ReturnType<typeof createFakeDatabase>) => {
    const sending = sendOrders(fake.context.db, { source: 'csv', kind: 'csv', orders });
    sending.catch(() => {});
    await vi.runAllTimersAsync();
    return sending;
  };

  it('halves a batch that takes the database too long', async () => {
    const late = { code: '57014', message: 'canceling statement due to statement timeout' };
    const fake = createFakeDatabase((_, args) =>
      unpackOrders(args).length > 1 ? Response.json(late, { status: 500 }) : undefined,
    );
    expect(await send(fake)).toMatchObject({ orders: 3, inserted: 3 });
    expect(fake.batches.map((batch) => batch.map(({ id }) => id))).toEqual([['1'], ['2'], ['3']]);
  });

  it.each(['ingest_started', 'ingest_finished'])('tries %s again too', async (called) => {
    let failures = 2;
    const fake = createFakeDatabase((fn) =>
      fn === called && failures-- > 0 ? Response.json({ message: 'away' }, { status: 502 }) : undefined,
    );
    const { db } = fake.context;
    const told = sendStarted(db, 'csv', 'a.csv').then(() => sendFinished(db, 'csv', 'a.csv', 0));
    await vi.runAllTimersAsync();
    await told;
    expect([fake.started, fake.finished].map(({ length }) => length)).toEqual([1, 1]);
  });

  it('tries again what did not get through', async () => {
    let failures = 2;
    const fake = createFakeDatabase(() =>
      failures-- > 0 ? Response.json({ message: 'away' }, { status: 503 }) : undefined,
    );
    expect(await send(fake)).toMatchObject({ orders: 3 });
    expect(fake.batches).toHaveLength(1);
  });

  it('gives up on what never gets through, and at once on what the database refuses', async () => {
    const away = createFakeDatabase(() => Response.json({ message: 'away' }, { status: 503 }));
    await expect(send(away)).rejects.toMatchObject({ reason: 'import_write_failed' });
    let calls = 0;
    const refusing = createFakeDatabase(() => {
      calls++;
      return Response.json({ code: '22P02', message: 'invalid input' }, { status: 400 });
    });
    await expect(send(refusing)).rejects.toMatchObject({ reason: 'import_write_failed' });
    expect(calls).toBe(1);
  });
});
