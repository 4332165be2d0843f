import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ingestOrders } from '../ingest-orders.ts';
import { describeStores } from './harness.ts';
import { clearShop } from './history.ts';
import {
  measurePlainly,
  type PlainCampaigns,
  type PlainOrder,
  plainCampaigns,
  stampOf,
} from './plain-campaigns.ts';
import { sourceOrder } from './source-order.ts';

interface Part {
  arm: string;
  segment: string | null;
  members: number;
  openers: number;
  converted: number;
  buyers: number;
  orders: number;
  net: number;
}

describeStores('campaigns', (store) => {
  beforeEach(() => clearShop(store()));

  const call = async (fn: string, args: object) => {
    const { data, error } = await store().client.rpc(fn, args);
    if (error) throw new Error(error.message);
    return data;
  };
  const tell = (...p_campaigns: object[]) =>
    call('ingest_campaigns', { p_source: 'mail', p_kind: 'test', p_campaigns });
  const find = async (...names: string[]) => call('campaign_find', { p_names: names, p_detail: true });
  const person = (number: number) => ({ email: `c${number}@example.com` });
  const dayOf = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);

  const order = ({ id, customer, hour, net, refund, isSale }: PlainOrder) =>
    sourceOrder({
      id: `o${id}`,
      at: stampOf(hour),
      status: isSale ? 'completed' : 'cancelled',
      gross: net,
      customer: person(customer),
      refunds: refund === 0 ? [] : [{ id: `r${id}`, at: stampOf(hour + 30), amount: refund }],
    });
  const orders = (list: PlainOrder[]) =>
    ingestOrders(store().client, { source: 'shop', kind: 'test', orders: list.map(order) });
  const campaigns = (history: PlainCampaigns) =>
    history.campaigns.map((campaign) => ({
      id: `m${campaign.id}`,
      name: `Campaign ${campaign.id}`,
      channel: campaign.channel,
      first_day: dayOf(campaign.firstDay),
      last_day: dayOf(campaign.lastDay),
      window_days: campaign.windowDays,
      members: history.members
        .filter((member) => member.campaign === campaign.id)
        .map(({ customer, arm, hour }) => ({ customer: person(customer), arm, at: stampOf(hour) })),
      touches: history.touches
        .filter((touch) => touch.campaign === campaign.id)
        .map(({ customer, kind, hour }) => ({ customer: person(customer), kind, at: stampOf(hour) })),
    }));
  const summary = (parts: Part[]) => {
    const arm = (name: string) => parts.find((part) => part.arm === name && part.segment === null);
    const sum = (key: 'buyers' | 'orders' | 'net') =>
      parts.filter(({ segment }) => segment === null).reduce((total, part) => total + part[key], 0);
    return {
      treated: arm('treated')?.members ?? 0,
      heldOut: arm('held_out')?.members ?? 0,
      converted: { treated: arm('treated')?.converted ?? 0, heldOut: arm('held_out')?.converted ?? 0 },
      buyers: sum('buyers'),
      orders: sum('orders'),
      net: sum('net'),
    };
  };

  it('brought what a plain reading of last touch and window says, in whatever order they are told', async () => {
    await fc.assert(
      fc.asyncProperty(plainCampaigns, fc.integer({ min: 0, max: 25 }), async (history, cut) => {
        await clearShop(store());
        await orders(history.orders.slice(0, cut));
        // Each is measured too early: what comes later marks it stale.
        for (const campaign of campaigns(history)) {
          await tell(campaign);
          await find('Campaign 1', 'Campaign 2', 'Campaign 3');
        }
        if (cut < 5) await tell(...campaigns(history));
        await orders(history.orders.slice(cut));
        const found = await find('Campaign 1', 'Campaign 2', 'Campaign 3');
        for (const [index, campaign] of found.entries()) {
          expect(summary(campaign.parts)).toEqual(measurePlainly(history, index + 1));
          const parts: Part[] = campaign.parts.filter((part: Part) => part.segment !== null);
          expect(parts.reduce((sum, part) => sum + part.members, 0)).toBe(
            campaign.parts
              .filter((part: Part) => part.segment === null)
              .reduce((sum: number, part: Part) => sum + part.members, 0),
          );
          const sales: { net: number }[] = campaign.days;
          expect(sales.reduce((sum, { net }) => sum + net, 0)).toBe(summary(campaign.parts).net);
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
  }, 120_000);

  const sale = (id: number, customer: number, hour: number): PlainOrder => ({
    ...{ id, customer, hour, net: 1_000, refund: 0, isSale: true },
  });
  const campaign = (changes: object = {}) => ({
    id: 'm1',
    name: 'Black Friday',
    first_day: '2026-01-10',
    last_day: '2026-01-10',
    ...changes,
  });

  describe('as their sources tell them', () => {
    it('keep what is left out, and are not undone by what is older', async () => {
      await tell(campaign({ cost: 5_000, updated_at: '2026-01-12T00:00:00Z' }));
      await tell({ id: 'm1', updated_at: '2026-01-13T00:00:00Z', days: [{ day: '2026-01-10', sent: 10 }] });
      await tell(
        campaign({
          name: 'Old',
          cost: 1,
          updated_at: '2026-01-11T00:00:00Z',
          days: [{ day: '2026-01-10', sent: 1 }],
        }),
      );
      expect(await find('black friday')).toMatchObject([
        { name: 'Black Friday', cost: 5_000, counted: { sent: 10, delivered: null } },
      ]);
    });

    it('give up their orders to one whose window now reaches so far', async () => {
      const touch = (hour: number) => [{ customer: person(1), kind: 'click', at: stampOf(hour) }];
      await tell(campaign({ touches: touch(216), window_days: 9 }));
      await tell(campaign({ id: 'm2', name: 'Later', touches: touch(240), window_days: 1 }));
      await orders([sale(1, 1, 300)]);
      const ordersOf = async () =>
        (await find('Black Friday', 'Later')).map((each: { parts: Part[] }) => summary(each.parts).orders);
      expect(await ordersOf()).toEqual([1, 0]);
      await tell({ id: 'm2', window_days: 5 });
      expect(await ordersOf()).toEqual([0, 1]);
    });

    it('that go on take in orders of any later day', async () => {
      const touches = [{ customer: person(1), kind: 'click', at: stampOf(24 * 40) }];
      await tell(campaign({ last_day: undefined, touches }));
      expect(await find('Black Friday')).toMatchObject([{ result: { ends: null, stale: false } }]);
      await orders([sale(1, 1, 24 * 41)]);
      expect(summary((await find('Black Friday'))[0].parts)).toMatchObject({ orders: 1, net: 1_000 });
    });

    it('are told apart by their days where they are called alike', async () => {
      await tell(campaign(), campaign({ id: 'm2', first_day: '2026-02-10', last_day: '2026-02-10' }));
      expect(
        (await find('Black Friday (2026-01-10)', 'BLACK FRIDAY')).map(
          (each: { first_day: string }) => each.first_day,
        ),
      ).toEqual(['2026-01-10', '2026-02-10']);
    });

    it.each([
      [{ name: 'x' }, 'no id'],
      [campaign({ members: [{ customer: { email: 'a@b.c' } }] }), 'no time'],
      [campaign({ channel: 'pigeon' }), 'campaigns_channel_check'],
      [campaign({ members: [{ customer: {}, at: '2026-01-10T00:00:00Z' }] }), 'no id, e-mail'],
    ])('are refused whole where %j makes no sense', async (told, why) => {
      await expect(tell(campaign({ id: 'good' }), told)).rejects.toThrow(why);
      expect(await find('Black Friday')).toEqual([null]);
    });

    it('are signs of life, and bring whoever answered into segments', async () => {
      await orders([sale(1, 1, 0)]);
      await tell(campaign({ touches: [{ customer: person(1), kind: 'open', at: '2026-01-11T12:00:00Z' }] }));
      expect(await store().sql('select last_day::text from regulars.customer_signs')).toEqual([
        { last_day: '2026-01-11' },
      ]);
      const rule = { field: 'campaign', op: 'in', value: ['black friday'] };
      expect(await call('segment_count', { p_rule: rule, p_day: '2026-01-12' })).toMatchObject({
        customers: 1,
      });
    });
  });

  describe('drawn from a segment', () => {
    const everyone = { all: [] };
    const draw = async (share: number, seed = 7, name = 'Win back') => {
      const made = await call('campaign_create', {
        p_name: name,
        p_channel: 'email',
        p_segment: 'All',
        p_rule: everyone,
        p_day: '2026-01-20',
        ...{ p_share: share, p_seed: seed, p_window_days: 5, p_cost: null, p_actor: 'test:1' },
      });
      let calls = 0;
      while (await call('campaign_draw', { p_id: made.id, p_limit: 7 })) calls += 1;
      expect(calls).toBeLessThan(10);
      return made;
    };
    const arms = (arm: string) =>
      store().sql('select customer_id from regulars.campaign_members where arm = $1 order by customer_id', [
        arm,
      ]);
    beforeEach(() => orders(Array.from({ length: 30 }, (_, index) => sale(index, index, index))));

    it.each([
      [0.1, 3],
      [0.5, 15],
      [0.001, 1],
      [1, 29],
    ])('holds out %d of thirty: %i', async (share, held) => {
      expect(await draw(share)).toMatchObject({ members: 30 });
      expect(await arms('held_out')).toHaveLength(held);
      expect(await arms('treated')).toHaveLength(30 - held);
    });

    it('draws the same again by the same seed, others by another, and is written down', async () => {
      await draw(0.3);
      const first = await arms('held_out');
      await store().sql('delete from regulars.campaign_members');
      await draw(0.3, 7, 'Again');
      expect(await arms('held_out')).toEqual(first);
      await store().sql('delete from regulars.campaign_members');
      await draw(0.3, 8, 'Other');
      expect(await arms('held_out')).not.toEqual(first);
      expect(
        await store().sql(
          "select action, persons::int, detail ->> 'seed' as seed from regulars.audit order by audit_id limit 1",
        ),
      ).toEqual([{ action: 'campaign_drawn', persons: 30, seed: '7' }]);
    });

    it('is refused where its name stands already, and over one customer', async () => {
      await draw(0.1);
      await expect(draw(0.1, 9, 'win BACK')).rejects.toThrow('already');
      await clearShop(store());
      await orders([sale(1, 1, 1)]);
      await expect(draw(0.1, 9, 'One')).rejects.toThrow('too few');
    });

    it('is measured once it is drawn to its end, also where it was broken off', async () => {
      const made = await call('campaign_create', {
        ...{ p_name: 'Half', p_channel: 'email', p_segment: 'All', p_rule: everyone, p_day: '2026-01-20' },
        ...{ p_share: 0.1, p_seed: 7, p_window_days: 5, p_cost: null, p_actor: 'test:1' },
      });
      await call('campaign_draw', { p_id: made.id, p_limit: 7 });
      expect(await find('Half')).toMatchObject([{ result: null, draw: { drawn: false } }]);
      await store().sql(`update regulars.campaigns set created_at = now() - interval '1 hour'`);
      while (await call('campaigns_keep', {})) {}
      const [half] = await find('Half');
      expect(half).toMatchObject({ result: { stale: false }, draw: { drawn: true } });
      expect(summary(half.parts)).toMatchObject({ treated: 27, heldOut: 3 });
    });

    it('is the one that its source tells of by its name, with its arms as they were drawn', async () => {
      await draw(0.5);
      const before = await arms('held_out');
      const touches = [0, 1, 2, 3].map((number) => ({
        customer: person(number),
        kind: 'click',
        at: new Date().toISOString(),
      }));
      const members = touches.map(({ customer, at }) => ({ customer, at }));
      await tell({ id: 'k1', name: 'WIN back', days: [{ day: '2026-01-21', sent: 15 }], members, touches });
      expect(await arms('held_out')).toEqual(before);
      expect(await find('Win back')).toMatchObject([
        { source: 'mail', counted: { sent: 15 }, draw: { seed: 7 } },
      ]);
      expect(await store().sql('select count(*)::int as n from regulars.campaigns')).toEqual([{ n: 1 }]);
    });
  });
});
