import { beforeAll, beforeEach, expect, it } from 'vitest';
import { type Locale, locales } from '../renderers/locale.ts';
import type { Reply } from '../renderers/reply.ts';
import { fillDemo } from '../supabase/demo/fill-demo.ts';
import { ingestOrders } from '../supabase/ingest-orders.ts';
import { describeStores } from '../supabase/tests/harness.ts';
import { clearShop } from '../supabase/tests/history.ts';
import { sourceOrder } from '../supabase/tests/source-order.ts';
import { askStore, rowsOf } from './ask-store.ts';

const now = '2026-11-23T15:00:00Z';
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describeStores('the stock of the demo shop', (store) => {
  const ask = askStore(store, { now, demo: true });
  beforeAll(async () => {
    await store().client.rpc('shop_open', { p_demo: true });
    await fillDemo(store().client, '2026-11-20');
    await fillDemo(store().client, '2026-11-22');
  }, 120_000);

  it('tells of a coffee that ran out and two that are about to', async () => {
    const reply = await ask('/stock 7');
    expect(reply.summary).toMatch(
      /^On 22 November 2026, 1 of the \d+ best sellers is out of stock \(Cerrado Mineiro notas de chocolate em grão 250 g\) and 2 more run out within 7 days: about R\$/,
    );
    expect(rowsOf(reply, 'stock').map(({ product }) => product)).toEqual([
      'Cerrado Mineiro notas de chocolate em grão 250 g',
      'Sul de Minas clássico moído 250 g',
      'Espresso da casa em grão 500 g',
    ]);
    expect(rowsOf(reply, 'best_sellers').every(({ told }) => told === '2026-11-22')).toBe(true);
    expect(reply.freshness).toMatchObject({ stale: false });
    expect(reply.freshness?.text).toContain('Stock of 22 Nov 2026 (bling-demo)');
    expect(reply.warnings).toEqual([]);
    expect(reply.provenance?.caveats.join()).toMatch(/meets sales of other sources by its code/);
  });

  it('is worked out from units on hand and units sold', async () => {
    const reply = await ask('/stock 365');
    for (const row of rowsOf(reply, 'best_sellers')) {
      expect(row['cover']).toBeCloseTo((28 * Number(row['on_hand'])) / Number(row['units']), 9);
      expect(row['sold_a_day']).toBeCloseTo(Number(row['units']) / 28, 9);
    }
    const [{ units } = {}] = await store().sql(
      `select sum(units)::float as units from regulars.product_day where day between '2026-10-26' and '2026-11-22'`,
    );
    const best = rowsOf(reply, 'best_sellers').map((row) => Number(row['units']));
    const sum = best.reduce((total, one) => total + one, 0);
    expect(sum).toBeGreaterThanOrEqual(0.8 * Number(units));
    expect(sum - Math.min(...best)).toBeLessThan(0.8 * Number(units));
  });

  it('is the same whenever the store was filled', async () => {
    const levels = () =>
      store().sql('select product_id, location, on_hand::float, at from regulars.stock_levels order by 1, 2');
    const extended = await levels();
    await store().sql(
      "delete from regulars.stock_levels; update regulars.sources set file = null where name like '%-demo'",
    );
    await fillDemo(store().client, '2026-11-22');
    expect(await levels()).toEqual(extended);
  }, 120_000);
});

describeStores('the stock of a shop', (store) => {
  const ask = askStore(store, { now });
  const both = async (line: string): Promise<[Reply, Reply]> => {
    const [en, pt] = await Promise.all(locales.map((locale: Locale) => ask(line, locale)));
    if (!en || !pt) throw new Error('two languages');
    return [en, pt];
  };
  const summaries = (replies: Reply[]) => replies.map(({ summary }) => plain(summary));
  const sell = (products: Record<string, number>, day = '2026-11-10', first = '2026-01-05') =>
    ingestOrders(store().client, {
      source: 'shop',
      kind: 'test',
      orders: [
        sourceOrder({ id: 'first', at: `${first}T12:00:00-03:00`, gross: 100 }),
        ...Object.entries(products).map(([product, quantity]) =>
          sourceOrder({
            id: product,
            at: `${day}T12:00:00-03:00`,
            gross: 100 * quantity,
            lines: [{ product, name: product, category: null, quantity, gross: 100 * quantity, discount: 0 }],
          }),
        ),
      ],
    });
  const tell = async (levels: Record<string, number>, day = '2026-11-22') => {
    const { error } = await store().client.rpc('ingest_stock', {
      p_source: 'erp',
      p_kind: 'test',
      p_levels: Object.entries(levels).map(([id, on_hand]) => ({
        product: { id },
        on_hand,
        at: `${day}T20:00:00-03:00`,
      })),
    });
    expect(error).toBeNull();
  };
  beforeEach(() => clearShop(store()));

  it('is not known where no source tells it, and what brings it is said', async () => {
    await sell({ Café: 28 });
    const replies = await both('/stock');
    expect(summaries(replies)).toEqual([
      'No source tells how much is on hand yet, so there is no cover to work out.',
      'Nenhuma fonte informa ainda quanto há em estoque: não há cobertura a calcular.',
    ]);
    for (const reply of replies) {
      expect(reply.tone).toBe('empty');
      expect(JSON.stringify(reply.parts)).toContain('docs/stock.md');
    }
    expect((await ask(replies[0].actions[0]?.ask ?? '')).tone).toBe('answer');
  });

  it('is not known where what is told is of other products', async () => {
    await sell({ Café: 28 });
    await tell({ Chá: 5 });
    expect(summaries(await both('/stock'))).toEqual([
      'The stock of the only best seller is not known: nothing told by erp has an equal code or name.',
      'O estoque do único produto mais vendido não foi informado: nada do que erp informa tem o mesmo código ou nome.',
    ]);
  });

  it('is of nothing where no product was sold', async () => {
    await sell({});
    await tell({ Chá: 5 });
    expect(summaries(await both('/stock'))).toEqual([
      'No product was sold on 5 January 2026: there are no best sellers.',
      'Nenhum produto foi vendido no dia 5 de janeiro de 2026: não há mais vendidos.',
    ]);
  });

  it.each([
    [
      { Café: -2 },
      'On 22 November 2026, the only best seller is out of stock (Café): about R$7.00 of sales a week.',
      'Em 22 de novembro de 2026, o único produto mais vendido está sem estoque (Café): cerca de R$ 7,00 de vendas por semana.',
    ],
    [
      { Café: 3 },
      'On 22 November 2026, the only best seller runs out within 14 days: about R$7.00 of sales a week. The next to run out: Café, on 25 November 2026.',
      'Em 22 de novembro de 2026, o único produto mais vendido acaba em até 14 dias: cerca de R$ 7,00 de vendas por semana. O próximo a acabar: Café, em 25 de novembro de 2026.',
    ],
    [
      { Café: 30 },
      'On 22 November 2026, the only best seller does not run out within 14 days. The next to run out: Café, on 22 December 2026.',
      'Em 22 de novembro de 2026, o único produto mais vendido não acaba em até 14 dias. O próximo a acabar: Café, em 22 de dezembro de 2026.',
    ],
  ])('%j of one product is said in a sentence', async (levels, english, portuguese) => {
    await sell({ Café: 28 });
    await tell(levels);
    expect(summaries(await both('/stock'))).toEqual([english, portuguese]);
  });

  it('never has less than no cover', async () => {
    await sell({ Café: 28, Chá: 28 });
    await tell({ Café: -7, Chá: 14 });
    expect(rowsOf(await ask('/stock'), 'stock').map(({ cover, on_hand }) => [cover, on_hand])).toEqual([
      [0, -7],
      [14, 14],
    ]);
  });

  it('says which best sellers it does not know, and how old what it knows is', async () => {
    await sell({ Café: 28, Chá: 27, Mate: 26, Cacau: 25, Guaraná: 24 });
    await tell({ Café: 1, Chá: 100 }, '2026-11-12');
    await tell({ Outro: 9 });
    const [en, pt] = await both('/stock');
    expect(en.warnings).toEqual([
      'The stock of 2 of 4 best sellers is not known: Mate, Cacau.',
      'The stock of 2 best sellers is more than 2 days old, the oldest of 12 Nov 2026: it may be less by now.',
    ]);
    expect(pt.warnings).toEqual([
      'O estoque de 2 de 4 produtos mais vendidos não foi informado: Mate, Cacau.',
      'O estoque de 2 produtos mais vendidos tem mais de 2 dias, o mais antigo de 12/11/2026: pode já ser menor.',
    ]);
    expect(plain(en.summary)).toBe(
      'On 22 November 2026, 1 of the 2 best sellers whose stock is known runs out within 14 days: about R$7.00 of sales a week. The next to run out: Chá, on 24 February 2027.',
    );
    expect(plain(pt.summary)).toMatch(
      /^Em 22 de novembro de 2026, 1 dos 2 produtos mais vendidos com estoque informado acaba em até 14 dias/,
    );
    expect(en.freshness?.stale).toBe(true);
    expect(en.summary).not.toContain('Café, on');
  });

  it('is averaged over the days that a young shop has, and says so', async () => {
    await sell({ Café: 20 }, '2026-11-15', '2026-11-13');
    await tell({ Café: 10 });
    const [en, pt] = await both('/stock');
    expect(rowsOf(en, 'stock')).toMatchObject([{ cover: 1.5, sold_a_day: 20 / 3 }]);
    expect([en.warnings, pt.warnings]).toEqual([
      ['Only 3 days of sales are known: units a day are averaged over those.'],
      ['Só se conhecem 3 dias de vendas: a média por dia é deles.'],
    ]);
  });

  it.each([
    ['/stock 0', 'error'],
    ['/stock soon', 'error'],
    ['/stock 366', 'error'],
    ['/estoque dias:30', 'answer'],
  ])('%s', async (line, tone) => {
    await sell({ Café: 28 });
    await tell({ Café: 3 });
    expect((await ask(line)).tone).toBe(tone);
  });
});
