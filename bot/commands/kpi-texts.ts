import { defineTexts } from '../../renderers/locale.ts';

export interface Headline {
  span: string;
  net: string;
  /** Each comparison in words, perhaps none. */
  changes: string[];
  orders: string;
  aov: string;
}

/** Everything that `/kpi` says, apart from definitions. */
export const kpiTexts = defineTexts({
  en: {
    headline: ({ span, net, changes, orders, aov }: Headline) =>
      `${span}: net revenue of ${[net, ...changes].join(', ')}, from ${orders} averaging ${aov}.`,
    orderCount: (count: number, text: string) => `${text} ${count === 1 ? 'order' : 'orders'}`,
    soFar: (span: string, elapsed: number, total: number) => `${span} (${elapsed} of ${total} days)`,
    up: (size: string, than: string) => `up ${size} on ${than}`,
    down: (size: string, than: string) => `down ${size} on ${than}`,
    level: (than: string) => `level with ${than}`,
    titleUp: (size: string, than: string) => `Net revenue up ${size} on ${than}`,
    titleDown: (size: string, than: string) => `Net revenue down ${size} on ${than}`,
    titleLevel: (than: string) => `Net revenue level with ${than}`,
    titlePlain: (net: string, span: string) => `Net revenue of ${net}, ${span}`,
    subtitle: (grain: 'day' | 'week' | 'month', currency: string, span: string) =>
      `${currency} a ${grain}, ${span}`,
    against: (subtitle: string, than: string) => `${subtitle}, against ${than}`,
    versus: (span: string) => `vs ${span}`,
    noOrders: (span: string, from: string, to: string) =>
      `No orders in ${span}: the data goes from ${from} to ${to}.`,
    noOrdersWithin: (span: string) => `No orders in ${span}.`,
    facts: {
      net: 'Net revenue',
      gross: 'Gross revenue',
      orders: 'Orders',
      aov: 'Average order',
      newCustomers: 'New customers',
      returningCustomers: 'Returning customers',
      repeatRate: 'Repeat rate',
      refunds: 'Refunds',
    },
    columns: {
      period: 'Period',
      start: 'From',
      discount: 'Discounts',
      units: 'Units',
      share: 'Share',
      change: 'Change',
    },
    series: { day: 'By day', week: 'By week', month: 'By month' },
    comparison: 'Periods compared',
    unfinished: (span: string, than: string) =>
      `The period is still running: ${span} is compared with ${than}, the same part of it.`,
    dataEnds: (last: string) => `The data ends on ${last}: what came after it is not in these numbers.`,
    partlyKnown: (first: string) => `The shop's data begins on ${first}: the earlier period is not whole.`,
    by: { source: 'Source', channel: 'Channel', segment: 'Segment', product: 'Product' },
    byTitle: (name: string, share: string, isProduct: boolean) =>
      `${name}: ${share} of ${isProduct ? 'sales before refunds' : 'net revenue'}`,
    beforeRefunds: 'Sales before refunds',
    bySummary: (span: string, name: string, net: string, share: string, total: string, isProduct: boolean) =>
      `${span}: ${share} of ${total} in ${isProduct ? 'sales before refunds' : 'net revenue'} came from ${name} (${net}).`,
    bySubtitle: (measure: string, by: string, currency: string, span: string) =>
      `${measure} by ${by.toLowerCase()} in ${currency}, ${span}`,
    unnamed: { source: 'Unknown', channel: 'No channel', segment: 'No segment', product: 'No name' },
    others: (count: number) => `${count} others`,
    actions: {
      by: (by: string) => `By ${by.toLowerCase()}`,
      before: 'The period before',
      overall: 'Overall',
    },
  },
  'pt-BR': {
    headline: ({ span, net, changes, orders, aov }: Headline) =>
      `${span}: receita líquida de ${[net, ...changes].join(', ')}, em ${orders} com tíquete médio de ${aov}.`,
    orderCount: (count: number, text: string) => `${text} ${count === 1 ? 'pedido' : 'pedidos'}`,
    soFar: (span: string, elapsed: number, total: number) => `${span} (${elapsed} de ${total} dias)`,
    up: (size: string, than: string) => `alta de ${size} sobre ${than}`,
    down: (size: string, than: string) => `queda de ${size} sobre ${than}`,
    level: (than: string) => `estável em relação a ${than}`,
    titleUp: (size: string, than: string) => `Receita líquida sobe ${size} sobre ${than}`,
    titleDown: (size: string, than: string) => `Receita líquida cai ${size} sobre ${than}`,
    titleLevel: (than: string) => `Receita líquida estável em relação a ${than}`,
    titlePlain: (net: string, span: string) => `Receita líquida de ${net}, ${span}`,
    subtitle: (grain: 'day' | 'week' | 'month', currency: string, span: string) =>
      `${currency} por ${{ day: 'dia', week: 'semana', month: 'mês' }[grain]}, ${span}`,
    against: (subtitle: string, than: string) => `${subtitle}, comparado com ${than}`,
    versus: (span: string) => `vs. ${span}`,
    noOrders: (span: string, from: string, to: string) =>
      `Nenhum pedido em ${span}: os dados vão de ${from} a ${to}.`,
    noOrdersWithin: (span: string) => `Nenhum pedido em ${span}.`,
    facts: {
      net: 'Receita líquida',
      gross: 'Receita bruta',
      orders: 'Pedidos',
      aov: 'Tíquete médio',
      newCustomers: 'Clientes novos',
      returningCustomers: 'Clientes recorrentes',
      repeatRate: 'Taxa de recompra',
      refunds: 'Reembolsos',
    },
    columns: {
      period: 'Período',
      start: 'Início',
      discount: 'Descontos',
      units: 'Unidades',
      share: 'Participação',
      change: 'Variação',
    },
    series: { day: 'Por dia', week: 'Por semana', month: 'Por mês' },
    comparison: 'Períodos comparados',
    unfinished: (span: string, than: string) =>
      `O período ainda está em andamento: ${span} é comparado com ${than}, o mesmo trecho.`,
    dataEnds: (last: string) => `Os dados vão até ${last}: o que veio depois não está nestes números.`,
    partlyKnown: (first: string) =>
      `Os dados da loja começam em ${first}: o período anterior não está completo.`,
    by: { source: 'Fonte', channel: 'Canal', segment: 'Segmento', product: 'Produto' },
    byTitle: (name: string, share: string, isProduct: boolean) =>
      `${name}: ${share} ${isProduct ? 'das vendas antes de reembolsos' : 'da receita líquida'}`,
    beforeRefunds: 'Vendas antes de reembolsos',
    bySummary: (span: string, name: string, net: string, share: string, total: string, isProduct: boolean) =>
      `${span}: ${share} de ${total} em ${isProduct ? 'vendas antes de reembolsos' : 'receita líquida'} veio de ${name} (${net}).`,
    bySubtitle: (measure: string, by: string, currency: string, span: string) =>
      `${measure} por ${by.toLowerCase()} em ${currency}, ${span}`,
    unnamed: { source: 'Desconhecida', channel: 'Sem canal', segment: 'Sem segmento', product: 'Sem nome' },
    others: (count: number) => `Outros ${count}`,
    actions: {
      by: (by: string) => `Por ${by.toLowerCase()}`,
      before: 'O período anterior',
      overall: 'Visão geral',
    },
  },
});

/** The definitions of the numbers of `/kpi`, a sentence each, as facts and docs/metrics.md have them. */
export const kpiDefinitions = defineTexts({
  en: {
    sales: 'An order counts when it is paid or in progress; pending, failed, cancelled, draft ones do not.',
    gross: 'Gross revenue: price × quantity before discounts, without tax and shipping.',
    net: 'Net revenue: gross − discounts − refunds; a refund counts on the day of the refund.',
    aov: 'Average order: (gross − discounts) / orders.',
    newCustomers:
      'New customer: the first counted order ever falls in the period. Returning: an earlier one exists.',
    repeatRate:
      'Repeat rate: customers with at least 2 orders / customers with at least 1, up to the end of the period.',
    product:
      'By product, sales are before refunds, which are not told by product, and after the discounts told by line.',
    segment: 'Segment: where the buyer stands at the end of the period.',
  },
  'pt-BR': {
    sales:
      'Um pedido conta quando está pago ou em andamento; pendente, recusado, cancelado ou rascunho não conta.',
    gross: 'Receita bruta: preço × quantidade antes dos descontos, sem impostos e frete.',
    net: 'Receita líquida: bruta − descontos − reembolsos; o reembolso conta no dia em que foi feito.',
    aov: 'Tíquete médio: (bruta − descontos) / pedidos.',
    newCustomers:
      'Cliente novo: o primeiro pedido contado da vida cai no período. Recorrente: já tinha pedido antes.',
    repeatRate:
      'Taxa de recompra: clientes com pelo menos 2 pedidos / clientes com pelo menos 1, até o fim do período.',
    product:
      'Por produto, as vendas são antes de reembolsos, que não vêm por produto, e depois dos descontos de cada item.',
    segment: 'Segmento: onde o comprador está no fim do período.',
  },
});
