import { beforeAll, expect, it } from 'vitest';
import { modelShow } from '../bot/commands/model-show.ts';
import { makeContext } from '../bot/sample-commands.ts';
import type { Reply } from '../renderers/reply.ts';
import { openShop } from '../services/shop/index.ts';
import { fillDemo } from '../supabase/demo/fill-demo.ts';
import { demoModelEvents } from '../supabase/demo/model-events.ts';
import { ingestModelEvents, type SourceModelEvent } from '../supabase/ingest-model-events.ts';
import { ingestOrders } from '../supabase/ingest-orders.ts';
import { describeStores, type TestStore } from '../supabase/tests/harness.ts';
import { sourceOrder } from '../supabase/tests/source-order.ts';
import { askStore, rowsOf } from './ask-store.ts';

const now = '2026-11-23T15:00:00Z';

/** Outcomes (1 or 0, or not known) and scores, each as often as `times` says, activated on a day. */
function makeEvents(
  model: string,
  version: string,
  cases: [outcome: 0 | 1 | null, score: number][],
  {
    times = 1,
    day = '2026-10-05',
    ...more
  }: { times?: number; day?: string } & Partial<SourceModelEvent> = {},
): SourceModelEvent[] {
  return Array.from({ length: times }, (_, round) =>
    cases.map(
      ([outcome, score], at): SourceModelEvent => ({
        id: `${version}-${day}-${round}-${at}`,
        model,
        version,
        activated_at: `${day}T12:00:00-03:00`,
        score,
        ...(outcome === null ? {} : { outcome: outcome === 1 }),
        ...more,
      }),
    ),
  ).flat();
}

async function fill(store: TestStore, events: SourceModelEvent[]): Promise<void> {
  await store.client.rpc('shop_open');
  await ingestOrders(store.client, {
    source: 'csv',
    kind: 'csv',
    orders: [sourceOrder({ id: '1', at: '2026-11-22T12:00:00-03:00', customer: { id: 'a' } })],
  });
  await ingestModelEvents(store.client, { source: 'ai', kind: 'test', events });
}

const figuresOf = (reply: Reply) =>
  Object.fromEntries(
    reply.parts
      .flatMap((part) => (part.type === 'facts' ? part.facts : []))
      .map(({ key, value }) => [key, value]),
  );

// scikit-learn: roc_auc_score of [0, 0, 1, 1] and [0.1, 0.4, 0.35, 0.8] is 0.75; precision and recall at 0.5.
const rocExample: [0 | 1, number][] = [
  [0, 0.1],
  [0, 0.4],
  [1, 0.35],
  [1, 0.8],
];
// scikit-learn: brier_score_loss of [0, 1, 1, 0] and [0.1, 0.9, 0.8, 0.3] is 0.0375.
const brierExample: [0 | 1, number][] = [
  [0, 0.1],
  [1, 0.9],
  [1, 0.8],
  [0, 0.3],
];
// scikit-learn: calibration_curve of [0,0,0,0,1,1,1,1,1] and these scores, three bins: 0, 0.5, 1 against 0.2, 0.525, 0.85.
// By ten bins: |0.1-0|, |0.2-0|, |0.3-0|, |0.4-0|, |0.65-1|, |0.7-1|, |0.8-1|, |0.9-1| and |1-1| joined in the last.
const curveExample: [0 | 1, number][] = [
  [0, 0.1],
  [0, 0.2],
  [0, 0.3],
  [0, 0.4],
  [1, 0.65],
  [1, 0.7],
  [1, 0.8],
  [1, 0.9],
  [1, 1],
];

describeStores('models as they are told of', (store) => {
  const ask = askStore(store, { now });

  beforeAll(() =>
    fill(store(), [
      ...makeEvents('roc', 'v1', rocExample, { times: 25, threshold: 0.5 }),
      ...makeEvents('brier', 'v1', brierExample, { times: 25, threshold: 0.8 }),
      ...makeEvents('curve', 'v1', curveExample, { times: 12, latency_ms: 80 }),
      ...makeEvents('curve', 'v1', [[1, 0.9]], { day: '2026-10-06', times: 4, latency_ms: 2_345 }),
      ...makeEvents(
        'thin',
        'a',
        [
          [1, 0.6],
          [0, 0.2],
          [null, 0.5],
        ],
        { times: 3 },
      ),
      ...makeEvents('thin', 'none', [[null, 0.5]], { times: 2, day: '2026-10-07' }),
      ...makeEvents('one-sided', 'v1', [[1, 0.6]], { times: 120 }),
      ...makeEvents('Trend', 'v 1', [[1, 0.6]]),
    ]),
  );

  it('have the areas under the curve, precision and recall that scikit-learn gives', async () => {
    const figures = figuresOf(await ask('/model show roc'));
    // By hand at 0.5: one of the two positives is named, and nobody else; F1 is 2 / (2 + 0 + 1).
    expect(figures).toMatchObject({ auc: 0.75, precision: 1, recall: 0.5, activations: 100, unknown: 0 });
    expect(figures['f1']).toBeCloseTo(2 / 3, 12);
    // The tenth with the highest scores is all positive, and half of all are.
    expect(figures['lift']).toBeCloseTo(2, 12);
    expect(figures['brier']).toBeCloseTo((0.01 + 0.16 + 0.65 ** 2 + 0.04) / 4, 12);
  });

  it('have the Brier score that scikit-learn gives, and name whoever scores the threshold itself', async () => {
    const figures = figuresOf(await ask('/model show brier'));
    expect(figures['brier']).toBeCloseTo(0.0375, 12);
    expect(figures).toMatchObject({ precision: 1, recall: 1, f1: 1 });
  });

  it('have the calibration and the latencies that are worked out by hand', async () => {
    const reply = await ask('/model show curve period:2026-10-05');
    const figures = figuresOf(reply);
    // The last bin holds 0.9 and 1: it says 0.95, and all happen.
    expect(figures['ece']).toBeCloseTo((0.1 + 0.2 + 0.3 + 0.4 + 0.35 + 0.3 + 0.2 + 2 * 0.05) / 9, 12);
    expect(
      rowsOf(reply, 'calibration').map(({ range, outcomes, happened }) => [range, outcomes, happened]),
    ).toEqual([
      ['10–20\u00a0%', 12, 0],
      ['20–30\u00a0%', 12, 0],
      ['30–40\u00a0%', 12, 0],
      ['40–50\u00a0%', 12, 0],
      ['60–70\u00a0%', 12, 1],
      ['70–80\u00a0%', 12, 1],
      ['80–90\u00a0%', 12, 1],
      ['90–100\u00a0%', 24, 1],
    ]);
    const all = figuresOf(await ask('/model show curve'));
    expect([figures['activations'], all['activations']]).toEqual([108, 112]);
    expect([all['median'], all['p95']]).toEqual([80, 80]);
    expect(figuresOf(await ask('/model show curve period:2026-10-06'))).toMatchObject({
      median: 2350,
      p95: 2350,
    });
  });

  it('are not judged by too few outcomes, which are said, and those not known yet are counted apart', async () => {
    const reply = await ask('/model show thin version:a');
    expect(reply.summary.replaceAll('\u00a0', ' ')).toBe(
      '“thin a” cannot be judged yet: of 6 known outcomes 3 came true (50 %, between 19 % and 81 %).',
    );
    expect(figuresOf(reply)).toMatchObject({
      auc: null,
      brier: null,
      ece: null,
      lift: null,
      unknown: 3,
      precision: 1,
    });
    expect(reply.warnings[0]).toMatch(
      /^Too few outcomes: 6 known with a score, 3 that came true and 3 that did not\. From 100/,
    );
    expect(reply.warnings[1]).toMatch(/^3 outcomes are not known yet/);
    expect(reply.warnings.at(-1)).toContain('0.5 is taken');
    const pt = await ask('/modelo mostrar thin versão:a', 'pt-BR');
    expect(pt.summary).toMatch(
      /^Ainda não dá para julgar “thin a”: de 6 resultados conhecidos, 3 se confirmaram/,
    );
    expect((await ask('/model show thin')).summary).toContain('no outcome with a score is known');
    expect(figuresOf(await ask('/model show one-sided'))).toMatchObject({ auc: null, outcome: 1 });
  });

  it.each([
    [
      '/model show nothing',
      /^There is no model "nothing"\. There are: brier, curve, one-sided, roc, thin, Trend\./,
    ],
    ['/model show roc version:v9', /^"roc" has no version "v9"\. It has: v1\./],
    ['/model show roc v9', /^"roc" has no version "v9"\. It has: v1\./],
  ])('are told apart by name and version: %s', async (line, said) => {
    expect(await ask(line)).toMatchObject({ tone: 'error', summary: expect.stringMatching(said) });
  });

  it('may be called as a view is', async () => {
    const reply = await ask('/model show "trend v 1" view:versions');
    expect(reply).toMatchObject({ tone: 'answer', question: '/model show "Trend v 1" view:versions' });
    expect(await ask(reply.question ?? '')).toEqual(reply);
    expect(await ask('/model show trend')).toMatchObject({ tone: 'error' });
  });

  it('say when they were not asked in a period', async () => {
    const reply = await ask('/model show roc period:2026-09');
    expect(reply).toMatchObject({ tone: 'empty', summary: '“roc v1” was not activated: September 2026.' });
    expect((await ask(reply.actions[0]?.ask ?? '')).tone).toBe('answer');
  });

  it('are listed with what too few outcomes tell of none', async () => {
    const reply = await ask('/modelos', 'pt-BR');
    expect(reply.question).toBe('/model list');
    const rows = rowsOf(reply, 'models');
    expect(rows.map(({ model, version, promise }) => [model, version, promise])).toEqual([
      ['brier', 'v1', 'uneven'],
      ['curve', 'v1', 'uneven'],
      ['one-sided', 'v1', 'thin'],
      ['roc', 'v1', 'uneven'],
      ['thin', 'none', 'thin'],
      ['Trend', 'v 1', 'thin'],
    ]);
    expect(reply.summary).toContain('“one-sided v1”, “thin none” e “Trend v 1” ainda têm poucos resultados');
  });
});

describeStores('a shop that changes its zone', (store) => {
  it('counts what models told on the days of the new one', async () => {
    const late = makeEvents('zone', 'v1', [[1, 0.6]], { activated_at: '2026-10-31T20:00:00-03:00' });
    await fill(store(), late);
    const days = () => store().sql('select day::text, activations from regulars.model_days');
    expect(await days()).toEqual([{ day: '2026-10-31', activations: 1 }]);
    await openShop(store().client, { timeZone: 'Asia/Tokyo', currency: null, demo: false });
    expect(await days()).toEqual([{ day: '2026-11-01', activations: 1 }]);
    expect(
      await store().sql(`select distinct start::text from regulars.model_cells where grain <> 'year'`),
    ).toEqual([{ start: '2026-11-01' }]);
  });
});

describeStores('a shop without models', (store) => {
  const ask = askStore(store, { now });
  beforeAll(() => fill(store(), []));

  it('is told how to bring them in', async () => {
    expect(await ask('/model list')).toMatchObject({ tone: 'empty' });
    expect(JSON.stringify(await ask('/model list'))).toContain('npm run import:models');
    expect((await ask('/model show any')).summary).toContain('npm run import:models');
    expect((await ask('/model show any', 'pt-BR')).summary).toContain('npm run import:models');
  });
});

describeStores('the models of the demo shop', (store) => {
  const ask = askStore(store, { now, demo: true });
  const dump = () =>
    store().sql(
      'select version_id, external_id, score, acted, outcome, customer_id is null as nobody from regulars.model_events order by external_id',
    );

  beforeAll(async () => {
    await store().client.rpc('shop_open', { p_demo: true });
    await fillDemo(store().client, '2026-10-31');
    await fillDemo(store().client, '2026-11-22');
  }, 120_000);

  it('are the same whether they are filled at once or in two goes, and of customers that there are', async () => {
    const [{ customers } = {}] = await store().sql('select count(*) as customers from regulars.customers');
    const twice = await dump();
    await store().sql('truncate regulars.model_events, regulars.model_days, regulars.model_cells');
    await ingestModelEvents(store().client, {
      source: 'woocommerce-demo',
      kind: 'demo',
      events: demoModelEvents({ from: null, through: '2026-11-22', openingYear: 2023 }),
    });
    expect(await dump()).toEqual(twice);
    expect(twice.length).toBeGreaterThan(2_000);
    expect(twice.filter(({ nobody }) => nobody)).toEqual([]);
    expect(await store().sql('select count(*) as customers from regulars.customers')).toEqual([
      { customers },
    ]);
  });

  it('tell the story of a version that ranks better and promises too much', async () => {
    const [before, after] = [await ask('/model show churn-risk v1'), await ask('/model show churn-risk')];
    const [first, second] = [figuresOf(before), figuresOf(after)];
    expect(Number(second['auc'])).toBeGreaterThan(Number(first['auc']) + 0.1);
    expect(Number(second['ece'])).toBeGreaterThan(0.07);
    const list = await ask('/model list');
    expect(list.actions.map(({ ask: line }) => line)).toEqual(['/model show churn-risk version:v2']);
    expect(rowsOf(list, 'models').map(({ promise }) => promise)).toEqual(['too_much', 'holds', 'thin']);
    expect(after.summary.replaceAll('\u00a0', ' ')).toMatch(
      /^“churn-risk v2” finds \d+ % of what comes true, and \d+ % of those it names come true; where it says \d+ %, \d+ % happen\.$/,
    );
    expect(second['unknown']).toBeGreaterThan(90);
  });

  it('go from view to view and from version to version by buttons', async () => {
    const lines = (await ask('/model show churn-risk trend')).actions.map(({ ask: line }) => line);
    expect(lines).toEqual([
      '/model show churn-risk version:v2',
      '/model show churn-risk version:v2 view:versions',
      '/model show churn-risk version:v1 view:trend',
      '/model list',
    ]);
  });

  it('are suggested by name and version', async () => {
    const context = { ...makeContext('en'), db: store().client, now: () => new Date(now) };
    const suggested = await modelShow.options.model.suggest?.('churn', context);
    expect(suggested?.map(({ value }) => value)).toEqual(['churn-risk', 'churn-risk v1']);
    const versions = await modelShow.options.version.suggest?.('', context);
    expect(versions?.map(({ value }) => value)).toEqual(['v2', 'v1']);
  });
});
