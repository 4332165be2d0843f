import { countDays } from '../periods/index.ts';
import type { RfmSnapshot } from './rfm-snapshot.ts';

/** Why scores may say little: the data is too thin. */
export type RfmWarning = 'few_customers' | 'short_history' | 'no_recent_order' | 'nobody_with_three_orders';

/** Limits below which quintiles say little; definitions in docs/metrics.md. */
const leastCustomers = 500;
const leastHistoryDays = 180;
const quietDays = 30;

/** Lists what makes the scores of a snapshot weak. */
export function findWarnings(snapshot: RfmSnapshot): RfmWarning[] {
  const { asOf, firstDay, lastDay } = snapshot;
  if (firstDay === null || lastDay === null) return [];
  const warnings: RfmWarning[] = [];
  if (snapshot.customers < leastCustomers) warnings.push('few_customers');
  if (countDays(firstDay, asOf) < leastHistoryDays) warnings.push('short_history');
  if (countDays(lastDay, asOf) - 1 > quietDays) warnings.push('no_recent_order');
  if (snapshot.withThreeOrders === 0) warnings.push('nobody_with_three_orders');
  return warnings;
}
