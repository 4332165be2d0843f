import { describe, expect, it } from 'vitest';
import { findColumns, parseMapping, requireColumns } from './find-columns.ts';

function understand(header: string, mappings: string[] = []): { [field: string]: string } {
  const headings = header.split(';');
  const columns = findColumns(headings, mappings.map(parseMapping));
  return Object.fromEntries(
    Object.entries(columns).map(([field, column]) => [field, headings[column] ?? '']),
  );
}

describe('findColumns', () => {
  it('ignores case, accents and punctuation', () => {
    expect(understand('Nº do Pedido;DATA;E-mail;Preço Unitário;Situação;Total (R$)')).toEqual({
      order_id: 'Nº do Pedido',
      date: 'DATA',
      email: 'E-mail',
      unit_price: 'Preço Unitário',
      status: 'Situação',
      total: 'Total (R$)',
    });
  });

  it("takes Shopify's Name for the order, not for the customer", () => {
    const header =
      'Name;Email;Financial Status;Paid at;Currency;Subtotal;Shipping;Taxes;Total;Discount Amount;Created at';
    expect(
      understand(`${header};Lineitem quantity;Lineitem name;Lineitem price;Lineitem sku;Billing Name;Id`),
    ).toEqual({
      order_id: 'Name',
      date: 'Created at',
      status: 'Financial Status',
      email: 'Email',
      name: 'Billing Name',
      currency: 'Currency',
      total: 'Total',
      discount: 'Discount Amount',
      tax: 'Taxes',
      shipping: 'Shipping',
      product: 'Lineitem sku',
      product_name: 'Lineitem name',
      quantity: 'Lineitem quantity',
      unit_price: 'Lineitem price',
    });
  });

  it('knows an export of WooCommerce', () => {
    const customer =
      'First Name (Billing);Last Name (Billing);City (Billing);State Code (Billing);Email (Billing)';
    const amounts =
      'Cart Discount Amount;Order Subtotal Amount;Order Shipping Amount;Order Refund Amount;Order Total Amount';
    const items = 'SKU;Item Name;Quantity;Item Cost';
    expect(understand(`Order Number;Order Status;Order Date;${customer};${amounts};${items}`)).toEqual({
      order_id: 'Order Number',
      status: 'Order Status',
      date: 'Order Date',
      first_name: 'First Name (Billing)',
      last_name: 'Last Name (Billing)',
      city: 'City (Billing)',
      state: 'State Code (Billing)',
      email: 'Email (Billing)',
      discount: 'Cart Discount Amount',
      gross: 'Order Subtotal Amount',
      shipping: 'Order Shipping Amount',
      refunded: 'Order Refund Amount',
      total: 'Order Total Amount',
      product: 'SKU',
      product_name: 'Item Name',
      quantity: 'Quantity',
      unit_price: 'Item Cost',
    });
  });

  it('knows an export of Nuvemshop', () => {
    const order = 'Número do Pedido;E-mail;Data;Status do Pedido;Status do Pagamento;Moeda;Subtotal;Desconto';
    const more = 'Valor do Frete;Total;Nome do comprador;CPF / CNPJ;Telefone;Número;Cidade;Estado';
    const items = 'Nome do Produto;Valor do Produto;Quantidade Comprada;SKU;Canal';
    expect(understand(`${order};${more};${items}`)).toEqual({
      order_id: 'Número do Pedido',
      email: 'E-mail',
      date: 'Data',
      status: 'Status do Pedido',
      payment_status: 'Status do Pagamento',
      currency: 'Moeda',
      gross: 'Subtotal',
      discount: 'Desconto',
      shipping: 'Valor do Frete',
      total: 'Total',
      name: 'Nome do comprador',
      document: 'CPF / CNPJ',
      phone: 'Telefone',
      city: 'Cidade',
      state: 'Estado',
      product_name: 'Nome do Produto',
      unit_price: 'Valor do Produto',
      quantity: 'Quantidade Comprada',
      product: 'SKU',
      channel: 'Canal',
    });
  });

  it('knows an export of Bling, where the total of the line and of the order stand side by side', () => {
    const header =
      'N° do Pedido;Data;Nome Comprador;CPF/CNPJ Comprador;Cidade Comprador;UF Comprador;Situação;Produto';
    expect(
      understand(`${header};Quantidade;Valor Unitário;Valor Total;Total Pedido;Valor Frete Pedido`),
    ).toEqual({
      order_id: 'N° do Pedido',
      date: 'Data',
      name: 'Nome Comprador',
      document: 'CPF/CNPJ Comprador',
      city: 'Cidade Comprador',
      state: 'UF Comprador',
      status: 'Situação',
      product_name: 'Produto',
      quantity: 'Quantidade',
      unit_price: 'Valor Unitário',
      line_total: 'Valor Total',
      total: 'Total Pedido',
      shipping: 'Valor Frete Pedido',
    });
  });

  it("takes the person's own mappings first, and leaves out what is to be ignored", () => {
    expect(understand('quando;date;who;total', ['quando=date', 'WHO=email', 'total=ignore'])).toEqual({
      date: 'quando',
      email: 'who',
    });
  });

  it('says which fields and columns there are', () => {
    expect(() => parseMapping('a=colour')).toThrow(
      expect.objectContaining({ reason: 'import_unknown_field' }),
    );
    expect(() => parseMapping('nothing')).toThrow(
      expect.objectContaining({ reason: 'import_unknown_field' }),
    );
    const unknown = { reason: 'import_unknown_column', params: { column: 'c', columns: 'a, b' } };
    expect(() => understand('a;b', ['c=date'])).toThrow(expect.objectContaining(unknown));
  });
});

describe('requireColumns', () => {
  it.each([
    ['date', 'email;total'],
    ['customer', 'date;total'],
    ['amount', 'date;email'],
  ])('names the missing %s', (field, header) => {
    const headings = header.split(';');
    const missing = { reason: 'import_missing_column', params: { field, columns: headings.join(', ') } };
    expect(() => requireColumns(findColumns(headings, []), headings)).toThrow(
      expect.objectContaining(missing),
    );
  });
});
