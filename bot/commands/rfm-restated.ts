import { formatDay, formatValue } from '../../renderers/format.ts';
import { defineTexts, plural } from '../../renderers/locale.ts';
import { segmentName } from '../../renderers/segments.ts';
import { type RfmSnapshot, sumBySegment } from '../../services/rfm/index.ts';
import type { CommandContext } from '../command.ts';
import type { Count } from './rfm-texts.ts';

interface Figures {
  customers: Count;
  net: string;
}

interface Restated {
  /** The month end, and the day on which its figures changed last. */
  asOf: string;
  day: string;
  times: number;
  /** Neither customers nor revenue changed in all. */
  sameTotals: boolean;
}

const texts = defineTexts({
  en: {
    figures: (f: Figures) =>
      `${f.customers.text} ${plural(f.customers.count, 'customer', 'customers')} with ${f.net}`,
    restated: (r: Restated, before: string, now: string) =>
      `The figures of ${r.asOf} were restated ${r.times === 1 ? `on ${r.day}` : `${r.times} times, last on ${r.day}`}, as data came in late: ${r.sameTotals ? `${now} as before, but in other segments` : `${before} before, ${now} now`}.`,
    bySegment: (asOf: string, changes: string) => `By segment, ${asOf} before → now: ${changes}.`,
  },
  'pt-BR': {
    figures: (f: Figures) =>
      `${f.customers.text} ${plural(f.customers.count, 'cliente', 'clientes')} com ${f.net}`,
    restated: (r, before, now) =>
      `Os números de ${r.asOf} foram recalculados ${r.times === 1 ? `em ${r.day}` : `${r.times} vezes, a última em ${r.day}`}, porque chegaram dados depois: ${r.sameTotals ? `${now}, como antes, mas em outros segmentos` : `antes ${before}, agora ${now}`}.`,
    bySegment: (asOf, changes) => `Por segmento, ${asOf} antes → agora: ${changes}.`,
  },
});

/** Whether figures that people may have seen have changed since, and from what to what; nothing where they have not. */
export function listRestated(context: CommandContext, snapshot: RfmSnapshot): string[] {
  const { locale, currency } = context;
  const { restated } = snapshot;
  if (!restated) return [];
  const words = texts(locale);
  const { before } = restated;
  const write = ({ customers, net }: { customers: number; net: number }) =>
    words.figures({
      customers: { count: customers, text: formatValue(customers, { kind: 'count' }, locale) },
      net: formatValue(net, { kind: 'money', currency }, locale),
    });
  return [
    words.restated(
      {
        asOf: formatDay(snapshot.asOf, locale),
        day: formatDay(restated.day, locale),
        times: restated.times,
        sameTotals: before.customers === snapshot.customers && before.net === snapshot.net,
      },
      write(before),
      write(snapshot),
    ),
  ];
}

/** Which segments of a restated month end changed, with the number that did: customers, else net revenue. */
export function listRestatedSegments(context: CommandContext, snapshot: RfmSnapshot): string[] {
  const { locale, currency } = context;
  const { restated } = snapshot;
  if (!restated) return [];
  const now = sumBySegment(snapshot);
  const changes = [...now].flatMap(([segment, { customers, net }]) => {
    const before = restated.before.segments[segment] ?? { customers: 0, net: 0 };
    const name = segmentName(segment, locale);
    if (before.customers !== customers) {
      const [from, to] = [before.customers, customers].map((n) => formatValue(n, { kind: 'count' }, locale));
      return [`${name} ${from} → ${to}`];
    }
    if (before.net === net) return [];
    const [from, to] = [before.net, net].map((n) => formatValue(n, { kind: 'money', currency }, locale));
    return [`${name} ${from} → ${to}`];
  });
  if (changes.length === 0) return [];
  return [texts(locale).bySegment(formatDay(snapshot.asOf, locale), changes.join(', '))];
}
