import { beforeEach, expect, it } from 'vitest';
import { ingestOrders } from '../ingest-orders.ts';
import { describeStores } from './harness.ts';
import { clearShop } from './history.ts';
import { sourceOrder } from './source-order.ts';

describeStores('contacts and interactions', (store) => {
  beforeEach(() => clearShop(store()));

  const tell = async (fn: string, args: Record<string, unknown>) => {
    const { data, error } = await store().client.rpc(fn, { p_source: 'crm', p_kind: 'test', ...args });
    if (error) throw new Error(error.message);
    return data as Record<string, number>;
  };
  const contacts = (...p_contacts: object[]) => tell('ingest_contacts', { p_contacts });
  const interactions = (...p_interactions: object[]) => tell('ingest_interactions', { p_interactions });
  const consent = (channel: string, granted: boolean, changed_at: string) => ({
    channel,
    granted,
    changed_at,
  });
  const consents = () =>
    store().sql('select channel, granted from regulars.consents order by customer_id, channel');
  const ana = { email: 'Ana@example.com', name: 'Ana' };

  it('are of the customer whom the shop knows by the same e-mail', async () => {
    const customer = { email: 'ana@example.com', name: 'Ana Luz' };
    await ingestOrders(store().client, { source: 'shop', kind: 'test', orders: [sourceOrder({ customer })] });
    const told = await contacts({
      id: '9',
      ...ana,
      consents: [consent('email', true, '2024-05-01T00:00:00Z')],
    });
    expect(told).toEqual({ contacts: 1, customers_created: 0, consents: 1, erased: 0 });
    expect(await store().sql('select name from regulars.customers')).toEqual([{ name: 'Ana' }]);
  });

  it('make customers of people who have not ordered, who count as none in sales', async () => {
    expect(await contacts({ id: '9', ...ana }, { id: '10', phone: '+5511' })).toMatchObject({
      customers_created: 2,
    });
    expect(await store().sql('select * from regulars.customer_rollup')).toEqual([]);
  });

  it('keep the latest consent of each way, in whatever order they come', async () => {
    const newer = { ...ana, consents: [consent('email', false, '2024-05-02T00:00:00Z')] };
    const older = {
      ...ana,
      consents: [
        consent('email', true, '2024-05-01T00:00:00Z'),
        consent('sms', true, '2024-05-01T00:00:00Z'),
      ],
    };
    await contacts(newer);
    await contacts(older);
    expect(await consents()).toEqual([
      { channel: 'email', granted: false },
      { channel: 'sms', granted: true },
    ]);
    await contacts(older, newer, older);
    expect(await consents()).toContainEqual({ channel: 'email', granted: false });
  });

  it('refuse a way of writing that there is not, and keep nothing of the batch', async () => {
    await expect(
      contacts({ ...ana, consents: [consent('pigeon', true, '2024-05-01T00:00:00Z')] }),
    ).rejects.toThrow();
    expect(await store().sql('select * from regulars.customers')).toEqual([]);
  });

  it('replace an interaction by its newer telling, and leave it as it is for an older one', async () => {
    const note = { id: 'n1', kind: 'note', at: '2024-05-01T12:00:00Z', by_customer: false, customer: ana };
    await interactions({ ...note, summary: 'first', updated_at: '2024-05-02T00:00:00Z' });
    await interactions({ ...note, summary: 'second', updated_at: '2024-05-03T00:00:00Z' });
    expect(
      await interactions({ ...note, summary: 'late', updated_at: '2024-05-01T00:00:00Z' }),
    ).toMatchObject({ interactions: 0 });
    expect(await store().sql('select summary from regulars.interactions')).toEqual([{ summary: 'second' }]);
  });

  it('take what a customer began, or whose beginner is not told, for a sign of life', async () => {
    const call = (id: string, day: string, by_customer: boolean | null) => ({
      id,
      kind: 'call',
      at: `${day}T12:00:00Z`,
      by_customer,
      customer: ana,
    });
    await interactions(
      call('1', '2024-05-01', true),
      call('2', '2024-06-01', null),
      call('3', '2024-07-01', false),
    );
    const signs = () => store().sql('select last_day::text from regulars.customer_signs');
    expect(await signs()).toEqual([{ last_day: '2024-06-01' }]);
    await interactions(call('4', '2024-04-01', true));
    expect(await signs()).toEqual([{ last_day: '2024-06-01' }]);
  });

  it('make what was counted of segments stale', async () => {
    const order = sourceOrder({ customer: { email: 'ana@example.com' }, at: '2024-05-10T12:00:00Z' });
    await ingestOrders(store().client, { source: 'shop', kind: 'test', orders: [order] });
    await store().client.rpc('segment_list', { p_days: ['2024-05-10'], p_budget_ms: 10_000 });
    const stale = async () =>
      (await store().sql('select count(*)::integer as n from regulars.segment_counts where stale'))[0];
    expect(await stale()).toEqual({ n: 0 });
    await contacts({ ...ana, consents: [consent('email', true, '2024-05-01T00:00:00Z')] });
    expect(await stale()).toEqual({ n: 10 });
  });
});
