import { defineTexts, plural } from '../../renderers/locale.ts';

/** A number of customers, and how it is written. */
export interface Count {
  count: number;
  text: string;
}

export interface RfmSummary {
  day: string;
  customers: Count;
  champions: Count;
  championsShare: string;
  /** Null where the whole is no sum that anything is a share of. */
  netShare: string | null;
  slipping: Count;
  slippingNet: string;
}

export interface MovesSummary {
  since: string;
  asOf: string;
  better: Count;
  worse: Count;
  net: string;
}

/** What `/rfm` and `/rfm moves` say, apart from definitions. */
export const rfmTexts = defineTexts({
  en: {
    summary: (s: RfmSummary) => {
      const [champions, slipping] = [s.champions.count, s.slipping.count];
      const brings =
        s.netShare && ` and ${plural(champions, 'brings', 'bring')} ${s.netShare} of net revenue`;
      const best =
        champions === 0
          ? 'none are Champions'
          : `${s.champions.text} ${plural(champions, 'is a Champion', 'are Champions')} (${s.championsShare})${brings ?? ''}`;
      const worst =
        slipping === 0
          ? "none are At Risk or Can't Lose"
          : `${s.slipping.text} ${plural(slipping, 'is', 'are')} At Risk or Can't Lose, with ${s.slippingNet} behind ${plural(slipping, 'it', 'them')}`;
      return `Of ${s.customers.text} ${plural(s.customers.count, 'customer', 'customers')} on ${s.day}, ${best}; ${worst}.`;
    },
    title: (segment: string, share: string, netShare: string) =>
      `${segment}: ${share} of customers, ${netShare} of revenue`,
    titleNoNet: (segment: string, share: string) => `${segment}: ${share} of customers`,
    subtitle: (day: string, compare: string | null) =>
      compare === null
        ? `Customers by segment, ${day}`
        : `Customers by segment, ${day}; change since ${compare}`,
    gridSubtitle: (day: string) => `Customers by recency and frequency score, ${day}`,
    noCustomersInWindow: (day: string, days: number) =>
      plural(days, `No customer ordered on ${day}.`, `No customer ordered in the ${days} days to ${day}.`),
    columns: {
      segment: 'Segment',
      customers: 'Customers',
      share: 'Share',
      net: 'Net revenue',
      average: 'A customer',
      change: (since: string) => `Change since ${since}`,
      score: 'Score',
      recency: 'By recency',
      frequency: 'By frequency',
      monetary: 'By value',
      r: 'R',
      f: 'F',
      quantile: 'Quantile',
      days: 'Days since order',
      orders: 'Orders',
      from: 'From',
      to: 'To',
    },
    lastDays: (days: number) =>
      plural(days, 'Only orders of the last day', `Only orders of the last ${days} days`),
    scores: 'Customers by score',
    cuts: 'Cut points',
    grid: 'Recency × frequency',
    firstOrder: 'First order',
    matrix: 'All moves',
    warnings: {
      few_customers: 'Fewer than 500 customers: scores say little.',
      short_history: 'Less than 180 days of history: scores say little yet.',
      no_recent_order: 'No order in the 30 days before: recency is worn.',
      nobody_with_three_orders: 'Nobody has ordered three times: frequency says little.',
    },
    ends: (asked: string, last: string) =>
      `The data ends on ${last}: nothing is known of the days to ${asked}.`,
    movesSummary: (s: MovesSummary) =>
      `From ${s.since} to ${s.asOf}, ${s.better.text} ${plural(s.better.count, 'customer', 'customers')} moved to a better segment and ${s.worse.text} to a worse one${s.worse.count === 0 ? '' : `; ${plural(s.worse.count, 'the one who slipped', 'those who slipped')} had brought ${s.net}`}.`,
    movesTitle: (worse: Count, better: Count) =>
      `${worse.text} ${plural(worse.count, 'customer', 'customers')} slipped, ${better.text} moved up`,
    movesSubtitle: (since: string, asOf: string) => `Customers by segment, ${since} → ${asOf}`,
    monthRunning: 'That month is not over: these are the moves of the last whole one.',
    noMoves: (since: string, asOf: string) => `Nobody moved between ${since} and ${asOf}.`,
    noneBefore: (since: string) => `Nobody was a customer yet on ${since}: there are no moves to show.`,
    stake: 'Net revenue at stake',
    direction: 'Move',
    directions: { better: 'better', worse: 'worse', new: 'new' },
    actions: {
      grid: 'As a grid',
      bars: 'As bars',
      moves: 'Who moved',
      before: 'The month before',
      allOrders: 'All orders',
      segments: 'Segments',
    },
  },
  'pt-BR': {
    summary: (s: RfmSummary) => {
      const [champions, slipping] = [s.champions.count, s.slipping.count];
      const brings =
        s.netShare && ` e ${plural(champions, 'traz', 'trazem')} ${s.netShare} da receita líquida`;
      const best =
        champions === 0
          ? 'nenhum é Campeão'
          : `${s.champions.text} ${plural(champions, 'é Campeão', 'são Campeões')} (${s.championsShare})${brings ?? ''}`;
      const worst =
        slipping === 0
          ? 'nenhum está Em risco ou em Não pode perder'
          : `${s.slipping.text} ${plural(slipping, 'está', 'estão')} Em risco ou em Não pode perder, com ${s.slippingNet} de receita acumulada`;
      return `De ${s.customers.text} ${plural(s.customers.count, 'cliente', 'clientes')} em ${s.day}, ${best}; ${worst}.`;
    },
    title: (segment: string, share: string, netShare: string) =>
      `${segment}: ${share} dos clientes, ${netShare} da receita`,
    titleNoNet: (segment: string, share: string) => `${segment}: ${share} dos clientes`,
    subtitle: (day: string, compare: string | null) =>
      compare === null
        ? `Clientes por segmento, ${day}`
        : `Clientes por segmento, ${day}; variação desde ${compare}`,
    gridSubtitle: (day: string) => `Clientes por nota de recência e frequência, ${day}`,
    noCustomersInWindow: (day: string, days: number) =>
      plural(
        days,
        `Nenhum cliente comprou no dia ${day}.`,
        `Nenhum cliente comprou nos ${days} dias até ${day}.`,
      ),
    columns: {
      segment: 'Segmento',
      customers: 'Clientes',
      share: '% do total',
      net: 'Receita líquida',
      average: 'Por cliente',
      change: (since: string) => `Variação desde ${since}`,
      score: 'Nota',
      recency: 'Por recência',
      frequency: 'Por frequência',
      monetary: 'Por valor',
      r: 'R',
      f: 'F',
      quantile: 'Quantil',
      days: 'Dias desde o pedido',
      orders: 'Pedidos',
      from: 'De',
      to: 'Para',
    },
    lastDays: (days: number) =>
      plural(days, 'Somente pedidos do último dia', `Somente pedidos dos últimos ${days} dias`),
    scores: 'Clientes por nota',
    cuts: 'Pontos de corte',
    grid: 'Recência × frequência',
    firstOrder: 'Primeiro pedido',
    matrix: 'Todos os movimentos',
    warnings: {
      few_customers: 'Menos de 500 clientes: as notas dizem pouco.',
      short_history: 'Menos de 180 dias de histórico: as notas ainda dizem pouco.',
      no_recent_order: 'Nenhum pedido nos 30 dias anteriores: a recência perde o sentido.',
      nobody_with_three_orders: 'Ninguém comprou três vezes: a frequência diz pouco.',
    },
    ends: (asked: string, last: string) => `Os dados vão até ${last}: nada se sabe dos dias até ${asked}.`,
    movesSummary: (s: MovesSummary) =>
      `De ${s.since} a ${s.asOf}, ${s.better.text} ${plural(s.better.count, 'cliente foi', 'clientes foram')} para um segmento melhor e ${s.worse.text} para um pior${s.worse.count === 0 ? '' : `; ${plural(s.worse.count, 'o que caiu já tinha trazido', 'os que caíram já tinham trazido')} ${s.net}`}.`,
    movesTitle: (worse: Count, better: Count) =>
      `${worse.text} ${plural(worse.count, 'cliente caiu', 'clientes caíram')} de segmento, ${better.text} ${plural(better.count, 'subiu', 'subiram')}`,
    movesSubtitle: (since: string, asOf: string) => `Clientes por segmento, ${since} → ${asOf}`,
    monthRunning: 'Esse mês ainda não terminou: estes são os movimentos do último mês completo.',
    noMoves: (since: string, asOf: string) => `Ninguém mudou de segmento entre ${since} e ${asOf}.`,
    noneBefore: (since: string) => `Ainda não havia clientes em ${since}: não há movimentos para mostrar.`,
    stake: 'Receita em jogo',
    direction: 'Movimento',
    directions: { better: 'melhor', worse: 'pior', new: 'novo' },
    actions: {
      grid: 'Em grade',
      bars: 'Em barras',
      moves: 'Quem mudou',
      before: 'O mês anterior',
      allOrders: 'Todos os pedidos',
      segments: 'Segmentos',
    },
  },
});
