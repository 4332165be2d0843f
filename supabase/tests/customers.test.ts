import { createHash } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { ingestOrders } from '../ingest-orders.ts';
import { describeStores } from './harness.ts';
import { clearShop } from './history.ts';
import { sourceOrder, type TestOrder } from './source-order.ts';

const actor = 'console:test';

describeStores('customers', (store) => {
  beforeEach(() => clearShop(store()));

  const call = async (fn: string, args: Record<string, unknown>) => {
    const { data, error } = await store().client.rpc(fn, args);
    if (error) throw new Error(error.message);
    return data as Record<string, unknown>;
  };
  const write = (source: string, ...orders: Partial<TestOrder>[]) =>
    ingestOrders(store().client, { source, kind: 'test', orders: orders.map(sourceOrder) });
  const deed = (fn: string, args: object, p_confirm = true) =>
    call(fn, { ...args, p_actor: actor, p_confirm });
  const find = async (text: string) => {
    const found = await call('customer_find', { p_text: text });
    const matches = found['matches'] as { customer_id: number; name: string }[];
    return {
      how: found['how'],
      names: matches.map(({ name }) => name),
      ids: matches.map((m) => m.customer_id),
    };
  };
  const idOf = async (name: string) =>
    Number(
      (await store().sql('select customer_id from regulars.customers where name = $1', [name]))[0]?.[
        'customer_id'
      ],
    );
  /** Everything of customers, but for when it was made and what numbers hang on the order of writing. */
  const whole = async () => {
    const tables: Record<string, unknown> = {};
    for (const table of [
      'customers',
      'identities',
      'orders',
      'order_lines',
      'refunds',
      'consents',
      'interactions',
      'customer_signs',
      'campaign_members',
      'campaign_touches',
      'model_events',
      'customer_rollup',
      'customer_month',
      'name_words',
    ])
      tables[table] = await store().sql(
        `select to_jsonb(t) as row from regulars.${table} t order by to_jsonb(t)::text collate "C"`,
      );
    return tables;
  };

  const ana = {
    id: '7',
    email: 'Ana.Souza@example.com',
    name: 'Ana Souza',
    document: '123.456.789-09',
    phone: '+55 11 98765-4321',
    city: 'Campinas',
    state: 'SP',
  };
  const ann = { id: 'B9', email: 'ann@work.example', name: 'Ann Sousa' };

  const modelEvents = { p_source: 'models', p_kind: 'test' };
  const event = {
    ...{ id: 'ev-ann', model: 'churn', version: '1', activated_at: '2026-02-01T12:00:00Z' },
    ...{ score: 0.5, threshold: 0.5 },
  };

  async function fillTwo() {
    await write('shop', {
      id: 'o-1001',
      gross: 10_000,
      customer: ana,
      lines: [{ product: 'p1', name: 'Coffee', category: null, quantity: 2, gross: 10_000, discount: 0 }],
      refunds: [{ id: 'r-77', at: '2026-01-02T12:00:00Z', amount: 500 }],
    });
    await write('erp', { id: 'e-2002', gross: 7_000, at: '2026-02-03T12:00:00Z', customer: ann });
    const consent = (granted: boolean, changed_at: string) => [{ channel: 'email', granted, changed_at }];
    await call('ingest_contacts', {
      p_source: 'shop',
      p_kind: 'test',
      p_contacts: [{ ...ana, consents: consent(true, '2026-01-01T00:00:00Z') }],
    });
    await call('ingest_contacts', {
      p_source: 'erp',
      p_kind: 'test',
      p_contacts: [{ ...ann, consents: consent(false, '2026-03-01T00:00:00Z') }],
    });
    const told = (id: string, customer: object) => ({
      id,
      kind: 'call',
      at: '2026-02-01T12:00:00Z',
      by_customer: true,
      summary: 'Ana Souza asked for the price',
      customer,
    });
    await call('ingest_interactions', {
      p_source: 'crm',
      p_kind: 'test',
      p_interactions: [told('i-1', ana), told('i-2', ann)],
    });
    await call('ingest_model_events', { ...modelEvents, p_events: [{ ...event, customer: ann }] });
    const [one, other] = [await idOf('Ana Souza'), await idOf('Ann Sousa')];
    await store().sql(`insert into regulars.campaigns (source_id, external_id, name, key, channel, first_day)
      values (1, 'k1', 'January', 'january', 'email', '2026-01-01')`);
    const [campaign] = await store().sql('select campaign_id from regulars.campaigns');
    await store().sql(
      `insert into regulars.campaign_members values ($1, $3, 'held_out', '2026-01-01'), ($2, $3, 'treated', '2026-01-02')`,
      [one, other, Number(campaign?.['campaign_id'])],
    );
    await store().sql(`insert into regulars.campaign_touches values ($1, $2, 'click', '2026-01-03')`, [
      other,
      Number(campaign?.['campaign_id']),
    ]);
    return { one, other };
  }

  it('are found by e-mail, document, telephone, the id of a source and their number', async () => {
    const { one } = await fillTwo();
    for (const text of [
      'ANA.souza@example.com',
      '12345678909',
      '123.456.789-09',
      '11 98765 4321',
      '+5511987654321',
      '7',
    ])
      expect(await find(text), text).toMatchObject({ how: 'key', ids: [one] });
    expect(await call('customer_find', { p_ids: [one] })).toMatchObject({
      how: 'number',
      matches: [{ customer_id: one }],
    });
    expect(await find('nobody@example.com')).toMatchObject({ ids: [] });
  });

  it('are found by name, whatever its accents, with a slip in it or only begun', async () => {
    const names = [
      'João da Conceição',
      'Joana Conceição',
      'Márcia Ueno',
      'Marcia Ueno Prado',
      'Łukasz Żak',
      '李小龙',
    ];
    await write('shop', ...names.map((name, at) => ({ id: `o${at}`, customer: { id: `c${at}`, name } })));
    const found = async (text: string) => (await find(text)).names;
    expect(await found('joao conceicao')).toEqual(['João da Conceição']);
    expect(await found('JOÃO DA CONCEIÇÃO')).toEqual(['João da Conceição']);
    expect(await found('conceicao')).toEqual(['João da Conceição', 'Joana Conceição']);
    expect(await found('Joana Conceisao')).toEqual(['Joana Conceição']);
    expect(await found('jaoo conceicao')).toEqual(['João da Conceição']);
    expect(await found('concei')).toEqual(['João da Conceição', 'Joana Conceição']);
    // Who is called just so comes first.
    expect(await found('marcia ueno')).toEqual(['Márcia Ueno', 'Marcia Ueno Prado']);
    expect(await found('Zak')).toEqual(['Łukasz Żak']);
    expect(await found('李小龙')).toEqual(['李小龙']);
    expect(await find('Joana Zzyzx')).toMatchObject({ how: 'part', names: ['Joana Conceição'] });
    expect(await found('Zzyzx')).toEqual([]);
    expect(await found("O'; drop table")).toEqual([]);
  });

  it('are no longer found by a name that they have laid down', async () => {
    await write('shop', { id: 'o1', customer: { id: 'c1', name: 'Zuleica Prado' } });
    await write('shop', { id: 'o2', customer: { id: 'c1', name: 'Zuleica Lima' } });
    expect(await find('prado')).toMatchObject({ ids: [] });
    expect((await find('zuleika lima')).names).toEqual(['Zuleica Lima']);
    const words = await store().sql(`select word from regulars.name_words order by 1`);
    expect(words).toEqual([{ word: 'lima' }, { word: 'zuleica' }]);
    expect(await store().sql(`select * from regulars.name_slips where word = 'prado'`)).toEqual([]);
  });

  it('are one after a merge, also for what comes later, and two again exactly as before when it is undone', async () => {
    const { one, other } = await fillTwo();
    const before = await whole();
    expect(await deed('customer_merge', { p_from: other, p_into: one }, false)).toMatchObject({
      from: { placed: 1 },
    });
    expect(await whole()).toEqual(before);
    await deed('customer_merge', { p_from: other, p_into: one });
    expect(await store().sql('select customer_id, orders, net from regulars.customer_rollup')).toEqual([
      { customer_id: one, orders: 2, net: 16_500 },
    ]);
    // The latest consent counts, and who was sent a campaign was sent it.
    expect(await store().sql('select customer_id, granted from regulars.consents')).toEqual([
      { customer_id: one, granted: false },
    ]);
    expect(await store().sql('select customer_id, arm from regulars.campaign_members')).toEqual([
      { customer_id: one, arm: 'treated' },
    ]);
    expect(await call('customer_find', { p_ids: [other] })).toMatchObject({
      matches: [{ customer_id: one }],
    });
    expect((await find('ann@work.example')).ids).toEqual([one]);

    await deed('customer_unmerge', { p_customer: one });
    expect(await whole()).toEqual(before);
    await deed('customer_merge', { p_from: one, p_into: other });
    expect(await store().sql('select customer_id, granted from regulars.consents')).toEqual([
      { customer_id: other, granted: false },
    ]);
    await deed('customer_unmerge', { p_customer: other });
    expect(await whole()).toEqual(before);

    await deed('customer_merge', { p_from: other, p_into: one });
    await deed('customer_unmerge', { p_customer: one });
    expect(await whole()).toEqual(before);

    await deed('customer_merge', { p_from: other, p_into: one });
    expect(await write('erp', { id: 'e-3', gross: 100, customer: ann })).toMatchObject({
      customers_created: 0,
    });
    await deed('customer_unmerge', { p_customer: one });
    // What came since stays.
    expect(await store().sql('select customer_id, orders from regulars.customer_rollup order by 1')).toEqual([
      { customer_id: one, orders: 2 },
      { customer_id: other, orders: 1 },
    ]);
    expect(await deed('customer_unmerge', { p_customer: one })).toEqual({ refused: 'no_merge' });
    expect(
      await store().sql(
        `select action, subject from regulars.audit where action <> 'customer_seen' order by audit_id desc limit 2`,
      ),
    ).toEqual([
      { action: 'customer_unmerged', subject: `#${one}` },
      { action: 'customer_merged', subject: `#${one}` },
    ]);
  });

  it('are merged one after another, and undone from the last', async () => {
    await write(
      'shop',
      ...['a', 'b', 'c'].map((id) => ({ id, gross: 100, customer: { id, name: `Name ${id}` } })),
    );
    const before = await whole();
    const [a, b, c] = [await idOf('Name a'), await idOf('Name b'), await idOf('Name c')];
    await deed('customer_merge', { p_from: a, p_into: b });
    await deed('customer_merge', { p_from: b, p_into: c });
    expect(await call('customer_find', { p_ids: [a] })).toMatchObject({
      matches: [{ customer_id: c, orders: 3 }],
    });
    await deed('customer_unmerge', { p_customer: c });
    await deed('customer_unmerge', { p_customer: b });
    expect(await whole()).toEqual(before);
  });

  it('are split by the ways in which they are known, with the orders of a source of which no other is left', async () => {
    await write('shop', {
      id: 's1',
      gross: 100,
      customer: { id: '7', email: 'ana@example.com', name: 'Ana', phone: '11912345678' },
    });
    await write('erp', {
      id: 'e1',
      gross: 200,
      customer: { id: '9', email: 'rui@example.com', phone: '11912345678', name: 'Rui' },
    });
    const [one] = await store().sql('select customer_id from regulars.customers');
    const p_customer = Number(one?.['customer_id']);
    const numbers = await store().sql('select nr, kind, value from regulars.numbered_identities($1)', [
      p_customer,
    ]);
    const nr = (value: string) => numbers.find((row) => row['value'] === value)?.['nr'];
    const taken = { p_customer, p_numbers: [nr('9'), nr('rui@example.com')] };
    expect(await deed('customer_split', taken, false)).toMatchObject({ sources: ['erp'], orders: 1 });
    await deed('customer_split', taken);
    expect(
      await store().sql(`select c.email, r.net from regulars.customers c join regulars.customer_rollup r using (customer_id)
      order by 2`),
    ).toEqual([
      { email: 'ana@example.com', net: 100 },
      { email: 'rui@example.com', net: 200 },
    ]);
    // Each stays apart, though they share a telephone.
    await write('erp', {
      id: 'e2',
      gross: 300,
      customer: { id: '9', email: 'rui@example.com', phone: '11912345678', name: 'Rui' },
    });
    expect(await store().sql('select net from regulars.customer_rollup order by 1')).toEqual([
      { net: 100 },
      { net: 500 },
    ]);
    expect(await deed('customer_split', { p_customer, p_numbers: [99] })).toEqual({ refused: 'none' });
  });

  it('are two again without what was split off since, and with what both withdrew since', async () => {
    const { one, other } = await fillTwo();
    await deed('customer_merge', { p_from: other, p_into: one });
    await call('ingest_contacts', {
      p_source: 'shop',
      p_kind: 'test',
      p_contacts: [
        { ...ana, consents: [{ channel: 'sms', granted: false, changed_at: '2030-01-01T00:00:00Z' }] },
      ],
    });
    const numbers = await store().sql('select nr, value from regulars.numbered_identities($1)', [one]);
    const nr = numbers.find(({ value }) => value === 'ann@work.example')?.['nr'];
    await deed('customer_split', { p_customer: one, p_numbers: [nr] });
    const emails = () => store().sql('select email from regulars.customers order by 1');
    const before = await emails();
    await deed('customer_unmerge', { p_customer: one });
    const borne = await store().sql(
      'select value from regulars.identities group by kind, source_id, value having count(distinct customer_id) > 1',
    );
    expect(borne).toEqual([]);
    expect(await emails()).toEqual([...before, { email: null }]);
    expect(
      await store().sql(`select granted from regulars.consents where customer_id = $1 and channel = 'sms'`, [
        other,
      ]),
    ).toEqual([{ granted: false }]);
  });

  it('are erased from merges too where they were split off', async () => {
    const { one, other } = await fillTwo();
    await deed('customer_merge', { p_from: other, p_into: one });
    const numbers = await store().sql('select nr, value from regulars.numbered_identities($1)', [one]);
    const nrs = numbers.filter(({ value }) => ['ann@work.example', 'B9'].includes(String(value)));
    const split = await deed('customer_split', { p_customer: one, p_numbers: nrs.map(({ nr }) => nr) });
    await deed('customer_erase', {
      p_customer: Number((split['other'] as Record<string, unknown>)['customer_id']),
    });
    const [merge] = await store().sql('select moved from regulars.customer_merges');
    expect(merge).toEqual({ moved: null });
    expect(await deed('customer_unmerge', { p_customer: one })).toEqual({ refused: 'erased' });
  });

  it('are not made again from whom all that they were known by was split off, and a namesake’s erasure leaves a merge', async () => {
    const { one, other } = await fillTwo();
    await write('shop', { id: '99', customer: { id: '99', email: 'zz@example.com', name: 'Sousa' } });
    await deed('customer_merge', { p_from: other, p_into: one });
    await deed('customer_erase', { p_customer: await idOf('Sousa') });
    expect(await deed('customer_unmerge', { p_customer: one }, false)).toMatchObject({ from: other });
    const numbers = await store().sql('select nr, value from regulars.numbered_identities($1)', [one]);
    const nrs = numbers.filter(({ value }) => ['ann@work.example', 'B9'].includes(String(value)));
    await deed('customer_split', { p_customer: one, p_numbers: nrs.map(({ nr }) => nr) });
    expect(await deed('customer_unmerge', { p_customer: one })).toEqual({ refused: 'no_merge' });
  });

  it('are not found by words only begun, for whoever is not told names', async () => {
    await fillTwo();
    expect(await call('customer_find', { p_text: 'sou', p_begun: true })).toMatchObject({ how: 'like' });
    expect(await call('customer_find', { p_text: 'sou', p_begun: false })).toMatchObject({ matches: [] });
  });

  it('leave nothing of themselves when they are erased, and no sync brings them back', async () => {
    const { one, other } = await fillTwo();
    await deed('customer_merge', { p_from: other, p_into: one });
    const put = (reference: string, line: string) =>
      call('chat_reference_put', { p_reference: reference, p_content: { line } });
    await put('r1', '/customer "ana souza"');
    await put('r2', '/customer ann@work.example');
    await put('r3', '/kpi');
    const totals = async () => ({
      days: await store().sql('select * from regulars.day_rollup order by 1, 2'),
      gaps: await store().sql('select * from regulars.day_gap order by 1, 2'),
      products: await store().sql('select * from regulars.product_day order by 1, 2'),
      customer: await store().sql('select * from regulars.customer_rollup'),
      members: await store().sql('select * from regulars.campaign_members'),
    });
    const contents = async () =>
      (await store().sql('select content::text from regulars.orders')).map(({ content }) => String(content));
    const told = await contents();
    const before = await totals();
    const untouched = await whole();
    await deed('customer_erase', { p_customer: one }, false);
    expect(await whole()).toEqual(untouched);

    expect(await deed('customer_erase', { p_customer: one })).toMatchObject({
      references: 2,
      customer: { placed: 2 },
    });
    expect(await totals()).toEqual(before);
    await expectNothingLeft();
    // A hash of what was told, without salt, could be guessed at.
    expect((await contents()).filter((content) => told.includes(content))).toEqual([]);
    expect(
      await write('erp', { id: 'e-2002', gross: 7_000, at: '2026-02-03T12:00:00Z', customer: ann }),
    ).toMatchObject({
      unchanged: 1,
    });

    const again = { id: 'o-1001', gross: 10_000, customer: ana };
    expect(await write('shop', again)).toMatchObject({ inserted: 0, customers_created: 0, erased: 1 });
    expect(await write('shop', again)).toMatchObject({ unchanged: 1, erased: 0 });
    // The same order, told under another name.
    await write('shop', {
      ...again,
      gross: 11_000,
      customer: { name: 'Somebody', email: 'new@example.com' },
    });
    expect(
      await write('shop', {
        id: 'o-1002',
        gross: 300,
        customer: { ...ana, email: 'ana.new@example.com' },
        refunds: [{ id: 'r-78', at: '2026-04-02T12:00:00Z', amount: 50 }],
      }),
    ).toMatchObject({ inserted: 1, customers_created: 0, erased: 1 });
    expect(
      await write('marketplace', {
        id: 'm-1',
        gross: 40,
        customer: { email: 'ann@work.example', name: 'Ann Sousa' },
      }),
    ).toMatchObject({
      customers_created: 0,
      erased: 1,
    });
    const contact = {
      ...ana,
      consents: [{ channel: 'sms', granted: true, changed_at: '2026-05-01T00:00:00Z' }],
    };
    expect(
      await call('ingest_contacts', {
        p_source: 'crm',
        p_kind: 'test',
        p_contacts: [contact, { email: 'ana.new@example.com' }],
      }),
    ).toMatchObject({ customers_created: 0, consents: 0, erased: 2 });
    expect(
      await call('ingest_interactions', {
        p_source: 'crm',
        p_kind: 'test',
        p_interactions: [
          { id: 'i-3', kind: 'note', at: '2026-05-01T00:00:00Z', summary: 'Ana Souza', customer: ann },
        ],
      }),
    ).toMatchObject({ interactions: 0, erased: 1 });
    // What becomes of the one that a model named completes it, without its name.
    await call('ingest_model_events', {
      ...modelEvents,
      p_events: [
        { id: 'ev-ann', model: 'churn', outcome: true, outcome_at: '2026-05-01T00:00:00Z', customer: ann },
      ],
    });
    expect(await store().sql('select score, outcome, customer_id from regulars.model_events')).toEqual([
      { score: 5_000, outcome: true, customer_id: null },
    ]);
    await expectNothingLeft('ana.new@', 'o-1002', 'r-78', 'm-1', 'i-3', 'somebody', 'new@example');
    expect(await store().sql('select orders, net from regulars.customer_rollup')).toEqual([
      { orders: 4, net: 11_000 + 7_000 + 250 + 40 },
    ]);
    expect(await call('remove_orders', { p_source: 'shop', p_ids: ['o-1002'] })).toBe(1);

    for (const text of ['ana souza', 'ana.souza@example.com', '12345678909', 'ann', '11987654321'])
      expect(await find(text), text).toMatchObject({ ids: [] });
    expect(await deed('customer_unmerge', { p_customer: one })).toEqual({ refused: 'erased' });
    const rule = { all: [] };
    expect(await call('segment_members', { p_rule: rule, p_day: '2026-12-31', p_by: 'id' })).toMatchObject({
      members: [],
    });
    expect(
      await store().sql(`select customer_id, line from (select null::bigint as customer_id, content ->> 'line' as line
      from regulars.chat_references) r`),
    ).toEqual([{ customer_id: null, line: '/kpi' }]);
  });

  /** Looks through every column of every table for what is known of the two, as it is and hashed without salt. */
  async function expectNothingLeft(...more: string[]) {
    const known = [
      'ana souza',
      'ann sousa',
      'souza',
      'sousa',
      'ana.souza',
      'ann@work',
      '123.456',
      '12345678909',
      '98765',
      'campinas',
      'o-1001',
      'e-2002',
      'r-77',
      'i-1',
      'i-2',
      'ev-ann',
      'price',
      ...more,
    ];
    const tables = await store().sql(
      `select relname from pg_class where relnamespace = 'regulars'::regnamespace and relkind = 'r'`,
    );
    for (const { relname } of tables) {
      const rows = await store().sql(`select lower(to_jsonb(t)::text) as row from regulars.${relname} t`);
      const text = rows
        .map(({ row }) => row)
        .join('\n')
        .replaceAll('erased:', '');
      for (const each of known) expect(text.includes(each) && each, `${each} in ${relname}`).toBe(false);
      for (const each of [
        'ana.souza@example.com',
        '12345678909',
        'o-1001',
        'Ana Souza',
        'ann@work.example',
        '+5511987654321',
      ]) {
        for (const kind of ['sha256', 'md5', 'sha1'])
          expect(text).not.toContain(createHash(kind).update(each).digest('hex'));
      }
    }
  }

  it('are told apart by a telephone that an erased person shared only where nothing else is known', async () => {
    const phone = '+5511999990000';
    await write('shop', { id: '1', customer: { id: '1', email: 'rui@example.com', name: 'Rui', phone } });
    await deed('customer_erase', { p_customer: await idOf('Rui') });
    await write('shop', { id: '2', customer: { id: '2', email: 'eva@example.com', name: 'Eva' } });
    await write('shop', { id: '3', customer: { id: '2', email: 'eva@example.com', name: 'Eva', phone } });
    expect(
      await store().sql('select name, erased_at is null as there from regulars.customers order by 1'),
    ).toEqual([
      { name: 'Eva', there: true },
      { name: null, there: false },
    ]);
  });
});
