import { afterEach, expect, test, vi } from 'vitest';
import type { Context } from './services/context.ts';
import { ingestOrders } from './supabase/ingest-orders.ts';
import { describeStores } from './supabase/tests/harness.ts';
import { sourceOrder } from './supabase/tests/source-order.ts';
import { startUpkeep, type Upkeep } from './upkeep.ts';

const log = { warn: vi.fn() };
const running: Upkeep[] = [];
afterEach(() => Promise.all(running.splice(0).map((upkeep) => upkeep.stop())));

describeStores('what answers read', (store) => {
  let now = '2024-05-20T15:00:00Z';
  const context = async (): Promise<Context> => ({
    db: store().client,
    now: () => new Date(now),
    timeZone: 'America/Sao_Paulo',
    currency: 'BRL',
    demo: false,
    actor: { id: 'regulars', role: 'admin' },
  });
  const start = (replaced: Partial<Parameters<typeof startUpkeep>[0]> = {}) => {
    running.push(startUpkeep({ context, log, everyMs: 20, restMs: 1, ...replaced }));
  };
  const counted = () =>
    store().sql(
      'select day::text, count(*)::integer as segments from regulars.segment_counts where not stale group by 1 order by 1',
    );
  const write = (id: string, at: string) =>
    ingestOrders(store().client, { source: 'shop', kind: 'test', orders: [sourceOrder({ id, at })] });

  test('is worked out beforehand, by itself, and again when data comes; by one of several replicas', async () => {
    await store().client.rpc('shop_open');
    await write('1', '2024-03-10T12:00:00-03:00');
    start();
    start();
    const all = [{ day: '2024-03-10', segments: 10 }];
    await vi.waitFor(async () => expect(await counted()).toEqual(all), { timeout: 10_000 });
    await write('2', '2024-05-20T12:00:00-03:00');
    await vi.waitFor(
      async () =>
        expect(await counted()).toEqual([
          { day: '2024-03-31', segments: 10 },
          { day: '2024-04-30', segments: 10 },
          { day: '2024-05-20', segments: 10 },
        ]),
      { timeout: 10_000 },
    );
    const holders = await store().sql("select holder from regulars.leases where name = 'upkeep'");
    expect(holders).toHaveLength(1);
    expect(log.warn).not.toHaveBeenCalled();
  });

  test('is tried again after a failure, which is logged', async () => {
    let fails = 1;
    const flaky = async () => {
      if (fails-- > 0) throw new Error('away');
      return context();
    };
    await store().sql('delete from regulars.segment_counts; delete from regulars.leases');
    start({ context: flaky });
    await vi.waitFor(async () => expect(await counted()).toHaveLength(3), { timeout: 10_000 });
    expect(log.warn).toHaveBeenCalledOnce();
  });

  test('holds a month once it is over, and holds it anew when late data changes it, which is kept', async () => {
    const taken = () =>
      store().sql(
        "select customers::integer, untold from regulars.rfm_snapshots where as_of = '2024-05-31' and not stale",
      );
    const restated = () =>
      store().sql(
        `select as_of::text, times, (before ->> 'customers')::integer as before, (after ->> 'customers')::integer as after
         from regulars.rfm_restatements`,
      );
    await store().sql('delete from regulars.leases');
    start();
    await vi.waitFor(async () => expect(await counted()).toHaveLength(3), { timeout: 10_000 });
    expect(await taken()).toEqual([]);
    now = '2024-06-02T15:00:00Z';
    await vi.waitFor(async () => expect(await taken()).toEqual([{ customers: 1, untold: true }]), {
      timeout: 10_000,
    });
    await write('3', '2024-06-02T09:00:00-03:00');
    await vi.waitFor(async () => expect(await taken()).toEqual([{ customers: 1, untold: false }]), {
      timeout: 10_000,
    });
    await ingestOrders(store().client, {
      source: 'shop',
      kind: 'test',
      orders: [sourceOrder({ id: '4', at: '2024-05-25T12:00:00-03:00', customer: { id: 'late' } })],
    });
    await vi.waitFor(
      async () => expect(await restated()).toEqual([{ as_of: '2024-05-31', times: 1, before: 1, after: 2 }]),
      { timeout: 10_000 },
    );
  });
});
