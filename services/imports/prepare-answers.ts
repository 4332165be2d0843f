import { DatabaseError } from '../../supabase/client.ts';
import type { Context } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { getBreakdown } from '../kpis/index.ts';
import { localDay, parsePeriod } from '../periods/index.ts';
import { getMoves, getRfm } from '../rfm/index.ts';
import type { Progress } from './progress.ts';

/**
 * Has what is asked first worked out and stored, which at a million customers takes seconds, so that the one who asks
 * does not wait for it. Where that fails, it is worked out when it is asked for.
 */
export async function prepareAnswers(
  context: Context,
  {
    signal,
    onProgress,
  }: { signal?: AbortSignal | undefined; onProgress?: ((progress: Progress) => void) | undefined } = {},
): Promise<void> {
  const lastMonth = parsePeriod('last month', localDay(context.now(), context.timeZone));
  const answers = [
    () => getRfm(context, { asOf: null }),
    () => getMoves(context, { asOf: null }),
    () => getBreakdown(context, { period: lastMonth, by: 'segment' }),
  ];
  for (const [done, answer] of answers.entries()) {
    if (signal?.aborted) return;
    onProgress?.({ phase: 'preparing', done, total: answers.length });
    try {
      await answer();
    } catch (error) {
      if (!(error instanceof ServiceError || error instanceof DatabaseError)) throw error;
    }
  }
}
