import { beforeAll, expect, it } from 'vitest';
import { type Locale, locales } from '../renderers/locale.ts';
import type { Reply } from '../renderers/reply.ts';
import { segments } from '../renderers/segments.ts';
import { renderText } from '../renderers/text.ts';
import { ingestOrders, type OrderStatus } from '../supabase/ingest-orders.ts';
import { describeStores, type TestStore } from '../supabase/tests/harness.ts';
import { sourceOrder } from '../supabase/tests/source-order.ts';
import { askStore, rowsOf } from './ask-store.ts';

interface GivenOrder {
  day: string;
  customer?: string;
  gross?: number;
  currency?: string;
  status?: OrderStatus;
  channel?: string;
  refund?: [day: string, amount: number];
}

/** Fills a test store with orders, numbered in their order. */
async function fill(store: TestStore, orders: GivenOrder[]): Promise<void> {
  await store.client.rpc('shop_open');
  const at = (day: string) => `${day}T12:00:00-03:00`;
  await ingestOrders(store.client, {
    source: 'csv',
    kind: 'csv',
    orders: orders.map(({ day, customer = 'a', gross = 10_000, refund, ...more }, index) =>
      sourceOrder({
        id: String(index + 1),
        at: at(day),
        gross,
        customer: { id: customer },
        refunds: refund ? [{ id: '1', at: at(refund[0]), amount: refund[1] }] : [],
        ...more,
      }),
    ),
  });
}

const now = '2026-11-23T15:00:00Z';
const toPlain = (text: string) => text.replaceAll('\u00a0', ' ');
const textOf = (reply: Reply, locale: Locale) => renderText(reply, { locale, width: 400 });

/** The title of an answer's chart. */
function titleOf(reply: Reply): string {
  const chart = reply.parts.find((part) => part.type === 'chart');
  const params = chart?.spec.params as { name: string; value: { title: string[] } }[] | undefined;
  return toPlain(params?.find(({ name }) => name === 'words')?.value.title.join(' ') ?? '');
}

describeStores('a shop whose orders are all in another currency', (store) => {
  const ask = askStore(store, { now });
  beforeAll(() =>
    fill(store(), [
      { day: '2026-11-01', currency: 'USD' },
      { day: '2026-11-02', currency: 'USD' },
    ]),
  );

  it.each(['/kpi', '/kpi by:channel', '/rfm', '/rfm moves', '/regulars status'])(
    'says so and what to do when asked %s',
    async (question) => {
      const [english, portuguese] = [await ask(question), await ask(question, 'pt-BR')];
      expect(english).toMatchObject({
        tone: 'empty',
        summary: "All 2 orders are in USD, but the shop's currency is BRL: nothing is counted.",
      });
      expect(textOf(english, 'en')).toMatch(/set CURRENCY=USD .* --currency BRL/);
      expect(portuguese.summary).toBe(
        'Todos os 2 pedidos estão em USD, mas a moeda da loja é BRL: nada é contado.',
      );
      expect(textOf(portuguese, 'pt-BR')).toMatch(/defina CURRENCY=USD .* --currency BRL/);
    },
  );
});

describeStores('a shop of orders that are no sales', (store) => {
  const ask = askStore(store, { now });
  beforeAll(() => fill(store(), [{ day: '2026-11-01', status: 'pending' }]));

  it.each(['/kpi', '/rfm', '/regulars status'])('does not call it empty when asked %s', async (question) => {
    expect((await ask(question)).summary).toMatch(/^The only order does not count: it is pending,/);
    expect((await ask(question, 'pt-BR')).summary).toMatch(/^O único pedido não conta: está pendente,/);
    expect(textOf(await ask(question), 'en')).toContain('--status "WORD=paid"');
  });
});

describeStores('a shop with one of everything', (store) => {
  const ask = askStore(store, { now });
  beforeAll(() =>
    fill(store(), [
      { day: '2026-10-05', customer: 'a' },
      { day: '2026-11-20', customer: 'b', currency: 'USD' },
    ]),
  );

  it.each([
    ['/regulars status', 'The data goes to 20 November 2026: 1 order of 1 customer.'],
    ['/regulars status', '1 order in USD is left out of all answers: amounts are in BRL alone.'],
    ['/kpi 2026-10', 'October 2026: net revenue of R$100.00, from 1 order averaging R$100.00.'],
    ['/kpi 2026-10', '1 counted order\n'],
    ['/rfm', 'Of 1 customer on 20 November 2026, none are Champions; none are At Risk'],
    ['/rfm window:1', 'Only orders of the last day'],
  ])('counts it right in %s: %s', async (question, sentence) => {
    const reply = await ask(question);
    const shown = renderText(reply, { locale: 'en', width: 400, provenance: true });
    expect(`${shown}\n`).toContain(sentence);
  });

  it.each([
    ['/regulars status', 'Os dados vão até 20 de novembro de 2026: 1 pedido de 1 cliente.'],
    ['/regulars status', '1 pedido em USD fica fora de todas as respostas: os valores são somente em BRL.'],
    [
      '/kpi 2026-10',
      'Outubro de 2026: receita líquida de R$ 100,00, em 1 pedido com tíquete médio de R$ 100,00.',
    ],
    ['/kpi 2026-10', '1 pedido contado\n'],
    ['/rfm', 'De 1 cliente em 20 de novembro de 2026, nenhum é Campeão; nenhum está Em risco'],
    ['/rfm window:1', 'Somente pedidos do último dia'],
  ])('e em português em %s: %s', async (question, sentence) => {
    const reply = await ask(question, 'pt-BR');
    const shown = renderText(reply, { locale: 'pt-BR', width: 400, provenance: true });
    expect(`${shown}\n`).toContain(sentence);
  });
});

describeStores('a shop that began in the middle of a month', (store) => {
  const ask = askStore(store, { now });
  beforeAll(() =>
    fill(store(), [
      { day: '2026-10-12', gross: 1_000 },
      { day: '2026-11-03', gross: 90_000, customer: 'b' },
      { day: '2026-11-22', gross: 90_000, customer: 'c' },
    ]),
  );

  it('claims no growth against the month that it knows in part, and says from when it does', async () => {
    const [english, portuguese] = [await ask('/kpi 2026-11'), await ask('/kpi 2026-11', 'pt-BR')];
    expect(english.summary).not.toMatch(/ up | down | on /);
    expect(titleOf(english)).toBe('Net revenue of R$1.8K, 1–22 November 2026');
    expect(english.warnings).toContain(
      'Data of 1–22 October 2026 begins only on 12 Oct 2026: growth against it is not like for like.',
    );
    expect(portuguese.summary).not.toMatch(/alta|queda|sobre/);
    expect(titleOf(portuguese)).toBe('Receita líquida de R$ 1,8 mil, 1º a 22 de novembro de 2026');
    expect(portuguese.warnings).toContain(
      'Os dados de 1º a 22 de outubro de 2026 só começam em 12/10/2026: o crescimento sobre esse período não é comparável.',
    );
  });

  it.each([
    [
      '/rfm 2020-05-01',
      'There is nothing on 1 May 2020 yet: the first order is of 12 October 2026.',
      'Ainda não há nada em 1º de maio de 2020: o primeiro pedido é de 12 de outubro de 2026.',
    ],
    [
      '/kpi 2027',
      '"2027" has not begun yet; today is 23 November 2026 for the shop.',
      '"2027" ainda não começou; hoje é 23 de novembro de 2026 para a loja.',
    ],
  ])('writes days as days when it cannot answer %s', async (question, english, portuguese) => {
    expect((await ask(question)).summary).toContain(english);
    expect((await ask(question, 'pt-BR')).summary).toContain(portuguese);
  });

  it('compares with nothing before its beginning, and says so', async () => {
    for (const locale of locales) {
      const reply = await ask('/kpi 2026-10', locale);
      expect(textOf(reply, locale)).not.toMatch(/—|vs/);
      expect(reply.warnings.join()).toMatch(/begins on 12 Oct 2026|começam em 12\/10\/2026/);
    }
  });
});

describeStores('a day of refunds alone', (store) => {
  const ask = askStore(store, { now });
  beforeAll(() =>
    fill(store(), [
      { day: '2026-05-08', channel: 'Site', refund: ['2026-05-09', 4_000] },
      { day: '2026-06-05', channel: 'Loja' },
    ]),
  );

  it.each([
    [
      '/kpi 2026-05-09',
      '9 May 2026: net revenue of −R$40.00, down 140 % on 8 May 2026, from refunds alone, without an order.',
      '9 de maio de 2026: receita líquida de −R$ 40,00, queda de 140 % sobre 8 de maio de 2026, só de reembolsos, sem nenhum pedido.',
    ],
    [
      '/kpi 2026-05-09 by:channel',
      '9 May 2026: net revenue of −R$40.00; the highest by channel is Site (−R$40.00).',
      '9 de maio de 2026: receita líquida de −R$ 40,00; o maior valor por canal é de Site (−R$ 40,00).',
    ],
    [
      '/kpi 2026-11-23',
      'No orders on 23 November 2026: the data goes from 8 May 2026 to 5 Jun 2026.',
      'Nenhum pedido no dia 23 de novembro de 2026: os dados vão de 08/05/2026 a 05/06/2026.',
    ],
    [
      '/kpi 2026-07-01..2026-07-20 by:channel',
      'No orders from 1 to 20 July 2026: the data goes from 8 May 2026 to 5 Jun 2026.',
      'Nenhum pedido de 1º a 20 de julho de 2026: os dados vão de 08/05/2026 a 05/06/2026.',
    ],
    [
      '/kpi 2026-07 by:product',
      'No orders in July 2026: the data goes from 8 May 2026 to 5 Jun 2026.',
      'Nenhum pedido em julho de 2026: os dados vão de 08/05/2026 a 05/06/2026.',
    ],
    [
      '/kpi 2026-06 by:product',
      'No product is known of any order from 1 to 5 June 2026.',
      'Nenhum pedido com produto informado de 1º a 5 de junho de 2026.',
    ],
  ])('is a sentence: %s', async (question, english, portuguese) => {
    expect(toPlain((await ask(question)).summary)).toBe(english);
    expect(toPlain((await ask(question, 'pt-BR')).summary)).toBe(portuguese);
  });

  it('has buttons that lead to an answer', async () => {
    for (const question of [
      '/kpi 2026-05-09',
      '/kpi 2026-07',
      '/kpi 2026-06 by:product',
      '/kpi 2026-07 by:product',
    ]) {
      const { actions } = await ask(question);
      expect(actions.length).toBeGreaterThan(0);
      for (const action of actions) expect((await ask(action.ask)).tone, action.ask).toBe('answer');
    }
  });
});

describeStores('a channel that gave back more than it sold', (store) => {
  const ask = askStore(store, { now: '2026-04-20T15:00:00Z' });
  beforeAll(() =>
    fill(store(), [
      { day: '2026-01-28', channel: 'Site', refund: ['2026-02-03', 10_000] },
      { day: '2026-03-05', channel: 'Site' },
    ]),
  );

  it.each([
    [' by:channel', 'by_channel'],
    ['', null],
  ])('has no change in the next month: /kpi 2026-03%s', async (by, table) => {
    const reply = await ask(`/kpi 2026-03${by}`);
    expect(reply.summary).not.toMatch(/up|down/);
    const [row] = table ? rowsOf(reply, table) : [];
    expect(row?.['change'] ?? null).toBeNull();
  });
});

describeStores('a shop whose data ends within a month', (store) => {
  const ask = askStore(store, { now: '2026-03-20T15:00:00Z' });
  beforeAll(() =>
    fill(store(), [
      { day: '2026-01-05', channel: 'Site' },
      { day: '2026-02-05', channel: 'Site' },
      { day: '2026-03-05', channel: 'Site' },
    ]),
  );

  it.each(['', ' by:channel', ' by:source'])(
    'says of what it lacks and is compared with: /kpi 2026-03%s',
    async (by) => {
      const { warnings } = await ask(`/kpi 2026-03${by}`);
      expect(warnings.join(' ')).toContain('The data ends on 5 Mar 2026');
      expect(warnings.join(' ')).toContain('The period is still running: ');
    },
  );

  it('compares nothing by segment, and says where the data ends', async () => {
    const { warnings } = await ask('/kpi 2026-03 by:segment');
    expect(warnings).toEqual(['The data ends on 5 Mar 2026: what came after it is not in these numbers.']);
  });
});

describeStores('a shop whose data ended long ago', (store) => {
  const ask = askStore(store, { now: '2026-05-20T15:00:00Z' });
  beforeAll(() => fill(store(), [{ day: '2026-02-12' }, { day: '2026-03-03' }, { day: '2026-03-05' }]));
  const sold = async (question: string) => rowsOf(await ask(question), 'series').map(({ net }) => net);

  it('has zeros for days without a sale, and nothing for those that it knows nothing of', async () => {
    expect(await sold('/kpi 2026-03-01..2026-03-07')).toEqual([0, 0, 10_000, 0, 10_000]);
    expect(await sold('/kpi 2026-01-01..2026-04-30')).toEqual([null, 10_000, 20_000]);
  });

  it('draws the month in which it ends as incomplete, and a running period as such', async () => {
    const alt = async (question: string) => {
      const chart = (await ask(question)).parts.find((part) => part.type === 'chart');
      return chart?.alt;
    };
    expect(await alt('/kpi 2026-01-01..2026-04-30')).toMatch(/dashed: incomplete\.$/);
    expect(await alt('/kpi 2026-01-01..2026-02-28')).not.toMatch(/dashed|not over/);
    const running = askStore(store, { now: '2026-03-06T15:00:00Z' });
    const chart = (await running('/kpi this month')).parts.find((part) => part.type === 'chart');
    expect(chart?.alt).toMatch(/period not over yet\.$/);
  });
});

describeStores('a shop whose data ends within a period that is over', (store) => {
  const ask = askStore(store, { now });
  const everyDay = (month: string, days: number) =>
    Array.from({ length: days }, (_, at) => ({
      day: `${month}-${String(at + 1).padStart(2, '0')}`,
      channel: 'Site',
    }));
  beforeAll(() => fill(store(), [...everyDay('2026-09', 30), ...everyDay('2026-10', 12)]));

  it.each([
    ['/kpi 2026-10', 'level with 1–12 September 2026'],
    ['/kpi 2026-10-05..2026-10-18', 'level with 21–28 September 2026'],
  ])('compares like with like: %s', async (question, finding) => {
    const reply = await ask(question);
    expect(reply.summary).toContain(finding);
    expect(reply.warnings).toEqual([
      expect.stringMatching(/^The data ends on 12 Oct 2026: .* is compared with .*, the same part of it\.$/),
    ]);
    const [row] = rowsOf(await ask(`${question} by:channel`), 'by_channel');
    expect(row?.['change']).toBe(0);
  });
});

describeStores('a shop that took orders to the end but was not paid', (store) => {
  it('is known to its last order of any kind: nothing of the fall is hidden', async () => {
    const days = (month: string, from: number, to: number, status: OrderStatus = 'completed') =>
      Array.from({ length: to - from + 1 }, (_, at) => ({
        day: `${month}-${String(from + at).padStart(2, '0')}`,
        status,
      }));
    await fill(store(), [
      ...days('2026-09', 1, 30),
      ...days('2026-10', 1, 5),
      ...days('2026-10', 6, 31, 'pending'),
      { day: '2026-11-20', status: 'cancelled' },
    ]);
    const reply = await askStore(store, { now })('/kpi 2026-10');
    expect(toPlain(reply.summary)).toMatch(
      /^October 2026: net revenue of R\$500\.00, down 83 % on September 2026/,
    );
    expect(reply.warnings).toEqual([]);
    expect(reply.freshness?.through).toBe('2026-11-20');
  });
});

describeStores('a month known almost to its end, after a shorter one', (store) => {
  const ask = askStore(store, { now: '2026-05-20T15:00:00Z' });
  beforeAll(() => fill(store(), [{ day: '2025-01-01' }, { day: '2026-02-10' }, { day: '2026-03-30' }]));

  it('is not said to be compared with the same part', async () => {
    const said = async (locale: Locale) => (await ask('/kpi 2026-03', locale)).warnings.join(' ');
    expect(await said('en')).toContain('is compared with February 2026, which is shorter.');
    expect(await said('pt-BR')).toContain('é comparado com fevereiro de 2026, que é mais curto.');
  });

  it('has no moves of its own while it runs, and says whose it shows', async () => {
    const running = askStore(store, { now: '2026-03-30T15:00:00Z' });
    const first = 'That month is not over: these are the moves of the last whole one.';
    expect((await running('/rfm moves this month')).warnings[0]).toBe(first);
    expect((await running('/rfm moves')).warnings).not.toContain(first);
    expect((await running('/rfm')).actions.map(({ ask: line }) => line)).toContain('/rfm moves 2026-02');
  });
});

describeStores('a window longer than a year that reaches before the data', (store) => {
  const ask = askStore(store, { now });
  beforeAll(() => fill(store(), [{ day: '2024-01-10' }, { day: '2025-10-10' }, { day: '2026-10-10' }]));

  it('is not said to have nothing earlier where it is compared', async () => {
    const { warnings, summary } = await ask('/kpi 2023-11..2026-10');
    expect(warnings.join(' ')).not.toContain('nothing earlier');
    expect(warnings.join(' ')).toContain('begins only on 10 Jan 2024');
    expect(summary).not.toMatch(/up|down|level/);
  });
});

describeStores('a shop whose data ends with a month', (store) => {
  beforeAll(() => fill(store(), [{ day: '2025-11-02' }, { day: '2026-09-12' }, { day: '2026-10-31' }]));

  it.each([
    ['2027-01-20T15:00:00Z', '/kpi 2026', /[^d]\.$/],
    ['2026-11-01T15:00:00Z', '/kpi this year', /period not over yet\.$/],
    ['2026-12-20T15:00:00Z', '/kpi 2026-04-01..2027-03-31', /period not over yet\.$/],
  ])('draws no month as incomplete that is whole: on %s %s', async (today, question, ending) => {
    const reply = await askStore(store, { now: today })(question);
    const chart = reply.parts.find((part) => part.type === 'chart');
    expect(chart?.alt).toMatch(ending);
    expect(chart?.alt).not.toContain('dashed');
  });
});

describeStores('files whose import has not ended', (store) => {
  const ask = askStore(store, { now });
  const tell = async (fn: string, file: string) => {
    const { error } = await store().client.rpc(fn, { p_source: 'csv', p_kind: 'csv', p_file: file });
    expect(error).toBeNull();
  };

  it('are named in every answer, one by one, in a shop without orders too', async () => {
    await store().client.rpc('shop_open');
    await tell('ingest_started', 'a.csv');
    for (const question of ['/kpi', '/rfm', '/regulars status']) {
      const { tone, warnings } = await ask(question);
      expect([tone, warnings.join()]).toEqual([
        'empty',
        expect.stringContaining('The import of a.csv has not ended'),
      ]);
    }
    await fill(store(), [{ day: '2026-11-22' }]);
    await tell('ingest_started', 'b.csv');
    expect((await ask('/kpi')).freshness?.text).toContain('the imports of a.csv, b.csv have not ended');
    await tell('ingest_finished', 'b.csv');
    const reply = await ask('/kpi');
    const partly = reply.freshness;
    // A picture is passed on without the words around it.
    expect(JSON.stringify(reply.parts)).toContain('import not ended');
    expect(partly?.text).toContain('the import of a.csv has not ended');
    expect(partly?.stale).toBe(true);
    await tell('ingest_finished', 'a.csv');
    expect((await ask('/kpi')).freshness).toMatchObject({ stale: false, text: 'Data to 22 Nov 2026' });
  });
});

describeStores('customers of several segments that all move', (store) => {
  it('are listed in the order of the segments, not of the alphabet', async () => {
    const regular = (customer: string, months: string[]) =>
      months.map((month) => ({ customer, day: `${month}-10` }));
    await fill(store(), [
      ...regular('a', ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-09']),
      ...regular('b', ['2026-01', '2026-02', '2026-03', '2026-04', '2026-10']),
      ...regular('c', ['2025-01', '2025-02', '2025-03']),
      ...regular('d', ['2025-02']),
      ...regular('e', ['2026-07']),
      ...regular('f', ['2026-08', '2026-10']),
      ...regular('g', ['2026-10']),
    ]);
    const moves = rowsOf(await askStore(store, { now })('/rfm moves 2026-10'), 'matrix');
    const places = moves.map(({ from }) => ['First order', ...segments].indexOf(String(from)));
    expect(places).toEqual([...places].sort((x, y) => x - y));
    const names = moves.map(({ from }) => String(from));
    expect(names).not.toEqual([...names].sort());
  });
});

describeStores('a shop that grew beyond all bounds', (store) => {
  const ask = askStore(store, { now });
  beforeAll(() =>
    fill(store(), [
      { day: '2026-08-31', channel: 'Site', gross: 1_000 },
      { day: '2026-09-05', channel: 'Site', gross: 1_000 },
      { day: '2026-10-05', channel: 'Site', gross: 12_345_000 },
      { day: '2026-10-06', channel: 'Loja', gross: 500, customer: 'b' },
      { day: '2026-11-22', customer: 'b' },
    ]),
  );

  it('says how many times, not how many thousand percent', async () => {
    const [english, portuguese] = [await ask('/kpi 2026-10'), await ask('/kpi 2026-10', 'pt-BR')];
    expect(english.summary).toContain('12,346 times that of September 2026');
    expect(titleOf(english)).toBe('Net revenue 12,346 times that of September');
    expect(portuguese.summary).toContain('12.346 vezes a de setembro de 2026');
    expect(titleOf(portuguese)).toBe('Receita líquida é 12.346 vezes a de setembro');
    expect(textOf(english, 'en')).toContain('12,346× vs September 2026');
  });

  it('names in its tables what a change is measured against', async () => {
    const labels = async (question: string, locale: Locale) =>
      (await ask(question, locale)).parts.flatMap((part) =>
        part.type === 'table' ? part.columns.map(({ label }) => label) : [],
      );
    expect(await labels('/kpi 2026-10 by:channel', 'en')).toContain('Change vs September');
    expect(await labels('/kpi 2026-10 by:channel', 'pt-BR')).toContain('Variação vs. setembro');
    expect(await labels('/rfm 2026-10', 'en')).toContain('Change since 30 Sep 2026');
    expect(await labels('/rfm 2026-10', 'pt-BR')).toContain('Variação desde 30/09/2026');
  });

  it('gives the picture of customers without a Champion the title of the largest segment', async () => {
    expect(titleOf(await ask('/rfm 2026-09'))).toBe('New: 100.0 % of customers, 100.0 % of revenue');
  });

  it('says of a segment when the buyers stood in it, and orders all moves as the segments are', async () => {
    const bySegment = await ask('/kpi 2026-10 by:segment');
    expect(toPlain(bySegment.summary)).toMatch(
      /came from customers in [A-Z][\w' ]+ at the end of the period \(R\$123,\d{3}\.00\)\.$/,
    );
    const moves = rowsOf(await ask('/rfm moves 2026-10'), 'matrix');
    expect(moves.map(({ from }) => from)).toEqual(['First order', expect.not.stringMatching('First order')]);
  });

  it.each([
    ['/rfm window:0', /^"0" is not something for "window": it takes a whole number from 1 to 3650\./],
    ['/rfm window:1e3', /^"1e3" is not something for "window": it takes a whole number/],
    ['/rfm window:-5', /^"-5" is not something for "window": it takes a whole number/],
    ['/rfm gird', /Did you mean "grid"\?/],
  ])('says what works in place of %s', async (question, sentence) => {
    expect(await ask(question)).toMatchObject({ tone: 'error', summary: expect.stringMatching(sentence) });
  });
});

describeStores('a shop with more channels than a table holds', (store) => {
  const ask = askStore(store, { now });
  const lastName = async (locale: Locale) =>
    rowsOf(await ask('/kpi 2026-10 by:channel', locale), 'by_channel').at(-1)?.['channel'];
  const channels = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ day: '2026-10-05', channel: `C${index}` }));

  it('counts the others right', async () => {
    await fill(store(), channels(10));
    expect([await lastName('en'), await lastName('pt-BR')]).toEqual(['1 other channel', '1 outro canal']);
    await fill(store(), channels(12));
    expect([await lastName('en'), await lastName('pt-BR')]).toEqual(['3 other channels', '3 outros canais']);
  });
});
