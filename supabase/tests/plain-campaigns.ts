import fc from 'fast-check';

/** Days of a plain history are days of January 2026, its moments hours since its beginning in the shop's zone. */
const firstHour = Date.parse('2026-01-01T00:00:00-03:00');

export const stampOf = (hour: number) => new Date(firstHour + hour * 3_600_000).toISOString();
const dayIndex = (hour: number) => Math.floor(hour / 24);

export interface PlainCampaign {
  id: number;
  channel: 'email' | 'sms';
  firstDay: number;
  lastDay: number;
  windowDays: number;
}

export interface PlainMember {
  customer: number;
  campaign: number;
  arm: 'treated' | 'held_out';
  hour: number;
}

export interface PlainTouch {
  customer: number;
  campaign: number;
  kind: 'open' | 'click';
  hour: number;
}

export interface PlainOrder {
  id: number;
  customer: number;
  hour: number;
  net: number;
  refund: number;
  isSale: boolean;
}

export interface PlainCampaigns {
  campaigns: PlainCampaign[];
  members: PlainMember[];
  touches: PlainTouch[];
  orders: PlainOrder[];
}

const customer = fc.integer({ min: 1, max: 3 });
const campaign = fc.integer({ min: 1, max: 3 });
/** Few enough for ties and for windows that end on the hour. */
const hour = fc.integer({ min: 0, max: 48 }).map((quarter) => quarter * 6);

/** Three campaigns that overlap, and what three customers did. */
export const plainCampaigns: fc.Arbitrary<PlainCampaigns> = fc
  .record({
    campaigns: fc.tuple(
      ...[1, 2, 3].map((id) =>
        fc
          .record({
            channel: fc.constantFrom('email' as const, 'sms' as const),
            firstDay: fc.integer({ min: 0, max: 8 }),
            length: fc.integer({ min: 0, max: 3 }),
            windowDays: fc.integer({ min: 1, max: 3 }),
          })
          .map(({ length, ...rest }) => ({ id, lastDay: rest.firstDay + length, ...rest })),
      ),
    ),
    members: fc.uniqueArray(
      fc.record({ customer, campaign, arm: fc.constantFrom('treated' as const, 'held_out' as const), hour }),
      { maxLength: 9, selector: (member) => `${member.customer}/${member.campaign}` },
    ),
    touches: fc.uniqueArray(
      fc.record({ customer, campaign, kind: fc.constantFrom('open' as const, 'click' as const), hour }),
      { maxLength: 20, selector: (touch) => JSON.stringify(touch) },
    ),
    orders: fc.array(
      fc.record({
        customer,
        hour,
        net: fc.integer({ min: 0, max: 10_000 }),
        refund: fc.constantFrom(0, 0, 0, 500),
        isSale: fc.constantFrom(true, true, true, false),
      }),
      { maxLength: 25 },
    ),
  })
  .map(({ orders, ...rest }) => ({
    ...rest,
    orders: orders.map((order, index) => ({ id: index, ...order })),
  }));

export interface PlainResult {
  treated: number;
  heldOut: number;
  converted: { treated: number; heldOut: number };
  buyers: number;
  orders: number;
  net: number;
}

/** What a campaign brought, worked out order by order: the plain reading of the definition. */
export function measurePlainly(history: PlainCampaigns, id: number): PlainResult {
  const { campaigns, touches, orders } = history;
  const own = campaigns.find((each) => each.id === id);
  if (!own) throw new Error(`no campaign ${id}`);
  // Whoever answered was sent to.
  const members: PlainMember[] = [...history.members];
  for (const touch of [...touches].sort((a, b) => a.hour - b.hour)) {
    if (members.some((each) => each.customer === touch.customer && each.campaign === touch.campaign))
      continue;
    members.push({ customer: touch.customer, campaign: touch.campaign, arm: 'treated', hour: touch.hour });
  }
  const windowOf = (campaignId: number) =>
    (campaigns.find((each) => each.id === campaignId)?.windowDays ?? 0) * 24;
  const creditOf = (order: PlainOrder): number | null => {
    const told = members.flatMap((member) =>
      member.arm === 'treated' && campaigns.find((each) => each.id === member.campaign)?.channel === 'sms'
        ? [{ customer: member.customer, campaign: member.campaign, hour: member.hour }]
        : [],
    );
    const reached = [...touches, ...told].filter(
      (touch) =>
        touch.customer === order.customer &&
        touch.hour <= order.hour &&
        order.hour <= touch.hour + windowOf(touch.campaign),
    );
    const [last] = reached.sort((a, b) => b.hour - a.hour || b.campaign - a.campaign);
    return last?.campaign ?? null;
  };
  const mine = members.filter((member) => member.campaign === id);
  const sales = orders.filter(({ isSale }) => isSale);
  const credited = sales.filter(
    (order) => creditOf(order) === id && mine.some((member) => member.customer === order.customer),
  );
  const convertedOf = (arm: PlainMember['arm']) =>
    mine.filter(
      (member) =>
        member.arm === arm &&
        sales.some(
          (order) =>
            order.customer === member.customer &&
            order.hour >= member.hour &&
            dayIndex(order.hour) <= own.lastDay + own.windowDays,
        ),
    ).length;
  return {
    treated: mine.filter(({ arm }) => arm === 'treated').length,
    heldOut: mine.filter(({ arm }) => arm === 'held_out').length,
    converted: { treated: convertedOf('treated'), heldOut: convertedOf('held_out') },
    buyers: new Set(credited.map((order) => order.customer)).size,
    orders: credited.length,
    net: credited.reduce((sum, order) => sum + order.net - order.refund, 0),
  };
}
