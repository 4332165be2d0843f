import { defineTexts, plural } from '../../renderers/locale.ts';
import type { Dimension } from '../../services/kpis/index.ts';

export interface Headline {
  span: string;
  net: string;
  /** Each comparison in words, perhaps none. */
  changes: string[];
  /** Orders and their average in words; null where refunds alone fell into the span. */
  orders: { count: string; aov: string } | null;
}

export interface BreakdownHeadline {
  span: string;
  name: string;
  net: string;
  share: string;
  total: string;
  by: Dimension | null;
}

/** Everything that `/kpi` says, apart from definitions. */
export const kpiTexts = defineTexts({
  en: {
    headline: ({ span, net, changes, orders }: Headline) =>
      `${span}: net revenue of ${[net, ...changes].join(', ')}, from ${orders ? `${orders.count} averaging ${orders.aov}` : 'refunds alone, without an order'}.`,
    orderCount: (count: number, text: string) => `${text} ${plural(count, 'order', 'orders')}`,
    unitCount: (count: number, text: string) => `${text} ${plural(count, 'unit', 'units')} sold`,
    soFar: (span: string, elapsed: number, total: number) =>
      plural(total, `${span} (so far)`, `${span} (${elapsed} of ${total} days)`),
    up: (size: string, than: string) => `up ${size} on ${than}`,
    times: (times: string, than: string) => `${times} times that of ${than}`,
    down: (size: string, than: string) => `down ${size} on ${than}`,
    level: (than: string) => `level with ${than}`,
    titleTimes: (times: string, than: string) => `Net revenue ${times} times that of ${than}`,
    titleUp: (size: string, than: string) => `Net revenue up ${size} on ${than}`,
    titleDown: (size: string, than: string) => `Net revenue down ${size} on ${than}`,
    titleLevel: (than: string) => `Net revenue level with ${than}`,
    titlePlain: (net: string, span: string) => `Net revenue of ${net}, ${span}`,
    subtitle: (grain: 'day' | 'week' | 'month', currency: string, span: string) =>
      `${currency} a ${grain}, ${span}`,
    against: (subtitle: string, than: string) => `${subtitle}, against ${than}`,
    versus: (span: string) => `vs ${span}`,
    /** `within` is the span as when something happened: "on 23 November 2026". */
    noOrders: (within: string, from: string, to: string) =>
      `No orders ${within}: the data goes from ${from} to ${to}.`,
    noOrdersWithin: (within: string) => `No orders ${within}.`,
    noProductsWithin: (within: string) => `No product is known of any order ${within}.`,
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
      change: (than: string) => `Change vs ${than}`,
    },
    series: { day: 'By day', week: 'By week', month: 'By month' },
    comparison: 'Periods compared',
    unfinished: (span: string, than: string, part: string) =>
      `The period is still running: ${span} is compared with ${than}, ${part}.`,
    cutShort: (last: string, span: string, than: string, part: string) =>
      `The data ends on ${last}: ${span} is compared with ${than}, ${part}.`,
    samePart: 'the same part of it',
    shorter: 'which is shorter',
    dataEnds: (last: string) => `The data ends on ${last}: what came after it is not in these numbers.`,
    partlyKnown: (span: string, first: string) =>
      `Data of ${span} begins only on ${first}: growth against it is not like for like.`,
    nothingEarlier: (first: string) =>
      `The shop's data begins on ${first}: there is nothing earlier to compare with.`,
    by: { source: 'Source', channel: 'Channel', segment: 'Segment', product: 'Product' },
    byTitle: (name: string, share: string, isProduct: boolean) =>
      `${name}: ${share} of ${isProduct ? 'sales before refunds' : 'net revenue'}`,
    beforeRefunds: 'Sales before refunds',
    bySummary: ({ span, name, net, share, total, by }: BreakdownHeadline) =>
      `${span}: ${share} of ${total} in ${by === 'product' ? 'sales before refunds' : 'net revenue'} came from ${by === 'segment' ? `customers in ${name} at the end of the period` : name} (${net}).`,
    /** Where refunds outweigh sales, or all was free, nothing is a share of it. */
    byTitleNoShare: (total: string) => `Net revenue of ${total}`,
    bySummaryNoShare: (span: string, name: string, net: string, total: string, by: string) =>
      `${span}: net revenue of ${total}; the highest by ${by.toLowerCase()} is ${name} (${net}).`,
    bySubtitle: (measure: string, by: string, currency: string, span: string) =>
      `${measure} by ${by.toLowerCase()} in ${currency}, ${span}`,
    unnamed: { source: 'Unknown', channel: 'No channel', segment: 'No segment', product: 'No name' },
    others: {
      source: (count: number) => `${count} other ${plural(count, 'source', 'sources')}`,
      channel: (count: number) => `${count} other ${plural(count, 'channel', 'channels')}`,
      segment: (count: number) => `${count} other ${plural(count, 'segment', 'segments')}`,
      product: (count: number) => `${count} other ${plural(count, 'product', 'products')}`,
    },
    actions: {
      by: (by: string) => `By ${by.toLowerCase()}`,
      before: 'The period before',
      overall: 'Overall',
    },
  },
  'pt-BR': {
    headline: ({ span, net, changes, orders }: Headline) =>
      `${span}: receita líquida de ${[net, ...changes].join(', ')}, ${orders ? `em ${orders.count} com tíquete médio de ${orders.aov}` : 'só de reembolsos, sem nenhum pedido'}.`,
    orderCount: (count: number, text: string) => `${text} ${plural(count, 'pedido', 'pedidos')}`,
    unitCount: (count: number, text: string) =>
      `${text} ${plural(count, 'unidade vendida', 'unidades vendidas')}`,
    soFar: (span: string, elapsed: number, total: number) =>
      plural(total, `${span} (até agora)`, `${span} (${elapsed} de ${total} dias)`),
    up: (size: string, than: string) => `alta de ${size} sobre ${than}`,
    times: (times: string, than: string) => `${times} vezes a de ${than}`,
    down: (size: string, than: string) => `queda de ${size} sobre ${than}`,
    level: (than: string) => `estável em relação a ${than}`,
    titleTimes: (times: string, than: string) => `Receita líquida é ${times} vezes a de ${than}`,
    titleUp: (size: string, than: string) => `Receita líquida sobe ${size} sobre ${than}`,
    titleDown: (size: string, than: string) => `Receita líquida cai ${size} sobre ${than}`,
    titleLevel: (than: string) => `Receita líquida estável em relação a ${than}`,
    titlePlain: (net: string, span: string) => `Receita líquida de ${net}, ${span}`,
    subtitle: (grain: 'day' | 'week' | 'month', currency: string, span: string) =>
      `${currency} por ${{ day: 'dia', week: 'semana', month: 'mês' }[grain]}, ${span}`,
    against: (subtitle: string, than: string) => `${subtitle}, comparado com ${than}`,
    versus: (span: string) => `vs. ${span}`,
    noOrders: (within: string, from: string, to: string) =>
      `Nenhum pedido ${within}: os dados vão de ${from} a ${to}.`,
    noOrdersWithin: (within: string) => `Nenhum pedido ${within}.`,
    noProductsWithin: (within: string) => `Nenhum pedido com produto informado ${within}.`,
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
      share: '% do total',
      change: (than: string) => `Variação vs. ${than}`,
    },
    series: { day: 'Por dia', week: 'Por semana', month: 'Por mês' },
    comparison: 'Períodos comparados',
    unfinished: (span: string, than: string, part: string) =>
      `O período ainda está em andamento: ${span} é comparado com ${than}, ${part}.`,
    cutShort: (last: string, span: string, than: string, part: string) =>
      `Os dados vão até ${last}: ${span} é comparado com ${than}, ${part}.`,
    samePart: 'o mesmo trecho',
    shorter: 'que é mais curto',
    dataEnds: (last: string) => `Os dados vão até ${last}: o que veio depois não está nestes números.`,
    partlyKnown: (span: string, first: string) =>
      `Os dados de ${span} só começam em ${first}: o crescimento sobre esse período não é comparável.`,
    nothingEarlier: (first: string) =>
      `Os dados da loja começam em ${first}: não há nada anterior para comparar.`,
    by: { source: 'Fonte', channel: 'Canal', segment: 'Segmento', product: 'Produto' },
    byTitle: (name: string, share: string, isProduct: boolean) =>
      `${name}: ${share} ${isProduct ? 'das vendas antes de reembolsos' : 'da receita líquida'}`,
    beforeRefunds: 'Vendas antes de reembolsos',
    bySummary: ({ span, name, net, share, total, by }: BreakdownHeadline) =>
      `${span}: ${share} de ${total} em ${by === 'product' ? 'vendas antes de reembolsos' : 'receita líquida'} veio de ${by === 'segment' ? `quem estava em ${name} no fim do período` : name} (${net}).`,
    byTitleNoShare: (total: string) => `Receita líquida de ${total}`,
    bySummaryNoShare: (span: string, name: string, net: string, total: string, by: string) =>
      `${span}: receita líquida de ${total}; o maior valor por ${by.toLowerCase()} é de ${name} (${net}).`,
    bySubtitle: (measure: string, by: string, currency: string, span: string) =>
      `${measure} por ${by.toLowerCase()} em ${currency}, ${span}`,
    unnamed: { source: 'Desconhecida', channel: 'Sem canal', segment: 'Sem segmento', product: 'Sem nome' },
    others: {
      source: (count: number) => `${count} ${plural(count, 'outra fonte', 'outras fontes')}`,
      channel: (count: number) => `${count} ${plural(count, 'outro canal', 'outros canais')}`,
      segment: (count: number) => `${count} ${plural(count, 'outro segmento', 'outros segmentos')}`,
      product: (count: number) => `${count} ${plural(count, 'outro produto', 'outros produtos')}`,
    },
    actions: {
      by: (by: string) => `Por ${by.toLowerCase()}`,
      before: 'O período anterior',
      overall: 'Visão geral',
    },
  },
});
