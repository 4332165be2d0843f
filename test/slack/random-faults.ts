import { createRandom } from '../../supabase/demo/random.ts';
import { asText } from '../json.ts';
import type { Fault, FaultRule } from './front/front-types.ts';

/** What goes wrong, each with its weight among them. */
const faults: [Fault, number][] = [
  ['lost_reply', 6],
  ['lost_request', 6],
  ['http_500', 4],
  ['http_500_done', 4],
  // A whole second is the shortest that Slack can ask to wait: few of them, so that the test is quick.
  [{ retryAfter: 1 }, 1],
  [{ delayMs: 5 }, 2],
];

/**
 * Spoils this share of the calls. What happens to a call is told by what it says and how often it has been said, so
 * that it is the same in whatever order the calls come.
 */
export function makeFaults(seed: number, share: number): FaultRule {
  const times = new Map<string, number>();
  return (method, body) => {
    if (method === 'auth.test' || method === 'apps.connections.open') return undefined;
    const call = `${method} ${asText(body['channel'])} ${asText(body['text'])}`;
    const time = (times.get(call) ?? 0) + 1;
    times.set(call, time);
    const random = createRandom(seed, `${call} ${time}`);
    if (!random.chance(share)) return undefined;
    return faults[random.weighted(faults.map(([, weight]) => weight))]?.[0];
  };
}
