import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { splitCampaignNames } from '../bot/commands/campaign-options.ts';
import type { Reply } from '../renderers/reply.ts';
import { fillDemo } from '../supabase/demo/fill-demo.ts';
import { describeStores } from '../supabase/tests/harness.ts';
import { askStore, countSegments, rowsOf } from './ask-store.ts';

async function fileOf(reply: Reply): Promise<{ name: string; rows: Record<string, string>[] }> {
  const part = reply.parts.find(({ type }) => type === 'file');
  if (part?.type !== 'file') throw new Error(`no file in: ${reply.summary}`);
  const rows = parse(await part.content.text(), { columns: true, bom: true }) as Record<string, string>[];
  return { name: part.name, rows };
}

const factsOf = (reply: Reply) =>
  Object.fromEntries(
    reply.parts
      .flatMap((part) => (part.type === 'facts' ? part.facts : []))
      .map(({ key, value }) => [key, value]),
  );

const textOf = (reply: Reply) =>
  reply.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join(' ');

describeStores('campaigns of the demo shop', (store) => {
  const ask = askStore(store, { now: '2026-11-23T15:00:00Z', demo: true });
  const asAdmin = (line: string, locale: 'en' | 'pt-BR' = 'en') => ask(line, locale, 'admin');
  const audits = () =>
    store().sql('select actor, action, subject, persons::int from regulars.audit order by audit_id');

  beforeAll(async () => {
    await store().client.rpc('shop_open', { p_demo: true });
    await fillDemo(store().client, '2026-11-22');
    await countSegments(store(), '2026-11-22');
  }, 120_000);

  it('are listed with what each brought, and shown with the same numbers', async () => {
    const list = await ask('/campaign list');
    const rows = rowsOf(list, 'campaigns');
    expect(rows).toHaveLength(10);
    for (const { campaign, net, conversionRate } of rows.slice(0, 3)) {
      const shown = await ask(`/campaign show "${campaign}"`);
      expect(factsOf(shown)).toMatchObject({ net, conversionRate });
      const segments = rowsOf(shown, 'segments');
      expect(segments.reduce((sum, row) => sum + Number(row['net']), 0)).toBe(net);
      expect(rowsOf(shown, 'days').reduce((sum, row) => sum + Number(row['net']), 0)).toBe(net);
    }
    expect(rowsOf(await ask('/campaign list 2026-10'), 'campaigns')).toHaveLength(1);
  });

  it('are said to work, in words, where the interval of their holdout leaves out zero', async () => {
    const works = await ask('/campaign show "um CAFE te espera 2026"');
    expect(textOf(works)).toMatch(/^It works: of 100 treated 1\.3 bought, of 100 held out 0\.0/);
    const unshown = await ask('/campaign show "Black Friday 2025"');
    expect(textOf(unshown)).toMatch(
      /^Not shown to work yet: .* may be chance \(−1\.4 to 6\.3 in 100\)\. If it is the true one, [\d,]+ more customers would be needed/,
    );
    expect(textOf(await ask('/campaign show "Black Friday 2025"', 'pt-BR'))).toMatch(
      /^Ainda sem efeito demonstrado/,
    );
  });

  it('say why there is no ROAS, and that nobody was held out', async () => {
    const shown = await ask('/campaign show "Dia dos Pais 2026"');
    expect(factsOf(shown)).not.toHaveProperty('roas');
    expect(shown.warnings.join(' ')).toMatch(/Without a holdout.*Nobody told what it cost/);
  });

  it('are compared, however their names are put together', async () => {
    const lines = [
      '/campaign compare Black Friday 2025, Natal 2025',
      '/campaign compare "black friday 2025" vs "NATAL 2025"',
      '/campanha comparar "Black Friday 2025" "Natal 2025"',
    ];
    const answers = await Promise.all(lines.map((line) => ask(line)));
    expect(rowsOf(answers[0] as Reply, 'campaigns').map(({ campaign }) => campaign)).toEqual([
      'Black Friday 2025',
      'Natal 2025',
    ]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await ask('/campaign compare Natal 2025')).toMatchObject({ tone: 'error' });
    expect((await ask('/campaign compare Natal 2025, Nada')).summary).toContain('no campaign "Nada"');
  });

  it('are drawn from a segment, and their treated exported, privately and written down', async () => {
    const line = '/campaign create "Win back" from:"At Risk" holdout:20 channel:whatsapp cost:350.50 seed:7';
    expect(await ask(line, 'en', 'analyst')).toMatchObject({ tone: 'error', visibility: 'private' });
    const made = await asAdmin(line);
    expect(made).toMatchObject({ tone: 'answer', visibility: 'private' });
    const { name, rows } = await fileOf(made);
    expect(name).toBe('regulars-win-back-whatsapp-2026-11-22.csv');
    const shown = await ask('/campaign show "win back"');
    const arms = Object.fromEntries(rowsOf(shown, 'arms').map(({ arm, members }) => [arm, members]));
    const members = Number(arms['Treated']) + Number(arms['Held out']);
    expect(arms['Held out']).toBe(Math.round(members * 0.2));
    expect(rows).toHaveLength(Number(arms['Treated']));
    for (const row of rows) expect(row['Agreed to']).toContain('WhatsApp');
    const held = await store().sql(`select customer_id::int from regulars.campaign_members m
      join regulars.campaigns c on c.campaign_id = m.campaign_id where c.name = 'Win back' and arm = 'held_out'`);
    const exported = new Set(rows.map((row) => Number(row['Customer'])));
    expect(held.filter(({ customer_id }) => exported.has(Number(customer_id)))).toEqual([]);
    expect(await audits()).toEqual([
      { actor: 'web:test', action: 'campaign_drawn', subject: 'Win back', persons: members },
      { actor: 'web:test', action: 'members_exported', subject: 'Win back', persons: rows.length },
    ]);
    expect(textOf(shown).replaceAll('\u00A0', ' ')).toContain('20.0 % held out, seed 7');
    expect(await asAdmin('/campaign create "WIN back" from:Champions')).toMatchObject({ tone: 'error' });
    const other = await asAdmin('/campaign create Another from:"At Risk" channel:whatsapp');
    expect(other.warnings.join(' ')).toContain('in another drawn campaign that is not over');
    const again = await fileOf(await asAdmin('/campaign export "Win back" for:whatsapp'));
    expect(again.rows).toEqual(rows);
    expect((await asAdmin('/campaign export "Natal 2025"')).summary).toContain('not drawn here');
  });

  it('leave out of a file who has withdrawn consent since', async () => {
    const { rows } = await fileOf(await asAdmin('/campaign export "Win back" for:whatsapp'));
    const first = rows[0]?.['Customer'];
    await store().sql(
      `update regulars.consents set granted = false where customer_id = ${first} and channel = 'whatsapp'`,
    );
    const { rows: left } = await fileOf(await asAdmin('/campaign export "Win back" for:whatsapp'));
    expect(left.map((row) => row['Customer'])).toEqual(rows.slice(1).map((row) => row['Customer']));
  });

  describe('a segment', () => {
    it('is exported to admins alone, by consent unless told otherwise, as one entry', async () => {
      expect(await ask('/segment export "At Risk"', 'en', 'analyst')).toMatchObject({ tone: 'error' });
      await store().sql('delete from regulars.audit');
      const everyone = await fileOf(await asAdmin('/segment export "At Risk" for:everyone'));
      const byMail = await fileOf(await asAdmin('/segment export "At Risk"'));
      const size = rowsOf(await ask('/segment show "At Risk"'), 'sizes')[0]?.['customers'];
      expect(everyone.rows).toHaveLength(Number(size));
      expect(byMail.rows.length).toBeLessThan(everyone.rows.length);
      for (const row of byMail.rows)
        expect(row).toMatchObject({ 'Agreed to': expect.stringContaining('e-mail') });
      expect(byMail.rows.map((row) => row['Customer'])).toEqual(
        everyone.rows
          .filter((row) => row['Agreed to']?.includes('e-mail') && row['E-mail'])
          .map((row) => row['Customer']),
      );
      expect(await audits()).toMatchObject([
        { action: 'members_exported', subject: 'At Risk', persons: everyone.rows.length },
        { action: 'members_exported', subject: 'At Risk' },
      ]);
    });

    it('has its file in the reader’s language, with no formula in it', async () => {
      await store().sql(`update regulars.customers set name = '=cmd|'' /C calc''!A0'
        where customer_id = (select min(customer_id) from regulars.consents where channel = 'email' and granted)`);
      await asAdmin('/segment create "Tudo" where everyone');
      const reply = await asAdmin('/segment export Tudo', 'pt-BR');
      const part = reply.parts.find(({ type }) => type === 'file');
      const bytes = part?.type === 'file' ? await part.content.arrayBuffer() : new ArrayBuffer(0);
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      expect(text).toMatch(/^\uFEFFCliente;Nome;E-mail;/);
      expect(text).toContain(`;'=cmd|' /C calc'!A0;`);
      expect(text).not.toMatch(/[;\n]=cmd/);
    });
  });
});

describeStores('a shop without campaigns', (store) => {
  const ask = askStore(store, { now: '2026-11-23T15:00:00Z' });

  it('says so, and what brings them', async () => {
    await store().client.rpc('shop_open');
    expect((await ask('/campaign list')).tone).not.toBe('answer');
  });
});

describe('names of campaigns in one text', () => {
  const known = ['Sale', 'Sale, part 2', 'Win back'];
  it.each([
    ['Sale, Win back', ['Sale', 'Win back']],
    ['sale, PART 2, win back', ['Sale, part 2', 'Win back']],
    ['Sale vs Win back', ['Sale', 'Win back']],
    ['Sale e Win back', ['Sale', 'Win back']],
    ['Sale Sale', ['Sale']],
    ['Salesman; Sale', ['Salesman', 'Sale']],
    [',, ;', []],
    ['', []],
  ])('%j', (text, names) => expect(splitCampaignNames(text, known)).toEqual(names));
});
