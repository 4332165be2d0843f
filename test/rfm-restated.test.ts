import { beforeAll, expect, it } from 'vitest';
import type { Locale } from '../renderers/locale.ts';
import { ingestOrders } from '../supabase/ingest-orders.ts';
import { describeStores } from '../supabase/tests/harness.ts';
import { sourceOrder } from '../supabase/tests/source-order.ts';
import { askStore } from './ask-store.ts';

const plain = (texts: string[] = []) => texts.map((text) => text.replaceAll('\u00a0', ' '));

describeStores('a month that late data changed', (store) => {
  const ask = askStore(store, { now: '2024-11-23T15:00:00Z' });
  const write = (id: string, day: string, gross: number, customer = id) =>
    ingestOrders(store().client, {
      source: 'csv',
      kind: 'csv',
      orders: [sourceOrder({ id, at: `${day}T12:00:00-03:00`, gross, customer: { id: customer } })],
    });
  const restated = async (line: string, locale: Locale) => {
    const { warnings, provenance } = await ask(line, locale);
    const saysSo = (text: string) => /restated|recalculados|→ (now|agora)/.test(text);
    return { warnings: plain(warnings.filter(saysSo)), caveats: plain(provenance?.caveats.filter(saysSo)) };
  };

  beforeAll(async () => {
    await store().client.rpc('shop_open');
    await write('1', '2024-09-10', 10_000);
    await write('2', '2024-10-12', 2_000);
    await write('3', '2024-11-05', 9_000);
    expect(await restated('/rfm 2024-10', 'en')).toEqual({ warnings: [], caveats: [] });
    await write('4', '2024-10-20', 500);
    await ask('/rfm 2024-10');
    await store().sql("update regulars.rfm_restatements set day = '2024-11-03'");
  });

  it('says so in both languages, and in which segments', async () => {
    expect(await restated('/rfm 2024-10', 'en')).toEqual({
      warnings: [
        'The figures of 31 Oct 2024 were restated on 3 Nov 2024, as data came in late: 2 customers with R$120.00 before, 3 customers with R$125.00 now.',
      ],
      caveats: [expect.stringMatching(/^By segment, 31 Oct 2024 before → now: .*\d → \d/)],
    });
    const { warnings, caveats } = await restated('/rfm 2024-10', 'pt-BR');
    expect(warnings).toEqual([
      'Os números de 31/10/2024 foram recalculados em 03/11/2024, porque chegaram dados depois: antes 2 clientes com R$ 120,00, agora 3 clientes com R$ 125,00.',
    ]);
    expect(caveats).toEqual([expect.stringMatching(/^Por segmento, 31\/10\/2024 antes → agora: .*\d → \d/)]);
  });

  it('says so where its customers move, and in small print where it is only compared with', async () => {
    for (const line of ['/rfm moves 2024-10', '/rfm moves 2024-11']) {
      expect((await restated(line, 'en')).warnings, line).toHaveLength(1);
    }
    const today = await restated('/rfm', 'en');
    expect(today.warnings).toEqual([]);
    expect(today.caveats).toEqual([expect.stringContaining('31 Oct 2024 were restated')]);
    expect(await restated('/rfm 2024-09', 'en')).toEqual({ warnings: [], caveats: [] });
    expect(await restated('/rfm 2024-10 window:365', 'en')).toEqual({ warnings: [], caveats: [] });
  });

  it('says how often, and that only segments changed where the sums are the same', async () => {
    // The late order becomes the first customer's, and another takes its place.
    await store().client.rpc('remove_orders', { p_source: 'csv', p_ids: ['4'] });
    await write('5', '2024-10-20', 0, '1');
    const [warning] = (await restated('/rfm 2024-10', 'en')).warnings;
    expect(warning).toMatch(
      /^The figures of 31 Oct 2024 were restated 2 times, last on .*: 2 customers with R\$120\.00 as before, but in other segments\.$/,
    );
    expect((await restated('/rfm 2024-10', 'pt-BR')).warnings[0]).toMatch(
      /foram recalculados 2 vezes, a última em .*: 2 clientes com R\$ 120,00, como antes, mas em outros segmentos\.$/,
    );
  });
});
