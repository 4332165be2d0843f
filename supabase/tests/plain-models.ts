import fc from 'fast-check';

/** What is told of an activation, as ingest_model_events takes it. */
export interface Telling {
  id: string;
  model: string;
  version: string | null;
  activated_at: string | null;
  score: number | null;
  latency_ms: number | null;
  acted: boolean | null;
  outcome: boolean | null;
  updated_at: string | null;
}

type Field = 'version' | 'activated_at' | 'score' | 'latency_ms' | 'acted' | 'outcome';
const facts: Record<string, Field[]> = {
  activation: ['version', 'activated_at', 'score', 'latency_ms'],
  action: ['acted'],
  outcome: ['outcome'],
};

/** An activation as it is known: the tellings of each fact joined, and when the latest was. */
interface Known {
  model: string;
  values: Partial<Record<Field, string | number | boolean>>;
  updated: Record<string, string | null>;
}

export type Told = Map<string, Known>;

/**
 * Something that a source may tell: of few activations, around local midnights and month ends, any part of it. `whole` tells
 * each of the three facts whole, or not at all, and always when it changed.
 */
export function makeTelling(how?: 'whole'): fc.Arbitrary<Telling> {
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 2 });
  const stamp = fc.integer({ min: 0, max: 9 }).map((minute) => `2026-12-01T00:0${minute}:00.000Z`);
  const activatedAt = fc
    .integer({ min: 0, max: 24 * 70 })
    .map((hour) => new Date(Date.UTC(2026, 8, 25, hour)).toISOString());
  const activation = {
    version: fc.constantFrom('v1', 'v2'),
    activated_at: activatedAt,
    score: fc.constantFrom(0, 0.00004, 0.1, 0.3, 0.33335, 0.5, 0.9, 1),
    latency_ms: fc.constantFrom(0, 7, 999, 1004, 1005, 12_345, 86_400_000),
  };
  const nothing = { version: null, activated_at: null, score: null, latency_ms: null };
  const parts = fc.record({
    version: maybe(activation.version),
    activated_at: maybe(activation.activated_at),
    score: maybe(activation.score),
    latency_ms: maybe(activation.latency_ms),
  });
  const told = how === 'whole' ? fc.oneof(fc.record(activation), fc.constant(nothing)) : parts;
  return fc
    .tuple(
      told,
      fc.record({
        id: fc.constantFrom('1', '2', '3', '4', '5', '6'),
        model: fc.constantFrom('churn', 'next'),
        acted: maybe(fc.boolean()),
        outcome: maybe(fc.boolean()),
        updated_at: how === 'whole' ? stamp : maybe(stamp),
      }),
    )
    .map(([one, other]) => ({ ...one, ...other }));
}

/** Joins a batch into what is known, as the comment on ingest_model_events says. */
export function tellPlainly(told: Told, batch: Telling[]): void {
  const byKey = Map.groupBy(batch, ({ model, id }) => `${model} ${id}`);
  for (const [key, tellings] of byKey) {
    const before: Known = told.get(key) ?? { model: tellings[0]?.model ?? '', values: {}, updated: {} };
    const after: Known = { model: before.model, values: {}, updated: {} };
    for (const [fact, fields] of Object.entries(facts)) {
      const known = before.updated[fact] ?? null;
      const ranked = [
        ...tellings.map((telling) => ({ at: telling.updated_at ?? '9', telling })),
        { at: known ?? '', telling: null },
      ]
        .map((each, place) => ({ ...each, place: each.telling === null ? -1 : place }))
        .sort((a, b) => b.at.localeCompare(a.at) || b.place - a.place);
      for (const field of fields) {
        const values = ranked.map(({ telling }) => (telling ? telling[field] : before.values[field]) ?? null);
        const latest = values.find((value) => value !== null);
        if (latest !== undefined && latest !== null) after.values[field] = latest;
      }
      const stamps = tellings
        .filter((telling) => fields.some((field) => telling[field] !== null))
        .map((telling) => telling.updated_at);
      after.updated[fact] = [known, ...stamps].reduce(
        (latest, stamp) => (stamp !== null && (latest === null || stamp > latest) ? stamp : latest),
        null,
      );
    }
    told.set(key, after);
  }
}

/** Counts what is known by day and by step, event by event. */
export function countPlainly(told: Told): { days: object[]; cells: object[] } {
  const days = new Map<string, Record<string, number>>();
  const cells = new Map<string, { events: number; positives: number }>();
  for (const { model, values } of told.values()) {
    if (values.version === undefined || values.activated_at === undefined) continue;
    // São Paulo is three hours behind UTC all year.
    const day = new Date(Date.parse(String(values.activated_at)) - 3 * 3_600_000).toISOString().slice(0, 10);
    const score = values.score === undefined ? null : Math.round(Number(values.score) * 100_000) / 10;
    const step = score === null ? null : Math.round(score + 1e-9);
    const { acted, outcome } = values;
    const scored = step !== null && outcome !== undefined;
    const distance = scored ? step - (outcome ? 10_000 : 0) : 0;
    const key = [model, values.version, day].join(' ');
    const sums = days.get(key) ?? {};
    const add = (name: string, value: boolean | number) => {
      sums[name] = (sums[name] ?? 0) + Number(value);
    };
    add('activations', 1);
    add('action_known', acted !== undefined);
    add('acted', acted === true);
    add('outcomes', outcome !== undefined);
    add('positives', outcome === true);
    add('scored', scored);
    add('scored_positives', scored && outcome === true);
    add('score_sum', scored ? step : 0);
    add('squared_error', distance ** 2);
    days.set(key, sums);
    for (const [grain, start] of [
      ['day', day],
      ['month', `${day.slice(0, 7)}-01`],
      ['year', `${day.slice(0, 4)}-01-01`],
    ]) {
      const addCell = (measure: string, at: number, isPositive: boolean) => {
        const cell = [model, values.version, measure, grain, start, String(at).padStart(9, '0')].join(' ');
        const sum = cells.get(cell) ?? { events: 0, positives: 0 };
        cells.set(cell, { events: sum.events + 1, positives: sum.positives + Number(isPositive) });
      };
      if (scored) addCell('score', step, outcome === true);
      if (values.latency_ms !== undefined) {
        addCell('latency', Number(Number(values.latency_ms).toPrecision(3)), false);
      }
    }
  }
  const sorted = <T>(map: Map<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    days: sorted(days).map(([key, counted]) => {
      const [name, version, day] = key.split(' ');
      return { name, version, counted: { day, ...counted } };
    }),
    cells: sorted(cells).map(([key, counted]) => {
      const [name, version, measure, grain, start, step] = key.split(' ');
      return { name, version, measure, grain, start, step: Number(step), ...counted };
    }),
  };
}
