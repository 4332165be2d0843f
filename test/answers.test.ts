import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../bot/commands/index.ts';
import { findCommand } from '../bot/find-command.ts';
import { splitLine } from '../bot/split-line.ts';
import { locales } from '../renderers/locale.ts';
import type { Reply } from '../renderers/reply.ts';
import { fillDemo } from '../supabase/demo/fill-demo.ts';
import { ingestOrders } from '../supabase/ingest-orders.ts';
import { describeStores } from '../supabase/tests/harness.ts';
import { sourceOrder } from '../supabase/tests/source-order.ts';
import { askStore, countSegments, rowsOf } from './ask-store.ts';

const published = new URL('../../shared/data/rfm-orders.csv', import.meta.url);
const isThere = existsSync(published);
const note = isThere ? '' : ' (skipped: the published data is not on this machine)';

const total = (rows: Record<string, unknown>[], key: string) =>
  rows.reduce((sum, row) => sum + Number(row[key]), 0);

describe.skipIf(!isThere)(`the published RFM example${note}`, () => {
  describeStores('is answered', (store) => {
    const ask = askStore(store, { now: '2026-11-23T15:00:00Z' });

    beforeAll(async () => {
      await store().client.rpc('shop_open');
      const rows = parse(readFileSync(published), { columns: true }) as Record<string, string>[];
      await ingestOrders(store().client, {
        source: 'csv',
        kind: 'csv',
        orders: rows.map((row, at) =>
          sourceOrder({
            id: String(at),
            at: `${row['order_date']}T12:00:00-03:00`,
            gross: Number(row['revenue']) * 100,
            customer: { id: row['customer_id'] ?? null, email: row['email'] ?? null },
          }),
        ),
      });
    });

    it('with its customers, scores, cut points and segments', async () => {
      const reply = await ask('/rfm 2006-12-31');
      expect(reply.summary).toContain('995 customers on 31 December 2006');
      const scores = rowsOf(reply, 'scores');
      expect(scores.map((row) => row['recency'])).toEqual([197, 201, 198, 199, 200]);
      expect(scores.map((row) => row['frequency'])).toEqual([268, 187, 176, 244, 120]);
      expect(scores.map((row) => row['monetary'])).toEqual([199, 201, 197, 203, 195]);
      const cuts = rowsOf(reply, 'cuts');
      expect(cuts.map((row) => row['recency'])).toEqual([114, 180, 296.4, 481]);
      expect(cuts.map((row) => row['frequency'])).toEqual([3, 4, 5, 7]);
      expect(cuts.map((row) => row['monetary'])).toEqual([25_480, 38_100, 50_540, 66_500]);
      expect(total(rowsOf(reply, 'segments'), 'customers')).toBe(995);
      expect(total(rowsOf(reply, 'segments'), 'net')).toBe(46_415_800);
      expect(total(rowsOf(reply, 'grid'), 'customers')).toBe(995);
      expect(reply.provenance?.rows).toBe('4,906 counted orders');
    });

    it('as of the month too, and by default as of the last day known', async () => {
      const segments = rowsOf(await ask('/rfm 2006-12-31'), 'segments');
      expect(rowsOf(await ask('/rfm 2006-12'), 'segments')).toEqual(segments);
      const today = await ask('/rfm');
      expect(today.question).toBe('/rfm 2006-12-30');
      expect(today.freshness).toMatchObject({ through: '2006-12-30', stale: true });
    });

    it('warns where nobody ordered lately, and says where a period lies outside the data', async () => {
      const late = await ask('/rfm 2007-03-31');
      expect(late.warnings.join(' ')).toMatch(/No order in the 30 days before.*The data ends on 30 Dec 2006/);
      expect(await ask('/kpi last month')).toMatchObject({
        tone: 'empty',
        summary: 'No orders in October 2026: the data goes from 29 Oct 2001 to 30 Dec 2006.',
      });
      expect(await ask('/rfm 1999-05-05')).toMatchObject({ tone: 'error', visibility: 'private' });
    });
  });
});

const questions = [
  '/kpi',
  '/kpi last month',
  '/kpi this month',
  '/kpi this quarter',
  '/kpi this year',
  '/kpi 2025',
  '/kpi 2025-W20',
  '/kpi 2026-05-10',
  '/kpi 2024-01-15..2025-12-31',
  '/kpi 2024-12-20..2026-01-05',
  '/kpi last 90 days by channel',
  '/kpi last month by:source',
  '/kpi this month by:product',
  '/kpi last month by:segment',
  '/rfm',
  '/rfm 2026-10',
  '/rfm 2026-10 view:grid',
  '/rfm window:365',
  '/rfm moves',
  '/rfm moves 2026-08',
  '/segment list',
  '/segment show "At Risk"',
  '/segment show Champions view:states',
  '/campaign list',
  '/campaign list 2026',
  '/campaign show "Um café te espera 2026"',
  '/campaign show "Um café te espera 2026" view:segments',
  '/campaign show "Dia dos Pais 2026" view:segments',
  '/campaign show "Dia dos Namorados 2026" view:days',
  '/campaign compare Um café te espera 2026, Black Friday 2025',
  '/stock',
  '/stock 30',
  '/model list',
  '/model show churn-risk',
  '/model show churn-risk v1 view:trend',
  '/model show next-purchase view:versions period:2026-08',
  '/model show send-time',
  '/regulars status',
  '/regulars help',
];

describeStores('the demo shop', (store) => {
  const ask = askStore(store, { now: '2026-11-23T15:00:00Z', demo: true });

  beforeAll(async () => {
    await store().client.rpc('shop_open', { p_demo: true });
    await fillDemo(store().client, '2026-11-22');
    await countSegments(store(), '2026-11-22');
  }, 120_000);

  it.each(questions)('answers %s in both languages with the same numbers', async (question) => {
    const [english, portuguese] = await Promise.all(locales.map((locale) => ask(question, locale)));
    expect(english?.tone).toBe('answer');
    expect(english?.summary).not.toBe(portuguese?.summary);
    expect(rawOf(english)).toEqual(rawOf(portuguese));
    for (const reply of [english, portuguese]) {
      expect(JSON.stringify(reply)).not.toMatch(/undefined|NaN|\[object|Infinity/);
    }
  });

  it.each(questions)('answers the canonical line of %s the same again', async (question) => {
    const first = await ask(question);
    expect(await ask(first.question ?? '')).toEqual(first);
  });

  it('has no button on any answer, empty ones included, that leads to nothing', async () => {
    const empty = ['/kpi today', '/kpi today by:product', '/kpi 2019', '/rfm 2026-11-23 window:1'];
    const first = ['/kpi 2023-01', '/rfm 2023-01', '/rfm moves 2023-01', '/rfm 2019'];
    for (const question of [...questions, ...empty, ...first]) {
      for (const action of (await ask(question)).actions) {
        expect((await ask(action.ask)).tone, `${question}: ${action.ask}`).toBe('answer');
      }
    }
  }, 120_000);

  it.each(questions)('cuts no word of the picture of %s', async (question) => {
    for (const locale of locales) {
      for (const part of (await ask(question, locale)).parts) {
        if (part.type !== 'chart') continue;
        const { params, datasets } = part.spec as unknown as Record<string, Record<string, unknown>>;
        const names = [datasets?.['meantName'], datasets?.['otherNames']];
        expect(JSON.stringify([params, names])).not.toContain('…');
      }
    }
  });

  it('splits net revenue without losing any', async () => {
    const whole = await ask('/kpi 2026-10');
    const facts = whole.parts.flatMap((part) => (part.type === 'facts' ? part.facts : []));
    const net = facts.find((fact) => fact.key === 'net')?.value;
    for (const by of ['source', 'channel', 'segment']) {
      expect(total(rowsOf(await ask(`/kpi 2026-10 by:${by}`), `by_${by}`), 'net')).toBe(net);
    }
  });

  it('adds up the movement of a month', async () => {
    const [before, after, moves] = [
      await ask('/rfm 2026-09'),
      await ask('/rfm 2026-10'),
      await ask('/rfm moves 2026-10'),
    ];
    const matrix = rowsOf(moves, 'matrix');
    const customers = (reply: Reply) => total(rowsOf(reply, 'segments'), 'customers');
    expect(total(matrix, 'customers')).toBe(customers(after));
    expect(
      total(
        matrix.filter((row) => row['from'] !== 'First order'),
        'customers',
      ),
    ).toBe(customers(before));
    for (const { segment, customers: inSegment } of rowsOf(after, 'segments')) {
      expect(
        total(
          matrix.filter((row) => row['to'] === segment),
          'customers',
        ),
      ).toBe(inSegment);
    }
  });

  it('shows no one any person in a public answer', async () => {
    const people = await store().sql('select name, email, phone, document from regulars.customers');
    const asked = new Set(
      questions.map((question) => findCommand(splitLine(question), commands).command.name),
    );
    const publicOnes = commands.filter(({ visibility }) => visibility === 'public').map(({ name }) => name);
    expect(publicOnes.filter((name) => !asked.has(name))).toEqual([]);
    const answers: Reply[] = [];
    for (const locale of locales) {
      for (const question of questions) answers.push(await ask(question, locale, 'admin'));
    }
    const text = JSON.stringify(answers.filter((reply) => reply.visibility === 'public'));
    const shown = people
      .flatMap((person) => Object.values(person))
      .filter((value) => typeof value === 'string' && text.includes(value));
    expect(people.length).toBeGreaterThan(6_000);
    expect(shown).toEqual([]);
  });
});

describeStores('a shop whose last refund comes after its last sale', (store) => {
  const ask = askStore(store, { now: '2026-11-23T15:00:00Z' });
  const factsOf = (reply: Reply) =>
    Object.fromEntries(
      reply.parts
        .flatMap((part) => (part.type === 'facts' ? part.facts : []))
        .map((fact) => [fact.key, fact.value]),
    );

  beforeAll(async () => {
    await store().client.rpc('shop_open');
    const order = (id: string, day: string, customer: string, gross: number, refund?: [string, number]) =>
      sourceOrder({
        id,
        at: `${day}T12:00:00-03:00`,
        gross,
        customer: { id: customer },
        refunds: refund ? [{ id: '1', at: `${refund[0]}T12:00:00-03:00`, amount: refund[1] }] : [],
      });
    await ingestOrders(store().client, {
      source: 'csv',
      kind: 'csv',
      orders: [
        order('1', '2026-05-01', 'a', 10_000, ['2026-05-09', 4_000]),
        order('2', '2026-05-20', 'b', 5_000),
        order('3', '2026-05-20', 'c', 7_000, ['2026-06-15', 7_000]),
        order('4', '2026-06-05', 'b', 3_000),
      ],
    });
  });

  it('counts it in the month that is over, of which the data holds a part', async () => {
    const reply = await ask('/kpi 2026-06');
    expect(factsOf(reply)).toMatchObject({ net: -4_000, refunds: 7_000, gross: 3_000, orders: 1 });
    expect(reply.summary).toMatch(/^1–15 June 2026 \(15 of 30 days\): net revenue of −R\$40\.00/);
    expect(reply.warnings).toEqual([
      'The data ends on 15 Jun 2026: 1–15 June 2026 is compared with 1–15 May 2026, the same part of it.',
    ]);
  });

  it.each(['source', 'channel', 'segment'])(
    'splits a day of refunds alone by %s without losing any',
    async (by) => {
      expect(total(rowsOf(await ask(`/kpi 2026-05-09 by:${by}`), `by_${by}`), 'net')).toBe(-4_000);
    },
  );
});

describeStores('an empty shop', (store) => {
  const ask = askStore(store, { now: '2026-11-23T15:00:00Z' });

  beforeAll(async () => {
    await store().client.rpc('shop_open');
  });

  it.each(
    commands.filter(({ name }) => name !== 'regulars help').map(({ examples }) => examples[0]?.en ?? ''),
  )('says how to fill it when asked %s', async (line) => {
    const reply = await ask(line, 'en', 'admin');
    expect(reply.tone).not.toBe('answer');
    expect(JSON.stringify(reply)).toContain('npm run import');
    expect(reply.reference).toBeUndefined();
    expect(JSON.stringify(await ask(line, 'pt-BR', 'admin'))).toMatch(/vazia.*npm run import/s);
  });
});

/** The numbers of an answer, without its words. */
function rawOf(reply: Reply | undefined): unknown {
  return reply?.parts.map((part) => {
    if (part.type === 'table')
      return part.key === 'commands' || part.key === 'periods' ? part.key : part.rows.map(numbersOf);
    return part.type === 'facts' ? part.facts.map((fact) => fact.value) : part.type;
  });
}

function numbersOf(row: Record<string, unknown>): unknown[] {
  return Object.values(row).filter((value) => typeof value === 'number');
}
