import { type Lift, measureLift } from '../statistics/index.ts';
import type { Campaign, CampaignPart } from './campaign.ts';

/** The figures of a campaign; a rate is 0 to 1, and null where its denominator is 0 or not known. */
export interface CampaignFigures {
  /** Messages; counted by its source, else its treated members. */
  sent: number | null;
  /** Counted by its source, else sent - bounces. */
  delivered: number | null;
  /** Counted by its source, else the members who did. */
  opens: number | null;
  clicks: number | null;
  unsubscribes: number | null;
  /** Customers, orders and net revenue (minor units) that are put down to it; null where it has no members. */
  buyers: number | null;
  orders: number | null;
  net: number | null;
  /** Opens / delivered. */
  openRate: number | null;
  /** Clicks / delivered. */
  clickRate: number | null;
  /** Clicks / opens. */
  clickToOpen: number | null;
  /** Buyers / delivered. */
  conversionRate: number | null;
  /** Net / cost; null without a cost. */
  roas: number | null;
  /** (Net - cost) / cost; null without a cost. */
  roi: number | null;
  /** Null without a holdout. */
  lift: Lift | null;
}

const divide = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : part / whole;

/** Works out a campaign's figures, as facts of metrics define them. */
export function campaignFigures(campaign: Campaign): CampaignFigures {
  const { counted, treated, heldOut, cost } = campaign;
  const hasMembers = treated.members + heldOut.members > 0;
  const touched = treated.openers + treated.clickers > 0;
  const sent = counted.sent ?? (treated.members > 0 ? treated.members : null);
  const bounced = counted.bounces === null || sent === null ? null : Math.max(0, sent - counted.bounces);
  const delivered = counted.delivered ?? bounced;
  const opens = counted.opens ?? (touched ? treated.openers : null);
  const clicks = counted.clicks ?? (touched ? treated.clickers : null);
  const sum = (key: 'buyers' | 'orders' | 'net') =>
    campaign.result !== null && hasMembers ? treated[key] + heldOut[key] : null;
  const [buyers, orders, net] = [sum('buyers'), sum('orders'), sum('net')];
  return {
    ...{ sent, delivered, opens, clicks, unsubscribes: counted.unsubscribes, buyers, orders, net },
    openRate: divide(opens, delivered),
    clickRate: divide(clicks, delivered),
    clickToOpen: divide(clicks, opens),
    conversionRate: divide(buyers, delivered),
    roas: divide(net, cost),
    roi: net === null || cost === null ? null : divide(net - cost, cost),
    lift: campaign.result === null ? null : liftOf(treated, heldOut),
  };
}

/** What the treated did more than the held out; null without either. */
export function liftOf(treated: CampaignPart, heldOut: CampaignPart): Lift | null {
  if (treated.members === 0 || heldOut.members === 0) return null;
  return measureLift({ treated, heldOut });
}
