import { beforeEach, expect, it } from 'vitest';
import { ingestOrders } from '../ingest-orders.ts';
import { describeStores } from './harness.ts';
import { clearShop } from './history.ts';
import { sourceOrder, type TestOrder } from './source-order.ts';

const october = '2024-10-31';

describeStores('a month end', (store) => {
  beforeEach(() => clearShop(store()));

  const call = async (fn: string, args: Record<string, unknown>) => {
    const { data, error } = await store().client.rpc(fn, args);
    if (error) throw new Error(error.message);
    return data;
  };
  const order = (id: string, day: string, gross: number, more: Partial<TestOrder> = {}) =>
    sourceOrder({ id, at: `${day}T12:00:00-03:00`, gross, customer: { id: `c${id}` }, ...more });
  const write = (...orders: ReturnType<typeof order>[]) =>
    ingestOrders(store().client, { source: 'shop', kind: 'test', orders });
  const keep = async () => {
    let taken = 0;
    while (await call('rfm_keep', { p_days: [october] })) taken += 1;
    return taken;
  };
  const told = async () => {
    const report = await call('rfm_report', { p_as_of: october, p_compare: null });
    return (report as { current: { restated: unknown; customers: number } }).current;
  };
  const restatements = () =>
    store().sql('select as_of::text, times, before, after from regulars.rfm_restatements order by day');
  /** October as it is first told, with an order after it that shows that it is over. */
  const fill = () =>
    write(order('1', '2024-10-10', 1_000), order('2', '2024-10-12', 2_000), order('3', '2024-11-05', 9_000));

  it('that late data changes is restated: what it was told as, and what it is', async () => {
    await fill();
    expect(await keep()).toBe(1);
    const [{ figures } = {}] = await store().sql('select told as figures from regulars.rfm_snapshots');
    expect(figures).toMatchObject({ customers: 2, orders: 2, net: 3_000 });
    expect((await told()).restated).toBeNull();
    await write(order('4', '2024-10-20', 500));
    expect(await keep()).toBe(1);
    const [restated, ...more] = await restatements();
    expect(more).toEqual([]);
    expect(restated).toMatchObject({ as_of: october, times: 1, before: figures });
    expect(restated?.['after']).toMatchObject({ customers: 3, orders: 3, net: 3_500 });
    expect(await told()).toMatchObject({ customers: 3, restated: { times: 1, before: figures } });
    const sum = (of: unknown, key: string) =>
      Object.values((of as { segments: Record<string, object> }).segments).reduce(
        (total, segment) => total + Number((segment as Record<string, number>)[key]),
        0,
      );
    expect([sum(restated?.['before'], 'customers'), sum(restated?.['before'], 'net')]).toEqual([2, 3_000]);
    expect([sum(restated?.['after'], 'customers'), sum(restated?.['after'], 'net')]).toEqual([3, 3_500]);
  });

  it.each(['rfm_report', 'rfm_moves', 'kpi_breakdown'])(
    'is restated by whoever asks first: %s',
    async (fn) => {
      await fill();
      await keep();
      await write(order('4', '2024-10-20', 500));
      await call(
        fn,
        {
          rfm_report: { p_as_of: '2024-11-05', p_compare: october },
          rfm_moves: { p_since: october, p_as_of: '2024-11-30' },
          kpi_breakdown: {
            p_periods: { current: { from: '2024-10-01', to: october, until: null } },
            p_by: 'segment',
          },
        }[fn] ?? {},
      );
      expect(await restatements()).toMatchObject([{ before: { customers: 2 }, after: { customers: 3 } }]);
    },
  );

  it('is not where the same orders come again, or change in nothing that it tells', async () => {
    await fill();
    await keep();
    await write(order('1', '2024-10-10', 1_000));
    expect(await keep()).toBe(0);
    await write(order('1', '2024-10-10', 1_000, { channel: 'Instagram' }));
    expect(await keep()).toBe(1);
    expect(await restatements()).toEqual([]);
  });

  it('is as it was first told once the change is taken back', async () => {
    await fill();
    await keep();
    await write(order('4', '2024-10-20', 500));
    await keep();
    await call('remove_orders', { p_source: 'shop', p_ids: ['4'] });
    await keep();
    expect(await restatements()).toMatchObject([
      { times: 2, before: { customers: 2 }, after: { customers: 2 } },
    ]);
    expect((await told()).restated).toBeNull();
  });

  it('counts from its first telling where it is restated on several days', async () => {
    await fill();
    await keep();
    await write(order('4', '2024-10-20', 500));
    await keep();
    await store().sql('update regulars.rfm_restatements set day = day - 3');
    await write(order('5', '2024-10-21', 700));
    await keep();
    expect(await restatements()).toMatchObject([
      { times: 1, before: { customers: 2 }, after: { customers: 3 } },
      { times: 1, before: { customers: 3 }, after: { customers: 4 } },
    ]);
    expect(await told()).toMatchObject({ restated: { times: 2, before: { customers: 2, net: 3_000 } } });
  });

  it('is told only once the data goes beyond it', async () => {
    await write(order('1', '2024-10-10', 1_000));
    await keep();
    await write(order('2', '2024-10-12', 2_000));
    await keep();
    expect(await restatements()).toEqual([]);
    await write(order('3', '2024-11-05', 9_000));
    expect(await keep()).toBe(1);
    await write(order('4', '2024-10-20', 500));
    await keep();
    expect(await restatements()).toMatchObject([{ before: { customers: 2 }, after: { customers: 3 } }]);
  });

  it('is restated once by an import that is asked about in its middle, when it has ended', async () => {
    await fill();
    await keep();
    const args = { p_source: 'shop', p_kind: 'test', p_file: 'late.csv' };
    await call('ingest_started', args);
    await write(order('4', '2024-10-20', 500));
    await keep();
    await write(order('5', '2024-10-21', 500));
    expect((await told()).customers).toBe(4);
    expect(await keep()).toBe(0);
    expect(await restatements()).toEqual([]);
    await call('ingest_finished', args);
    expect(await keep()).toBe(1);
    expect(await restatements()).toMatchObject([
      { times: 1, before: { customers: 2 }, after: { customers: 4 } },
    ]);
  });

  it('is restated once by two who take it at a time', async () => {
    await fill();
    await keep();
    await write(order('4', '2024-10-20', 500));
    await Promise.all([told(), keep(), told(), keep()]);
    expect(await restatements()).toMatchObject([{ times: 1 }]);
  });

  it('is no measure for what is told in another zone', async () => {
    await fill();
    await keep();
    await write(order('4', '2024-10-20', 500));
    await keep();
    await call('shop_open', { p_time_zone: 'Pacific/Kiritimati' });
    let after: number | null = 0;
    while (after !== null) {
      const slice = await call('rebuild_rollups', { p_after: after, p_limit: 2 });
      after = (slice as { next: number | null }).next;
      await told();
    }
    await keep();
    expect(await restatements()).toEqual([]);
    await write(order('5', '2024-10-21', 500));
    await keep();
    expect(await restatements()).toMatchObject([{ before: { customers: 3 }, after: { customers: 4 } }]);
  });
});
