import { beforeAll, describe, expect, it } from 'vitest';
import { writeFormLine } from '../bot/chat/forms.ts';
import { commands } from '../bot/commands/index.ts';
import { segmentShow } from '../bot/commands/segment-show.ts';
import { makeContext } from '../bot/sample-commands.ts';
import { suggest } from '../bot/suggest.ts';
import type { Reply } from '../renderers/reply.ts';
import { fillDemo } from '../supabase/demo/fill-demo.ts';
import { describeStores } from '../supabase/tests/harness.ts';
import { askStore, countSegments, rowsOf } from './ask-store.ts';

describeStores('segments of the demo shop', (store) => {
  const ask = askStore(store, { now: '2026-11-23T15:00:00Z', demo: true });
  const asAnalyst = (line: string, locale: 'en' | 'pt-BR' = 'en') => ask(line, locale, 'analyst');
  const asAdmin = (line: string) => ask(line, 'en', 'admin');

  beforeAll(async () => {
    await store().client.rpc('shop_open', { p_demo: true });
    await fillDemo(store().client, '2026-11-22');
    await countSegments(store(), '2026-11-22');
  }, 120_000);

  const customersOf = (reply: Reply, name: string) =>
    rowsOf(reply, 'segments').find(({ segment }) => segment === name)?.['customers'];

  it('are as large as /rfm says, those of its grid', async () => {
    const rfm = rowsOf(await ask('/rfm'), 'segments');
    const listed = rowsOf(await ask('/segment list'), 'segments');
    expect(listed.map(({ segment, customers, net }) => ({ segment, customers, net }))).toEqual(
      rfm.map(({ segment, customers, net }) => ({ segment, customers, net })),
    );
    expect(listed.map(({ change }) => change)).toEqual(rfm.map(({ change }) => change));
  });

  it('are shown in either language by either name, over time and by what they are made up of', async () => {
    const shown = await ask('/segment show "em RISCO"', 'pt-BR');
    expect(shown.question).toBe('/segment show "At Risk"');
    expect(shown.summary).toMatch(/^“Em risco” tinha [\d.]+ clientes em 22 de novembro de 2026, \+\d+ /);
    const sizes = rowsOf(shown, 'sizes');
    expect(sizes).toHaveLength(13);
    const october = rowsOf(await ask('/rfm 2026-10'), 'segments').find(
      ({ segment }) => segment === 'At Risk',
    );
    expect(sizes[1]).toMatchObject({ day: '2026-10-31', customers: october?.['customers'] });
    const total = (rows: Record<string, unknown>[]) =>
      rows.reduce((sum, row) => sum + Number(row['customers']), 0);
    expect(total(rowsOf(shown, 'states'))).toBe(sizes[0]?.['customers']);
    expect(total(rowsOf(shown, 'parts'))).toBe(sizes[0]?.['customers']);
  });

  it('are counted before they are saved, in one line made, and listed from then on', async () => {
    const rule = `segment = "Can't Lose" and state in (SP, RJ)`;
    const counted = await asAnalyst(`/segment count "Sleeping champions" where ${rule}`);
    expect(counted.actions).toEqual([
      {
        label: 'Save “Sleeping champions”',
        ask: `/segment create "Sleeping champions" where segment = "Can't Lose" and state in ("SP", "RJ")`.replaceAll(
          /"(SP|RJ)"/g,
          '$1',
        ),
      },
    ]);
    expect(customersOf(await ask('/segment list'), 'Sleeping champions')).toBeUndefined();
    const saved = await asAnalyst(counted.actions[0]?.ask ?? '');
    const size = Number(/(\d+) customers/.exec(saved.summary)?.[1]);
    expect(size).toBeGreaterThan(10);
    expect(counted.summary).toContain(`${size} customers match`);
    expect(customersOf(await ask('/segment list'), 'Sleeping champions')).toBe(size);
    expect((await ask('/segment show sleeping CHAMPIONS')).summary).toContain(`held ${size} customers`);
  });

  it('are made in Portuguese just so', async () => {
    const made = await asAnalyst(
      '/segment create "Grandes clientes" onde receita >= 1.000,50 e não estado = SP',
      'pt-BR',
    );
    expect(made.summary).toMatch(/^“Grandes clientes” foi salvo: [\d.]+ clientes/);
    const shown = await ask('/segment show "Grandes clientes"');
    expect(JSON.stringify(shown.parts)).toContain('revenue >= 1000.50 and not state = SP');
  });

  it('are changed, archived and taken back, with their history kept', async () => {
    await asAnalyst('/segment create Regulars where orders >= 4');
    const before = await asAnalyst('/segment show Regulars');
    await asAnalyst('/segment edit Regulars rename:"Friends" where orders >= 6');
    expect(await ask('/segment show Regulars')).toMatchObject({ tone: 'error' });
    const after = await ask('/segment show Friends');
    expect(rowsOf(after, 'sizes')[0]?.['customers']).toBeLessThan(
      Number(rowsOf(before, 'sizes')[0]?.['customers']),
    );
    const archived = await asAnalyst('/segment archive Friends');
    expect(customersOf(await ask('/segment list'), 'Friends')).toBeUndefined();
    expect((await ask('/segment show Friends')).warnings.join()).toMatch(/It was archived on \d+ \w+ \d{4}/);
    await asAnalyst(archived.actions[0]?.ask ?? '');
    expect(customersOf(await ask('/segment list'), 'Friends')).toBeGreaterThan(0);
    expect(
      rowsOf(await ask('/segment show Friends'), 'history').map(({ change, name }) => [change, name]),
    ).toEqual([
      ['restored', 'Friends'],
      ['archived', 'Friends'],
      ['edited', 'Friends'],
      ['created', 'Regulars'],
    ]);
  });

  it('are listed member by member, whoever brought most first, each once', async () => {
    await asAnalyst('/segment create Some where orders >= 20 and state in (SP, MG)');
    const seen: Record<string, unknown>[] = [];
    let page = await asAnalyst('/segment members Some');
    for (;;) {
      seen.push(...rowsOf(page, 'members'));
      const next = page.actions.find(({ label }) => label === 'Next');
      if (!next) break;
      page = await asAnalyst(next.ask);
    }
    expect(page.summary).toContain(`of the ${seen.length} customers`);
    const nets = seen.map(({ net }) => Number(net));
    expect(nets).toEqual([...nets].sort((a, b) => b - a));
    expect(seen.length).toBeGreaterThan(40);
    const [{ customers } = {}] = await store().sql(
      `select count(*)::integer as customers from regulars.customers join regulars.customer_rollup using (customer_id)
       where orders >= 20 and state in ('SP', 'MG')`,
    );
    expect(seen.length).toBe(customers);
  });

  describe('show persons', () => {
    it('to no analyst, and to an admin with a note of who saw how many', async () => {
      const people = await store().sql('select name, email, phone from regulars.customers');
      const masked = JSON.stringify(await asAnalyst('/segment members Champions'));
      const shown = people
        .flatMap((person) => Object.values(person))
        .filter((value) => typeof value === 'string' && masked.includes(value));
      expect(shown).toEqual([]);
      await store().sql('delete from regulars.audit');
      const whole = await asAdmin('/segment members Champions');
      expect(JSON.stringify(whole)).toContain('@example.com');
      expect(await store().sql('select actor, action, subject, persons from regulars.audit')).toEqual([
        { actor: 'web:test', action: 'members_seen', subject: 'Champions', persons: 20 },
      ]);
    });

    it.each([
      '/segment members Champions',
      '/segment create X where r = 5',
      '/segment edit X',
      '/segment archive X',
    ])('to no viewer, who makes none either: %s', async (line) => {
      expect(await ask(line)).toMatchObject({ tone: 'error', visibility: 'private' });
    });
  });

  it('are suggested by name, in a line as in a field of a chat', async () => {
    await asAnalyst('/segment create "Odd: view, \\"q\\" & o’clock" where r = 5');
    const context = { ...makeContext('en'), db: store().client };
    const names = await segmentShow.options.name.suggest('', context);
    expect(names).toHaveLength(
      10 +
        Number(
          (
            await store().sql(
              'select count(*) as n from regulars.segments where not builtin and archived_at is null',
            )
          )[0]?.['n'],
        ),
    );
    for (const { value } of names) {
      expect(await ask(writeFormLine('segment show', { name: value })), value).toMatchObject({
        tone: 'answer',
      });
    }
    const line = '/segment show od';
    const { items, from } = await suggest({ line, caret: line.length, commands, locale: 'en', context });
    expect(items).toHaveLength(1);
    expect((await ask(`${line.slice(0, from)}${items[0]?.value}`)).summary).toContain('Odd: view');
  });

  it.each([
    ['/segment show Champignons', 'There is no segment "Champignons"'],
    ['/segment create champions where r = 5', 'There is a segment "champions" already'],
    ['/segment edit Champions where r = 5', 'of the RFM grid'],
    ['/segment edit "Sleeping champions"', 'What is to change'],
    ['/segment create X where', '"where" is there without a value'],
    ['/segment create X where colour = red', 'A rule can look at: segment, r, f, m, recency'],
    ['/segment create X where state = SP and', 'a condition is missing'],
    ['/segment create X where r = 9', 'It is a score from 1 to 5'],
    ['/segment create X where segment = Champion', 'Did you mean "Champions"?'],
    [`/segment create "${'x'.repeat(81)}" where r = 1`, 'it takes 1 to 80 letters'],
    ['/segment members Champions after:nonsense', '"nonsense" is not something for "after"'],
  ])('%s says what is wrong: %s', async (line, words) => {
    const reply = await asAnalyst(line);
    expect(reply.tone).toBe('error');
    expect(reply.summary).toContain(words);
  });

  it('say which values nothing in the shop has', async () => {
    const counted = await asAnalyst(
      '/segment count where city in (Gotham, "Belo Horizonte") and product = Tesla',
    );
    expect(counted.warnings).toEqual([
      'Nothing in the shop has the city “Gotham”.',
      'Nothing in the shop has the product “Tesla”.',
    ]);
    expect(counted).toMatchObject({ tone: 'empty', summary: 'Nobody matches on 22 November 2026.' });
  });
});
