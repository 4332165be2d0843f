import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { ingestOrders } from '../ingest-orders.ts';
import { describeStores, type TestStore } from './harness.ts';
import { clearShop } from './history.ts';
import { countPlainly, makeTelling, type Told, tellPlainly } from './plain-models.ts';
import { sourceOrder } from './source-order.ts';

const tables = {
  events: `select m.name, s.name as source, e.external_id, v.version, to_jsonb(e) - '{model_id,version_id,source_id}'::text[] as told
    from regulars.model_events e join regulars.models m using (model_id) join regulars.sources s using (source_id)
    left join regulars.model_versions v using (version_id) order by 1, 2, 3`,
  days: `select m.name, v.version, to_jsonb(d) - 'version_id' as counted
    from regulars.model_days d join regulars.model_versions v using (version_id) join regulars.models m on m.model_id = v.model_id
    order by 1, 2, d.day`,
  cells: `select m.name, v.version, c.measure, c.grain, c.start::text, c.step, c.events, c.positives
    from regulars.model_cells c join regulars.model_versions v using (version_id) join regulars.models m on m.model_id = v.model_id
    order by 1, 2, 3, 4, c.start, c.step`,
};

const dump = async (store: TestStore) => ({
  events: await store.sql(tables.events),
  days: await store.sql(tables.days),
  cells: await store.sql(tables.cells),
});

describeStores('events of models', (store) => {
  beforeEach(() => clearShop(store()));

  const tell = async (p_events: unknown, more: object = {}) => {
    const { data, error } = await store().client.rpc('ingest_model_events', {
      p_source: 'ai',
      p_kind: 'test',
      p_events,
      ...more,
    });
    if (error) throw new Error(error.message);
    return data as Record<string, number>;
  };
  const activation = {
    id: 'a1',
    model: 'churn-risk',
    version: 'v1',
    activated_at: '2026-10-01T15:00:00Z',
    score: 0.7,
    latency_ms: 120,
  };
  const stored = async () =>
    (await store().sql('select score, acted, outcome, latency_ms, day::text from regulars.model_events'))[0];

  it('are completed by what is told later, which leaves the rest as it is', async () => {
    expect(await tell([activation])).toMatchObject({ activations: 1, created: 1, waiting: 0 });
    await tell([{ id: 'a1', model: 'Churn-Risk', acted_at: '2026-10-02T15:00:00Z' }]);
    expect(await tell([{ id: 'a1', model: 'churn-risk', outcome: true }])).toMatchObject({ completed: 1 });
    expect(await stored()).toEqual({
      score: 7000,
      acted: true,
      outcome: true,
      latency_ms: 120,
      day: '2026-10-01',
    });
    expect(await store().sql('select name from regulars.models')).toEqual([{ name: 'churn-risk' }]);
  });

  it('change nothing when they come again', async () => {
    await tell([activation, { ...activation, id: 'a2', outcome: false }]);
    const before = await dump(store());
    expect(await tell([activation, { ...activation, id: 'a2', outcome: false }])).toMatchObject({
      created: 0,
      completed: 0,
      unchanged: 2,
    });
    expect(await dump(store())).toEqual(before);
  });

  it('wait, and count nowhere, until their activation and version are told', async () => {
    expect(await tell([{ id: 'a1', model: 'churn-risk', outcome: true }])).toMatchObject({ waiting: 1 });
    expect(await store().sql('select * from regulars.model_days')).toEqual([]);
    expect(await tell([activation])).toMatchObject({ waiting: 0 });
    expect(await store().sql('select outcomes, positives from regulars.model_days')).toEqual([
      { outcomes: 1, positives: 1 },
    ]);
  });

  it('are never overwritten by what was changed earlier, which fills in only what is not known', async () => {
    await tell([{ ...activation, outcome: true, updated_at: '2026-10-09T00:00:00Z' }]);
    await tell([{ ...activation, outcome: false, score: 0.1, updated_at: '2026-10-08T00:00:00Z' }]);
    await tell([{ id: 'a1', model: 'churn-risk', acted: true, updated_at: '2026-10-02T00:00:00Z' }]);
    expect(await stored()).toMatchObject({ outcome: true, score: 7000, acted: true });
    await tell([{ id: 'a1', model: 'churn-risk', outcome: false, updated_at: '2026-10-10T00:00:00Z' }]);
    expect(await stored()).toMatchObject({ outcome: false });
  });

  it.each([
    [{ score: 1.2 }, 'event 2 (bad): score is 1.2, not a number from 0 to 1'],
    [{ score: 'high' }, 'event 2 (bad): score is "high", not a number from 0 to 1'],
    [{ threshold: -1 }, 'event 2 (bad): threshold is -1, not a number from 0 to 1'],
    [{ outcome: 'maybe' }, 'event 2 (bad): outcome is "maybe", neither true nor false'],
    [{ activated_at: 'yesterday' }, 'event 2 (bad): activated_at is "yesterday", not a time'],
    [{ latency_ms: -5 }, 'event 2 (bad): latency_ms is -5, not milliseconds'],
    [{ outcome_at: '2026-10-01' }, 'event 2 (bad): it tells when its outcome was known, and not what it was'],
    [{ model: ' ' }, 'event 2 (bad): it names no model'],
    [{ version: ' ' }, 'event 2 (bad): its version is empty'],
    [{ version: null, threshold: 0.5 }, 'event 2 (bad): it tells a threshold of no version'],
    [{ id: '' }, 'event 2 (): it has no id'],
  ])('are refused whole where one makes no sense: %j', async (fault, said) => {
    await expect(tell([activation, { ...activation, id: 'bad', ...fault }])).rejects.toThrow(said);
    expect(await store().sql('select * from regulars.models')).toEqual([]);
  });

  it('take model, version and threshold from the call where they leave them out', async () => {
    const { model, version, ...bare } = activation;
    await tell([bare], { p_model: model, p_version: version, p_threshold: 0.35 });
    expect(await store().sql('select version, threshold from regulars.model_versions')).toEqual([
      { version: 'v1', threshold: 3500 },
    ]);
    await expect(tell([activation], { p_threshold: 35 })).rejects.toThrow('the threshold is 35');
    await expect(tell({ id: 'a1' })).rejects.toThrow('the events are not an array');
  });

  it('keep the latest threshold of a version, in whatever order they come', async () => {
    await tell([{ ...activation, threshold: 0.6, updated_at: '2026-10-09T00:00:00Z' }]);
    await tell([{ ...activation, threshold: 0.4, updated_at: '2026-10-08T00:00:00Z' }]);
    expect(await store().sql('select threshold from regulars.model_versions')).toEqual([{ threshold: 6000 }]);
  });

  it('are of the customer whom the shop knows, or of nobody', async () => {
    const customer = { email: 'ana@example.com' };
    await ingestOrders(store().client, { source: 'shop', kind: 'test', orders: [sourceOrder({ customer })] });
    const told = await tell([
      { ...activation, id: 'a0' },
      { ...activation, customer },
    ]);
    expect(told).toMatchObject({ created: 2, customers_created: 0 });
    expect(
      await store().sql(
        `select c.email from regulars.model_events e left join regulars.customers c using (customer_id) order by external_id`,
      ),
    ).toEqual([{ email: null }, { email: 'ana@example.com' }]);
  });

  it('leave rollups as counting them plainly gives, after any tellings', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(makeTelling(), { maxLength: 12 }), { maxLength: 5 }),
        async (batches) => {
          await clearShop(store());
          const told: Told = new Map();
          for (const events of batches) {
            await tell(events);
            tellPlainly(told, events);
          }
          const { days, cells } = await dump(store());
          expect({ days, cells }).toEqual(countPlainly(told));
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  it('come to the same in whatever order and batches they are told, when each says when it changed', async () => {
    const stamped = fc.uniqueArray(makeTelling('whole'), {
      maxLength: 14,
      selector: ({ id, updated_at }) => `${id} ${updated_at}`,
    });
    await fc.assert(
      fc.asyncProperty(stamped, fc.infiniteStream(fc.nat()), async (events, places) => {
        await clearShop(store());
        await tell(events);
        const once = await dump(store());
        await clearShop(store());
        const mixed = events
          .map((event) => ({ event, place: places.next().value as number }))
          .sort((a, b) => a.place - b.place);
        for (const { event } of mixed) await tell([event]);
        expect(await dump(store())).toEqual(once);
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  it('are counted in any span of days as the days themselves say', async () => {
    const at = (day: number) => new Date(Date.UTC(2025, 10, 20 + day, 15)).toISOString();
    const events = Array.from({ length: 460 }, (_, day) => ({
      ...activation,
      id: `a${day}`,
      activated_at: at(day),
      score: (day % 7) / 10,
      outcome: day % 3 === 0,
    }));
    await tell(events);
    const day = fc.option(fc.integer({ min: -40, max: 520 }), { freq: 8 });
    await fc.assert(
      fc.asyncProperty(day, day, async (from, to) => {
        const { data } = await store().client.rpc('model_figures', {
          p_versions: (await store().sql('select version_id as v from regulars.model_versions')).map(
            ({ v }) => v,
          ),
          p_from: from === null ? null : at(from).slice(0, 10),
          p_to: to === null ? null : at(to).slice(0, 10),
        });
        const within = events.filter(
          (_, each) => (from === null || each >= from) && (to === null || each <= to),
        );
        const steps = [...new Set(within.map(({ score }) => score))].sort((a, b) => a - b);
        const [figures] = data as {
          activations: number;
          scores: unknown;
          timed: number;
          median_ms: number | null;
        }[];
        expect(figures).toMatchObject({
          activations: within.length,
          timed: within.length,
          median_ms: within.length === 0 ? null : 120,
          scores: steps.map((score) => {
            const same = within.filter((event) => event.score === score);
            return [Math.round(score * 10_000), same.length, same.filter(({ outcome }) => outcome).length];
          }),
        });
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('move to the local days of another zone, slice by slice', async () => {
    const events = Array.from({ length: 30 }, (_, at) => ({
      ...activation,
      id: `a${at}`,
      activated_at: new Date(Date.UTC(2026, 9, 1, 4 * at)).toISOString(),
      outcome: at % 3 === 0,
    }));
    await tell(events);
    await store().sql(`update regulars.shop set time_zone = 'Asia/Tokyo'`);
    let after: unknown = null;
    do {
      const { data, error } = await store().client.rpc('rebuild_model_days', { p_after: after, p_limit: 7 });
      if (error) throw new Error(error.message);
      after = data;
    } while (after !== null);
    const moved = await dump(store());
    await store().sql('truncate regulars.model_events, regulars.model_days, regulars.model_cells');
    await tell(events);
    expect(await dump(store())).toEqual(moved);
  });
});
