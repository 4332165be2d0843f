import { formatDay, formatValue } from '../../renderers/format.ts';
import { defineTexts, type Locale, plural } from '../../renderers/locale.ts';
import type { Action, Freshness } from '../../renderers/reply.ts';
import { addDays, localDay, monthOf } from '../../services/periods/index.ts';
import type { FilledShop, ShopStatus } from '../../services/shop/index.ts';
import type { CommandContext } from '../command.ts';

const texts = defineTexts({
  en: {
    through: (day: string) => `Data to ${day}`,
    demo: 'Demo shop: made-up customers and orders.',
    reading: (names: string[]) =>
      `the ${plural(names.length, 'import', 'imports')} of ${names.join(', ')} ${plural(names.length, 'has', 'have')} not ended: orders may be missing`,
    partlyImported: 'import not ended',
    otherCurrency: (count: number, text: string, currency: string, own: string) =>
      `${text} ${plural(count, 'order', 'orders')} in ${currency} ${plural(count, 'is', 'are')} left out of all answers: amounts are in ${own} alone.`,
    zone: (zone: string) => `Local days of ${zone}`,
    currency: (currency: string) => `Amounts in ${currency}`,
    orders: (count: number, text: string) => `${text} counted ${plural(count, 'order', 'orders')}`,
    source: (names: string) => `Source: ${names}`,
    demoShop: 'Demo shop',
    latestMonth: 'The latest month',
  },
  'pt-BR': {
    through: (day: string) => `Dados até ${day}`,
    demo: 'Loja de demonstração: clientes e pedidos fictícios.',
    reading: (names) =>
      `${plural(names.length, 'a importação', 'as importações')} de ${names.join(', ')} não ${plural(names.length, 'terminou', 'terminaram')}: podem faltar pedidos`,
    partlyImported: 'importação não terminada',
    otherCurrency: (count, text, currency, own) =>
      `${text} ${plural(count, 'pedido', 'pedidos')} em ${currency} ${plural(count, 'fica', 'ficam')} fora de todas as respostas: os valores são somente em ${own}.`,
    zone: (zone: string) => `Dias locais de ${zone}`,
    currency: (currency: string) => `Valores em ${currency}`,
    orders: (count, text) => `${text} ${plural(count, 'pedido contado', 'pedidos contados')}`,
    source: (names: string) => `Fonte: ${names}`,
    demoShop: 'Loja de demonstração',
    latestMonth: 'O mês mais recente',
  },
});

/** How fresh the answer is; stale where the data ends before yesterday, or a source is not read to its end. */
export function describeFreshness(context: CommandContext, status: ShopStatus): Freshness {
  const { through, demo, reading } = texts(context.locale);
  if (status.lastDay === null) return { text: '', through: null, stale: true };
  const yesterday = addDays(localDay(context.now(), context.timeZone), -1);
  const covered = through(formatDay(status.lastDay, context.locale));
  const unread = status.sources.flatMap((source) => source.reading);
  return {
    text: [covered, ...(context.demo ? [demo] : []), ...(unread.length > 0 ? [reading(unread)] : [])].join(
      ' · ',
    ),
    through: status.lastDay,
    stale: status.lastDay < yesterday || unread.length > 0,
  };
}

/** What was left out of every number, in sentences. */
export function listOmissions(context: CommandContext, status: ShopStatus): string[] {
  const { otherCurrency } = texts(context.locale);
  return Object.entries(status.otherCurrencies).map(([currency, orders]) =>
    otherCurrency(orders, formatValue(orders, { kind: 'count' }, context.locale), currency, context.currency),
  );
}

/** Zone and currency, as provenance names them. */
export function describeFilters(context: CommandContext): string[] {
  const { zone, currency } = texts(context.locale);
  return [zone(context.timeZone), currency(context.currency)];
}

/** How many orders stand behind an answer. */
export function describeOrders(orders: number, locale: Locale): string {
  return texts(locale).orders(orders, formatValue(orders, { kind: 'count' }, locale));
}

/** The line under a picture: source, freshness and, where they can be counted, rows. */
export function describeFooter(context: CommandContext, status: ShopStatus, orders: number | null): string {
  const { source, through, demoShop, partlyImported } = texts(context.locale);
  const isReading = status.sources.some(({ reading }) => reading.length > 0);
  const names = status.sources.filter((known) => known.orders > 0).map((known) => known.name);
  const parts = [
    context.demo ? demoShop : source(names.join(', ')),
    status.lastDay === null ? '' : through(formatDay(status.lastDay, context.locale)),
    isReading ? partlyImported : '',
    orders === null ? '' : describeOrders(orders, context.locale),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** A button that never leads to an empty answer: the sales of the month in which the data ends. */
export function askLatestMonth({ locale }: CommandContext, { lastDay }: FilledShop): Action {
  return { label: texts(locale).latestMonth, ask: `/kpi ${monthOf(lastDay)}` };
}
