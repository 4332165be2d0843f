import { defineTexts } from '../../renderers/locale.ts';

/** Definitions behind `/stock`, a sentence each. */
export const stockDefinitions = defineTexts({
  en: {
    cover:
      'Days of cover = units on hand / average units sold a day over the last 28 whole days; nothing on hand is no cover.',
    best: 'Best sellers: the products that together make 80 % of the units of those days, the most sold first, at most 100.',
    runsOut:
      'Runs out: the day on which the last unit goes at that rate, counted from when the stock was told.',
    week: 'Sales a week: seven average days of gross less discounts; refunds are not told by product.',
    match:
      'Stock meets sales of other sources by an equal code (SKU, EAN), else by an equal name; where several sources tell of one product, the one that told last counts.',
  },
  'pt-BR': {
    cover:
      'Dias de cobertura = unidades em estoque / média de unidades vendidas por dia nos últimos 28 dias completos; sem unidades, não há cobertura.',
    best: 'Mais vendidos: os produtos que juntos somam 80 % das unidades desses dias, dos mais aos menos vendidos, no máximo 100.',
    runsOut:
      'Acaba em: o dia em que a última unidade sai nesse ritmo, a partir do momento em que o estoque foi informado.',
    week: 'Vendas por semana: sete dias médios de bruto menos descontos; os reembolsos não são informados por produto.',
    match:
      'O estoque encontra as vendas de outras fontes pelo mesmo código (SKU, EAN), senão pelo mesmo nome; quando várias fontes informam o mesmo produto, vale a que informou por último.',
  },
});
