import { defineTexts } from '../../renderers/locale.ts';

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
      'By product, sales are before refunds, which are not told by product, and after discounts; that of a whole order is spread over its lines. An order of several products counts once for each.',
    segment:
      'Segment: where the buyer stands at the end of the period; buyers were elsewhere before, so nothing earlier is compared.',
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
      'Por produto, as vendas são antes de reembolsos, que não vêm por produto, e depois dos descontos; o do pedido inteiro é dividido entre os itens. Um pedido com vários produtos conta uma vez em cada um.',
    segment:
      'Segmento: onde o comprador está no fim do período; antes ele estava em outro, por isso nada anterior é comparado.',
  },
});
