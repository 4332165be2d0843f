import { beforeAll, expect, it } from 'vitest';
import { commands } from '../bot/commands/index.ts';
import { makeContext } from '../bot/sample-commands.ts';
import { suggest } from '../bot/suggest.ts';
import { locales } from '../renderers/locale.ts';
import type { Action, Reply } from '../renderers/reply.ts';
import { fillDemo } from '../supabase/demo/fill-demo.ts';
import { describeStores } from '../supabase/tests/harness.ts';
import { askStore, countSegments, rowsOf } from './ask-store.ts';

describeStores('customers of the demo shop', (store) => {
  const ask = askStore(store, { now: '2026-11-23T15:00:00Z', demo: true });
  const asAdmin = (line: string, locale: 'en' | 'pt-BR' = 'en') => ask(line, locale, 'admin');
  const asAnalyst = (line: string) => ask(line, 'en', 'analyst');
  /** Someone with an e-mail address and many orders. */
  let best: { id: number; name: string; email: string; orders: number; net: number };

  beforeAll(async () => {
    await store().client.rpc('shop_open', { p_demo: true });
    await fillDemo(store().client, '2026-11-22');
    await countSegments(store(), '2026-11-22');
    const [row] = await store().sql(`
      select c.customer_id, c.name, c.email, r.orders, r.net from regulars.customers c
      join regulars.customer_rollup r using (customer_id)
      where c.email is not null and (select count(*) from regulars.customers k where k.name = c.name) = 1
      order by r.orders desc, 1 limit 1`);
    best = {
      id: Number(row?.['customer_id']),
      name: String(row?.['name']),
      email: String(row?.['email']),
      orders: Number(row?.['orders']),
      net: Number(row?.['net']),
    };
  }, 120_000);

  const audit = () =>
    store().sql(
      'select actor, action, subject, persons::integer from regulars.audit order by audit_id desc limit 1',
    );

  it('are found by name, e-mail and number, and the answer is kept under the number alone', async () => {
    for (const typed of [best.name, best.name.toUpperCase(), best.email, `#${best.id}`]) {
      const reply = await asAdmin(`/customer ${typed}`);
      expect(reply.summary, typed).toContain(`${best.name} (#${best.id})`);
      expect(reply).toMatchObject({
        question: `/customer #${best.id}`,
        visibility: 'private',
        tone: 'answer',
      });
      expect(JSON.stringify([reply.question, reply.actions])).not.toMatch(/@|[A-Z][a-z]+ [A-Z][a-z]+ [A-Z]/);
    }
    expect(await audit()).toEqual([
      { actor: 'web:test', action: 'customer_seen', subject: `#${best.id}`, persons: 1 },
    ]);
    expect(await asAdmin('/cliente nobody@example.com')).toMatchObject({
      tone: 'empty',
      question: '/customer',
    });
  });

  it('stand in the segment that /rfm counts them in, today and at the month ends', async () => {
    const card = await asAdmin(`/customer #${best.id}`);
    const history = rowsOf(card, 'history');
    expect(history).toHaveLength(13);
    const { data } = await store().client.rpc('segment_members', {
      p_rule: { all: [] },
      p_day: history[1]?.['day'],
      p_by: 'net',
      p_limit: 5000,
    });
    const members = (data as { members: Record<string, unknown>[] }).members;
    const then = members.find((member) => member['customer_id'] === best.id);
    expect(history[1]).toMatchObject({
      segment: then?.['segment'],
      orders: then?.['frequency'],
      net: then?.['monetary'],
      score: `${then?.['r']} ${then?.['f']} ${then?.['m']}`,
    });
    expect(history[0]).toMatchObject({ orders: best.orders, net: best.net });
  });

  it('show analysts initials and no address, and nothing to viewers or to whoever types', async () => {
    const secrets = await store().sql(
      'select email, phone, document from regulars.customers where customer_id = $1',
      [best.id],
    );
    for (const line of [
      `/customer ${best.email}`,
      `/customer ${best.name}`,
      `/customer orders #${best.id}`,
    ]) {
      const text = JSON.stringify(await asAnalyst(line));
      expect(text).toContain(`#${best.id}`);
      for (const secret of [best.name, ...Object.values(secrets[0] ?? {})])
        if (typeof secret === 'string') expect(text).not.toContain(secret);
    }
    expect((await ask(`/customer #${best.id}`)).summary).toMatch(/^\/customer is for analysts/);
    expect((await asAnalyst(`/customer erase #${best.id}`)).summary).toMatch(/is for administrators/);
    const line = `/customer ${best.name.slice(0, 5)}`;
    const context = { ...makeContext('en'), db: store().client };
    expect((await suggest({ line, caret: line.length, commands, locale: 'en', context })).items).toEqual([]);
  });

  it('are listed where several may be meant, the list again under their numbers', async () => {
    const list = await asAdmin('/customer silva');
    expect(rowsOf(list, 'matches')).toHaveLength(10);
    expect(await asAdmin(list.question ?? '')).toMatchObject({ question: list.question });
    expect(rowsOf(await asAdmin(list.question ?? ''), 'matches')).toEqual(rowsOf(list, 'matches'));
    expect((await audit())[0]).toMatchObject({ action: 'customers_seen', persons: 10 });
  });

  it('answer the same in both languages, without a button that leads to nothing', async () => {
    const lines = [
      '',
      'silva',
      `#${best.id}`,
      `orders #${best.id}`,
      `merge #${best.id} into #7`,
      `erase #${best.id}`,
    ];
    for (const line of lines) {
      const [english, portuguese] = await Promise.all(
        locales.map((locale) => asAdmin(`/customer ${line}`, locale)),
      );
      expect(english?.tone, line).toBe(line === '' ? 'empty' : 'answer');
      expect(english?.summary).not.toBe(portuguese?.summary);
      expect(english?.parts.map(({ type }) => type)).toEqual(portuguese?.parts.map(({ type }) => type));
      for (const reply of [english, portuguese])
        expect(JSON.stringify(reply)).not.toMatch(/undefined|NaN|\[object/);
      for (const action of (english?.actions ?? []).filter(({ ask: to }) => !to.includes('confirm:yes')))
        expect((await asAdmin(action.ask)).tone, action.ask).toBe('answer');
    }
  });

  it('page through all their orders', async () => {
    const seen: unknown[] = [];
    let reply: Reply | undefined = await asAdmin(`/customer orders #${best.id}`);
    while (reply) {
      seen.push(...rowsOf(reply, 'orders').map((row) => row['number']));
      const next: Action | undefined = reply.actions.find(({ label }) => label === 'More orders');
      reply = next && (await asAdmin(next.ask));
    }
    const [count] = await store().sql(
      'select count(*)::integer as n from regulars.orders where customer_id = $1',
      [best.id],
    );
    expect(new Set(seen).size).toBe(count?.['n']);
    expect(seen).toHaveLength(Number(count?.['n']));
  });

  it('stand in their own segments', async () => {
    await asAdmin(`/segment create "Hearts" where orders >= ${best.orders}`);
    await asAdmin(`/segment create "Strangers" where orders < ${best.orders}`);
    const held = rowsOf(await asAdmin(`/customer #${best.id}`), 'segments').map(({ segment }) => segment);
    expect(held).toContain('Hearts');
    expect(held).not.toContain('Strangers');
  });

  it('are merged and split by a button, after it was said what that does', async () => {
    const other = best.id === 7 ? 8 : 7;
    const orders = async () =>
      rowsOf(await asAdmin(`/customer merge #${other} into #${best.id}`), 'customers');
    const before = await orders();
    const plan = await asAdmin(`/cliente unir #${other} com #${best.id}`, 'pt-BR');
    expect(plan.summary).toContain('nada foi feito ainda');
    expect(await orders()).toEqual(before);
    const done = await asAdmin(plan.actions[0]?.ask ?? '');
    expect(done.summary).toContain('is now one with');
    expect((await asAdmin(`/customer #${other}`)).warnings).toContain(
      `#${other} was merged into #${best.id}.`,
    );
    const undo = await asAdmin(`/customer split #${best.id}`);
    expect((await asAdmin(undo.actions[0]?.ask ?? '')).summary).toContain('two customers again');
    expect(await orders()).toEqual(before);
    expect(await asAdmin(`/customer split #${best.id}`)).toMatchObject({ tone: 'error' });
    expect(await asAdmin(`/customer merge #${best.id} into #${best.id}`)).toMatchObject({ tone: 'error' });
    expect(await asAdmin(`/customer merge silva into #${best.id}`)).toMatchObject({ tone: 'error' });
  });

  it('are split off by numbers on the card, after it was said what goes along', async () => {
    const [row] = await store().sql(`select i.customer_id from regulars.identities i
      group by 1 having count(distinct kind) > 2 order by 1 limit 1`);
    const id = Number(row?.['customer_id']);
    const identities = rowsOf(await asAdmin(`/customer #${id}`), 'identities');
    const email = identities.find(({ kind }) => kind === 'email');
    const plan = await asAdmin(`/customer split #${id} off:${email?.['nr']}`);
    expect(rowsOf(plan, 'taken')).toEqual([expect.objectContaining({ value: email?.['value'] })]);
    const done = await asAdmin(plan.actions[0]?.ask ?? '');
    expect(done.summary).toMatch(/was split off/);
    const made = Number(/^#(\d+)/.exec(done.summary)?.[1]);
    expect((await asAdmin(`/customer ${email?.['value']}`)).question).toBe(`/customer #${made}`);
    expect((await asAdmin(`/customer merge #${made} into #${id} confirm:yes`)).tone).toBe('answer');
  });

  it('are erased by a button, are found no more, and leave every total as it was', async () => {
    const totals = async () =>
      Promise.all(
        ['/kpi', '/rfm', '/kpi 2025 by:product', '/rfm moves'].map(async (line) => (await ask(line)).summary),
      );
    const before = await totals();
    const plan = await asAdmin(`/customer erase ${best.email}`);
    expect(plan.summary).toContain('nothing is done yet');
    expect((await asAdmin(`/customer ${best.email}`)).tone).toBe('answer');
    const done = await asAdmin(plan.actions.at(-1)?.ask ?? '');
    expect(done.summary).toMatch(new RegExp(`^Customer #${best.id} is erased`));
    expect(JSON.stringify(done)).not.toContain(best.name);
    expect(await totals()).toEqual(before);
    for (const typed of [best.name, best.email])
      expect(JSON.stringify(await asAdmin(`/customer ${typed}`))).not.toContain(best.email);
    const card = await asAdmin(`/customer #${best.id}`);
    expect(card).toMatchObject({ tone: 'empty', parts: [] });
    expect(card.summary).toContain('was erased on');
    expect(await asAdmin(`/customer erase #${best.id} confirm:yes`)).toMatchObject({ tone: 'error' });
    expect(await asAdmin(`/customer merge #${best.id} into #9`)).toMatchObject({ tone: 'error' });
    const members = JSON.stringify(await asAdmin('/segment members Hearts'));
    expect(members).not.toContain(best.email);
  });
});
