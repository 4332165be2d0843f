import { formatValue } from '../renderers/format.ts';
import { defineTexts, type Locale, plural } from '../renderers/locale.ts';
import type { EmptyShop } from '../services/shop/index.ts';

/** What the sentences name: orders as a number and as text, their currencies, and the shop's own. */
interface Named {
  orders: number;
  count: string;
  currencies: string[];
  currency: string;
}

interface EmptyShopTexts {
  why: (named: Named) => string;
  /** What puts it right. */
  remedy: (named: Named) => string;
}

const texts = defineTexts<Record<EmptyShop['reason'], EmptyShopTexts>>({
  en: {
    shop_empty: {
      why: () => 'The shop is empty: no order has been imported yet.',
      remedy: () => 'Import a CSV of your orders with: npm run import -- orders.csv',
    },
    shop_in_other_currency: {
      why: ({ orders, count, currencies, currency }) =>
        `${plural(orders, 'The only order is', `All ${count} orders are`)} in ${currencies.join(' or ')}, but the shop's currency is ${currency}: nothing is counted.`,
      remedy: ({ currencies: [first = ''], currency }) =>
        `If the shop sells in ${first}, set CURRENCY=${first} and start Regulars again. If the amounts are in ${currency}, import the file again with: npm run import -- orders.csv --currency ${currency}`,
    },
    shop_without_sales: {
      why: ({ orders, count }) =>
        plural(
          orders,
          'The only order does not count: it is pending, failed, cancelled, a draft or a return.',
          `None of the ${count} orders counts: they are pending, failed, cancelled, drafts or returns.`,
        ),
      remedy: () =>
        'If a status of the file means a sale, say so and import it again: npm run import -- orders.csv --status "WORD=paid"',
    },
  },
  'pt-BR': {
    shop_empty: {
      why: () => 'A loja está vazia: nenhum pedido foi importado ainda.',
      remedy: () => 'Importe um CSV dos seus pedidos com: npm run import -- pedidos.csv',
    },
    shop_in_other_currency: {
      why: ({ orders, count, currencies, currency }) =>
        `${plural(orders, 'O único pedido está', `Todos os ${count} pedidos estão`)} em ${currencies.join(' ou ')}, mas a moeda da loja é ${currency}: nada é contado.`,
      remedy: ({ currencies: [first = ''], currency }) =>
        `Se a loja vende em ${first}, defina CURRENCY=${first} e inicie o Regulars de novo. Se os valores estão em ${currency}, importe o arquivo de novo com: npm run import -- pedidos.csv --currency ${currency}`,
    },
    shop_without_sales: {
      why: ({ orders, count }) =>
        plural(
          orders,
          'O único pedido não conta: está pendente, recusado ou cancelado, ou é rascunho ou devolução.',
          `Nenhum dos ${count} pedidos conta: estão pendentes, recusados ou cancelados, ou são rascunhos ou devoluções.`,
        ),
      remedy: () =>
        'Se algum status do arquivo significa venda, diga qual e importe de novo: npm run import -- pedidos.csv --status "PALAVRA=paid"',
    },
  },
});

const unended = defineTexts({
  en: {
    reading: (names: string[]) =>
      `The ${plural(names.length, 'import', 'imports')} of ${names.join(', ')} ${plural(names.length, 'has', 'have')} not ended: orders may be missing. If nothing is being imported any more, start it again.`,
  },
  'pt-BR': {
    reading: (names) =>
      `${plural(names.length, 'A importação', 'As importações')} de ${names.join(', ')} não ${plural(names.length, 'terminou', 'terminaram')}: podem faltar pedidos. Se nada mais estiver sendo importado, comece de novo.`,
  },
});

/** Says why nothing in a shop is counted, and what to do. `currency` is the shop's own. */
export function describeEmptyShop(
  { reason, orders, currencies, reading }: EmptyShop,
  currency: string,
  locale: Locale,
): { why: string; remedy: string; warnings: string[] } {
  const { why, remedy } = texts(locale)[reason];
  const named = { orders, count: formatValue(orders, { kind: 'count' }, locale), currencies, currency };
  const warnings = reading.length > 0 ? [unended(locale).reading(reading)] : [];
  return { why: why(named), remedy: remedy(named), warnings };
}
