import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeStores, type TestStore } from '../../supabase/tests/harness.ts';
import type { Context } from '../context.ts';
import { openShop } from '../shop/index.ts';
import { type ImportInput, type ImportReport, importOrders } from './index.ts';
import { withFile } from './tests/import-text.ts';

const published = fileURLToPath(new URL('../../../shared/data/rfm-orders.csv', import.meta.url));

async function contextOf(store: TestStore): Promise<Context> {
  const { timeZone, currency } = await openShop(store.client, {
    timeZone: null,
    currency: null,
    demo: false,
  });
  const now = () => new Date('2026-11-23T15:00:00Z');
  return {
    db: store.client,
    now,
    timeZone,
    currency,
    demo: false,
    actor: { id: 'console:test', role: 'admin' },
  };
}

async function importInto(store: TestStore, input: ImportInput): Promise<ImportReport> {
  return importOrders(await contextOf(store), input);
}

async function importText(store: TestStore, text: string, source: string): Promise<ImportReport['written']> {
  return withFile(text, async (file) => (await importInto(store, { file, source })).written);
}

const ordersOf = (store: TestStore, source: string) =>
  store.sql(
    `select o.external_id as id, o.status, o.counted, o.gross, o.discount,
       (select count(*) from regulars.order_lines l where l.order_id = o.order_id) as lines,
       (select sum(amount) from regulars.refunds r where r.order_id = o.order_id) as refunded
     from regulars.orders o join regulars.sources s using (source_id) where s.name = $1 order by 1`,
    [source],
  );

describeStores('an import', (store) => {
  it('leaves what is asked first worked out, and nothing where it wrote nothing', async () => {
    const snapshots = () => store().sql('select as_of::text from regulars.rfm_snapshots order by 1');
    const text =
      'order,date,email,total\n1,2026-09-12,caio@example.com,10.00\n2,2026-11-20,dora@example.com,5.00\n';
    await importText(store(), text, 'first');
    expect(await snapshots()).toEqual([
      { as_of: '2026-09-30' },
      { as_of: '2026-10-31' },
      { as_of: '2026-11-20' },
    ]);
    await store().sql('delete from regulars.rfm_snapshots');
    await importText(store(), text, 'first');
    expect(await snapshots()).toEqual([]);
  });

  it('is the same after the same file again, and right after the corrected one', async () => {
    const text = [
      'order,date,email,status,sku,quantity,price,discount',
      '1,2026-03-01,ana@example.com,paid,A,2,10.00,5.00',
      '1,2026-03-01,ana@example.com,paid,B,1,x,5.00',
      '1,2026-03-08,ana@example.com,paid,A,-1,10.00,',
      '2,2026-03-02,bia@example.com,cancelled,A,1,10.00,',
      '3,2026-03-03,bia@example.com,,A,-1,10.00,',
    ].join('\n');
    const first = await importText(store(), text, 'lines');
    expect(first).toMatchObject({ inserted: 3, updated: 0, customers_created: 2, refunds: 2 });
    const stored = await ordersOf(store(), 'lines');
    expect(stored).toEqual([
      { id: '1', status: 'paid', counted: true, gross: 2000, discount: 500, lines: 1, refunded: 1000 },
      { id: '2', status: 'cancelled', counted: false, gross: 1000, discount: 0, lines: 1, refunded: null },
      { id: '3', status: 'return', counted: false, gross: 0, discount: 0, lines: 0, refunded: 1000 },
    ]);
    expect(await importText(store(), text, 'lines')).toMatchObject({ inserted: 0, updated: 0, unchanged: 3 });
    expect(await ordersOf(store(), 'lines')).toEqual(stored);

    const corrected = await importText(store(), text.replace(',x,', ',7.00,'), 'lines');
    expect(corrected).toMatchObject({ inserted: 0, updated: 1, unchanged: 2 });
    expect((await ordersOf(store(), 'lines'))[0]).toMatchObject({ gross: 2700, lines: 2 });
  });

  it('tells when the source was read to its end, and what it refused', async () => {
    await importText(store(), 'order,date,email,total\n1,2026-03-01,a@b.c,1\n2,2026-03-01,,1\n', 'fresh');
    const [source] = await store().sql(
      'select kind, file, rejected, read_at from regulars.sources where name = $1',
      ['fresh'],
    );
    expect(source).toMatchObject({
      kind: 'csv',
      file: 'orders.csv',
      rejected: 1,
      read_at: expect.any(String),
    });
  });

  describe.skipIf(!existsSync(published))(
    'of the published data set (skipped where it is not beside the project)',
    () => {
      it('gives its 995 customers, 4,906 orders and 464,158 of revenue, also the second time', async () => {
        const first = await importInto(store(), { file: published, source: 'published' });
        expect(first.written).toMatchObject({ orders: 4906, inserted: 4906 });
        const again = await importInto(store(), { file: published, source: 'published' });
        expect(again.written).toMatchObject({
          inserted: 0,
          updated: 0,
          unchanged: 4906,
          customers_created: 0,
        });
        const [total] = await store().sql(
          `select count(*) as orders, count(distinct customer_id) as customers, sum(gross) as gross, min(day) as first, max(day) as last
         from regulars.orders join regulars.sources s using (source_id) where s.name = 'published'`,
        );
        expect(total).toEqual({
          orders: 4906,
          customers: 995,
          gross: 46_415_800,
          first: '2001-10-29',
          last: '2006-12-30',
        });
      });
    },
  );
});
