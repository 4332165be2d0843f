import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { consentChannels, type Rule } from '../../services/segments/index.ts';
import { arbitraryRule } from '../../test/arbitrary-rule.ts';
import { describeStores, type TestStore } from './harness.ts';
import { clearShop, type HistoryOrder, history, play, sources } from './history.ts';
import { type PlainPerson, type PlainProducts, selectPlainly } from './plain-rule.ts';

const products: PlainProducts = {
  p1: { name: 'Product p1', category: 'Café' },
  p2: { name: 'Product p2', category: 'Tea' },
  p3: { name: 'Product p3', category: null },
};
const names = {
  state: ['SP', 'RJ', 'nowhere', "'; drop table regulars.orders; --"],
  city: ['São Paulo', 'Niterói', '$1', '%'],
  source: [...sources, 'none'],
  product: ['Product p1', 'Product p2', 'Product p3', "x' or 'a' = 'a"],
  category: ['Café', 'Tea'],
  campaign: ['Winter', 'Spring', 'NULL'],
};

const firstDay = '2018-10-20';
const day = fc
  .integer({ min: 0, max: 140 })
  .map((after) => new Date(Date.parse(firstDay) + after * 86_400_000).toISOString().slice(0, 10));

const people: fc.Arbitrary<PlainPerson[]> = fc.tuple(
  ...Array.from({ length: 16 }, (_, at) =>
    fc.record({
      customer: fc.constant(at + 1),
      state: fc.constantFrom('SP', 'RJ', null),
      city: fc.constantFrom('São Paulo', 'Niterói', null),
      consents: fc.uniqueArray(
        fc.record({ channel: fc.constantFrom(...consentChannels), granted: fc.boolean(), day }),
        { maxLength: 3, selector: ({ channel }) => channel },
      ),
      campaigns: fc.uniqueArray(
        fc.record({
          name: fc.constantFrom('Winter', 'Spring'),
          arm: fc.constantFrom('treated' as const, 'held_out' as const),
          day,
        }),
        { maxLength: 2, selector: ({ name }) => name },
      ),
      lastSign: fc.option(day),
    }),
  ),
) as fc.Arbitrary<PlainPerson[]>;

const rule = arbitraryRule(names, firstDay, 140);
const json = (value: unknown) => JSON.stringify(value).replaceAll("'", "''");

/** Tells the store of the people, those without an order too. */
async function tell(store: TestStore, everybody: PlainPerson[]): Promise<void> {
  const { error } = await store.client.rpc('ingest_contacts', {
    p_source: sources[0],
    p_kind: 'test',
    p_contacts: everybody.map(({ customer, state, city, consents }) => ({
      email: `c${customer}@example.com`,
      state,
      city,
      consents: consents.map(({ channel, granted, day: since }) => ({
        channel,
        granted,
        changed_at: `${since}T12:00:00Z`,
      })),
    })),
  });
  if (error) throw new Error(error.message);
  await store.sql(`
    update regulars.products p set category = case external_id when 'p1' then 'Café' when 'p2' then 'Tea' end;
    insert into regulars.campaigns (source_id, external_id, name, key, channel, first_day)
    values (1, 'w', 'Winter', 'winter', 'email', '2018-01-01'), (1, 's', 'Spring', 'spring', 'email', '2018-01-01');
    insert into regulars.campaign_members (customer_id, campaign_id, arm, since)
    select k.customer_id, c.campaign_id, m.arm, (m.day || 'T12:00:00Z')::timestamptz
    from jsonb_to_recordset('${json(everybody)}') as x (customer integer, campaigns jsonb)
    join regulars.customers k on k.email = 'c' || x.customer || '@example.com'
    cross join lateral jsonb_to_recordset(x.campaigns) as m (name text, arm text, day text)
    join regulars.campaigns c on c.name = m.name;
    insert into regulars.customer_signs
    select k.customer_id, x."lastSign"
    from jsonb_to_recordset('${json(everybody)}') as x (customer integer, "lastSign" date)
    join regulars.customers k on k.email = 'c' || x.customer || '@example.com'
    where x."lastSign" is not null;`);
}

/** Everybody whom a rule selects, page by page. */
async function select(store: TestStore, asked: Rule, asOf: string, by: 'id' | 'net'): Promise<number[]> {
  const selected: number[] = [];
  let after: unknown = null;
  do {
    const { data, error } = await store.client.rpc('segment_members', {
      p_rule: asked,
      p_day: asOf,
      p_by: by,
      p_after: after,
      p_limit: 5,
    });
    if (error) throw new Error(error.message);
    const page = data as { members: { email: string }[]; next: unknown };
    selected.push(...page.members.map(({ email }) => Number(/\d+/.exec(email)?.[0])));
    after = page.next;
  } while (after !== null);
  return selected;
}

describeStores('a rule', (store) => {
  let segmentOf: Map<string, string>;
  beforeAll(async () => {
    const cells = await store().sql('select r, f, segment from regulars.rfm_segments');
    segmentOf = new Map(cells.map(({ r, f, segment }) => [`${r} ${f}`, String(segment)]));
  });

  it('selects exactly the customers whom a plain reading of it selects', async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        people,
        fc.array(fc.tuple(rule, day, fc.constantFrom('id' as const, 'net' as const)), {
          minLength: 8,
          maxLength: 8,
        }),
        async (steps, everybody, asked) => {
          await clearShop(store());
          const orders: HistoryOrder[] = await play(store(), steps);
          await tell(store(), everybody);
          for (const [each, asOf, by] of asked) {
            const selected = await select(store(), each, asOf, by);
            const plainly = selectPlainly(each, { orders, people: everybody, products, segmentOf, asOf });
            expect({ each, asOf, selected: [...selected].sort((a, b) => a - b) }).toEqual({
              each,
              asOf,
              selected: plainly,
            });
            const { data } = await store().client.rpc('segment_count', { p_rule: each, p_day: asOf });
            expect((data as { customers: number }).customers).toBe(plainly.length);
          }
        },
      ),
      { numRuns: 40, interruptAfterTimeLimit: 90_000 },
    );
  }, 180_000);

  it.each([
    { field: 'state', op: 'in', value: ["SP') or true --"] },
    { field: 'city', op: 'not in', value: ['x'], more: "'; drop table regulars.orders" },
    {
      all: [
        { field: 'recency', op: '>=', value: 0 },
        { field: 'product', op: 'in', value: ["a'b", '$1', '\\', '%L'] },
      ],
    },
  ])('is never more than its values: %j', async (hostile) => {
    await clearShop(store());
    const { data, error } = await store().client.rpc('segment_count', {
      p_rule: hostile,
      p_day: '2019-01-01',
    });
    expect(error).toBeNull();
    expect(data).toMatchObject({ customers: 0 });
  });

  it.each([
    { field: 'customer_id) or (true', op: '=', value: 1 },
    { field: 'recency', op: '= 1 or true --', value: 1 },
    { field: 'recency', op: '=', value: '1 or true' },
    { field: 'state', op: '<', value: ['x'] },
    { all: { field: 'r', op: '=', value: 1 } },
    {},
    JSON.parse(`${'{"not":'.repeat(40)}{"all":[]}${'}'.repeat(40)}`),
  ])('of no known shape is refused: %j', async (wrong) => {
    await clearShop(store());
    const { error } = await store().client.rpc('segment_count', { p_rule: wrong, p_day: '2019-01-01' });
    expect(['22023', '22P02']).toContain(error?.code);
  });
});
