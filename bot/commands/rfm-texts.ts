import { defineTexts } from '../../renderers/locale.ts';

export interface RfmSummary {
  day: string;
  customers: string;
  champions: string;
  championsShare: string;
  netShare: string;
  slipping: string;
  slippingNet: string;
}

export interface MovesSummary {
  since: string;
  asOf: string;
  better: string;
  worse: string;
  net: string;
}

/** What `/rfm` and `/rfm moves` say, apart from definitions. */
export const rfmTexts = defineTexts({
  en: {
    summary: (s: RfmSummary) =>
      `Of ${s.customers} customers on ${s.day}, ${s.champions} are Champions (${s.championsShare}) and bring ${s.netShare} of net revenue; ${s.slipping} are At Risk or Can't Lose, with ${s.slippingNet} behind them.`,
    title: (share: string, netShare: string) => `Champions: ${share} of customers, ${netShare} of revenue`,
    titleNoNet: (share: string) => `Champions: ${share} of customers`,
    subtitle: (day: string, compare: string | null) =>
      compare === null
        ? `Customers by segment, ${day}`
        : `Customers by segment, ${day}; change since ${compare}`,
    gridSubtitle: (day: string) => `Customers by recency and frequency score, ${day}`,
    noCustomers: (day: string) => `No customer had ordered by ${day}.`,
    noCustomersInWindow: (day: string, days: number) => `No customer ordered in the ${days} days to ${day}.`,
    columns: {
      segment: 'Segment',
      customers: 'Customers',
      share: 'Share',
      net: 'Net revenue',
      average: 'A customer',
      change: 'Change',
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
    lastDays: (days: number) => `Only orders of the last ${days} days`,
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
      `From ${s.since} to ${s.asOf}, ${s.better} customers moved to a better segment and ${s.worse} to a worse one; those who slipped had brought ${s.net}.`,
    movesTitle: (worse: string, better: string) =>
      `${worse} customers slipped to a worse segment, ${better} moved up`,
    movesSubtitle: (since: string, asOf: string) => `Customers by segment, ${since} → ${asOf}`,
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
      segments: 'Segments',
    },
  },
  'pt-BR': {
    summary: (s: RfmSummary) =>
      `De ${s.customers} clientes em ${s.day}, ${s.champions} são Campeões (${s.championsShare}) e trazem ${s.netShare} da receita líquida; ${s.slipping} estão Em risco ou em Não pode perder, com ${s.slippingNet} de receita acumulada.`,
    title: (share: string, netShare: string) => `Campeões: ${share} dos clientes, ${netShare} da receita`,
    titleNoNet: (share: string) => `Campeões: ${share} dos clientes`,
    subtitle: (day: string, compare: string | null) =>
      compare === null
        ? `Clientes por segmento, ${day}`
        : `Clientes por segmento, ${day}; variação desde ${compare}`,
    gridSubtitle: (day: string) => `Clientes por nota de recência e frequência, ${day}`,
    noCustomers: (day: string) => `Nenhum cliente tinha comprado até ${day}.`,
    noCustomersInWindow: (day: string, days: number) => `Nenhum cliente comprou nos ${days} dias até ${day}.`,
    columns: {
      segment: 'Segmento',
      customers: 'Clientes',
      share: 'Participação',
      net: 'Receita líquida',
      average: 'Por cliente',
      change: 'Variação',
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
    lastDays: (days: number) => `Somente pedidos dos últimos ${days} dias`,
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
      `De ${s.since} a ${s.asOf}, ${s.better} clientes foram para um segmento melhor e ${s.worse} para um pior; os que caíram já tinham trazido ${s.net}.`,
    movesTitle: (worse: string, better: string) => `${worse} clientes caíram de segmento, ${better} subiram`,
    movesSubtitle: (since: string, asOf: string) => `Clientes por segmento, ${since} → ${asOf}`,
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
      segments: 'Segmentos',
    },
  },
});

/** Definitions behind `/rfm`, a sentence each. */
export const rfmDefinitions = defineTexts({
  en: {
    who: 'Customers with at least one counted order up to and including the day.',
    rfm: 'Recency: whole local days since the last order. Frequency: counted orders. Monetary: their net revenue.',
    scores:
      'Scores 1 to 5 by the 20/40/60/80 % quantiles (linear interpolation); equal values get equal scores.',
    segments: 'Segments lie on the grid of recency × frequency scores; each customer is in exactly one.',
    moves:
      'A move is judged by the order of the segments from Champions to Hibernating; at stake is the net revenue brought up to the earlier day.',
  },
  'pt-BR': {
    who: 'Clientes com pelo menos um pedido contado até o dia, inclusive.',
    rfm: 'Recência: dias locais inteiros desde o último pedido. Frequência: pedidos contados. Monetário: a receita líquida deles.',
    scores:
      'Notas de 1 a 5 pelos quantis de 20/40/60/80 % (interpolação linear); valores iguais têm notas iguais.',
    segments:
      'Os segmentos ficam na grade de notas de recência × frequência; cada cliente está em exatamente um.',
    moves:
      'O movimento é julgado pela ordem dos segmentos, de Campeões a Hibernando; em jogo está a receita líquida trazida até o primeiro dia.',
  },
});
