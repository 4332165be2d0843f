import type { Field } from './fields.ts';

/**
 * Headings by which a column is known, the surest first: what WooCommerce and its export plugins, Shopify, Bling,
 * Nuvemshop, Tray, Mercado Livre and people's own sheets write. Compared without case, accents, spaces and
 * punctuation.
 */
const table: Record<Field, string> = {
  order_id: `
    order id, order number, order no, order name, order reference, order code, order, invoice no,
    invoice number, invoice id, invoice, transaction id, sale id, receipt number, numero do pedido,
    n do pedido, no do pedido, id do pedido, codigo do pedido, cod pedido, codigo pedido, numero pedido,
    n pedido, no pedido, id pedido, pedido id, pedido, numero da venda, n da venda, no da venda,
    n de venda, no de venda, id da venda, id venda, codigo da venda, venda, numero, id`,
  date: `
    order date, order created at, created at, date created, purchase date, purchased at, order datetime,
    order timestamp, transaction date, invoice date, sale date, order placed, data do pedido,
    data da venda, data da compra, data de criacao, data pedido, data venda, data compra,
    data e hora do pedido, data e hora da venda, data e hora, data hora, criado em, date, data, datetime,
    timestamp, data de emissao, emissao, paid at, paid date, date paid, data de pagamento,
    data do pagamento`,
  time: 'order time, time, hora do pedido, hora da venda, hora, horario',
  updated_at: `
    updated at, last modified, date modified, modified at, modified date, order modified date,
    data de atualizacao, data da atualizacao, atualizado em, data de modificacao, ultima atualizacao`,
  status: `
    order status, financial status, status do pedido, situacao do pedido, situacao da venda,
    status da venda, status pedido, descricao do status, status, situacao`,
  payment_status: 'payment status, status do pagamento, situacao do pagamento, status pagamento',
  cancelled_at: `
    cancelled at, canceled at, cancelled date, data e hora do cancelamento, data do cancelamento,
    data de cancelamento, cancelado em`,
  customer_id: `
    customer id, customer number, customer no, customer code, customer key, customer user id,
    customer user, client id, user id, buyer id, shopper id, id do cliente, codigo do cliente,
    cod cliente, codigo cliente, cliente codigo, id cliente, cliente id, id do contato, id contato`,
  email: `
    customer email, billing email, email billing, contact email, buyer email, user email,
    email do cliente, email cliente, cliente email, email do comprador, email comprador, email,
    email address, correio eletronico`,
  name: `
    customer name, billing name, customer full name, client name, buyer name, full name, nome do cliente,
    nome cliente, cliente nome, nome do comprador, nome comprador, nome completo, nome, name,
    razao social, customer, client, buyer, cliente, comprador, contato`,
  first_name: 'billing first name, first name billing, customer first name, first name, primeiro nome',
  last_name: `
    billing last name, last name billing, customer last name, last name, surname, sobrenome, ultimo nome`,
  phone: `
    customer phone, billing phone, phone billing, phone number, phone, mobile, telephone,
    telefone do cliente, telefone do comprador, celular comprador, telefone comprador, whatsapp,
    telefone celular, celular, telefone, fone`,
  document: `
    cpf cnpj, cpf ou cnpj, cpf cnpj comprador, cpf cnpj do comprador, cpf cnpj do cliente,
    cpf do cliente, cpf do comprador, billing cpf, cpf, billing cnpj, cnpj, documento do cliente,
    documento, document, tax id, vat number`,
  city: `
    billing city, city billing, customer city, city, shipping city, cidade do cliente, cidade comprador,
    cidade, municipio, cidade de entrega`,
  state: `
    billing state, state code billing, billing province, state, province, shipping state,
    shipping province, region, uf do cliente, uf comprador, uf, estado, uf de entrega`,
  channel: `
    sales channel, channel, order source, utm source, source name, source, origin, attribution,
    canal de venda, canal de vendas, canal, origem da venda, origem do pedido, origem, loja virtual,
    marketplace, loja`,
  currency: 'order currency, currency code, currency, moeda',
  total: `
    order total, order total amount, total do pedido, total pedido, valor total do pedido,
    valor do pedido, total da venda, valor da venda, grand total, total amount, total price, total,
    order value, amount, revenue, net revenue, n revenue, sale amount, purchase amount, sales,
    total spent, value, valor total, valor pago, total pago, receita, faturamento, valor`,
  gross: `
    gross, gross revenue, gross sales, gross amount, order subtotal, order subtotal amount,
    subtotal do pedido, subtotal, valor bruto, receita bruta, total bruto, valor dos produtos,
    total dos produtos, valor produtos, total produtos, receita por produtos`,
  discount: `
    discount total, order discount, total discount, cart discount amount, cart discount, discount amount,
    discount, discounts, desconto do pedido, valor desconto pedido, desconto pedido, desconto total,
    total de desconto, valor do desconto, valor desconto, desconto, descontos`,
  tax: `
    tax total, total tax, order total tax amount, order tax, taxes, tax, vat, total de impostos,
    valor dos impostos, impostos, imposto`,
  shipping: `
    shipping total, order shipping amount, order shipping, shipping amount, shipping cost,
    shipping price, shipping, freight, frete do pedido, valor frete pedido, valor do frete, valor frete,
    custo do frete, custo de envio, frete`,
  refunded: `
    refunded amount, amount refunded, order refund amount, refund total, total refunded, refund amount,
    refunded, refunds, refund, valor reembolsado, valor do reembolso, reembolso, valor estornado,
    estorno, valor devolvido, cancelamentos e reembolsos, devolucao`,
  refunded_at: `
    refunded at, refund date, date refunded, data do reembolso, data do estorno, reembolsado em,
    data da devolucao`,
  product: `
    lineitem sku, item sku, product sku, variant sku, sku, product id, product code, item id, stock code,
    codigo do produto, codigo produto, cod produto, produto codigo, id do produto, id produto,
    referencia`,
  product_name: `
    lineitem name, item name, product name, product title, item title, nome do produto, nome produto,
    descricao do produto, descricao produto, titulo do anuncio, product, item, produto, description,
    descricao, title`,
  category: 'product category, item category, category, categoria do produto, categoria, departamento',
  quantity: `
    lineitem quantity, item quantity, quantity, qty, units, quantidade comprada, quantidade do produto,
    quantidade, qtde, qtd, quant, unidades`,
  unit_price: `
    lineitem price, unit price, item price, item cost, price per unit, product price, price,
    preco unitario, valor unitario, vlr unitario, preco unitario de venda do anuncio, valor do produto,
    preco do produto, preco de venda, preco`,
  line_total: `
    line total, line amount, item total, line revenue, extended price, row total, lineitem total,
    total do item, total item, valor total do item, valor do item, subtotal do item, preco total,
    valor total`,
  line_discount: `
    lineitem discount, line discount, item discount amount, item discount, desconto do item,
    desconto item, desconto do produto, desconto produto`,
};

/** The headings of a field, the surest first. */
export function listHeadings(field: Field): string[] {
  return table[field].split(',').map((heading) => heading.trim());
}
