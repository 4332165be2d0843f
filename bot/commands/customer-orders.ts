import { z } from 'zod';
import { getCustomer, listOrders, type OrderCursor } from '../../services/customers/index.ts';
import { ServiceError } from '../../services/errors.ts';
import { defineCommand } from '../command.ts';
import { answerErased } from './customer-card.ts';
import { customerLine, customerOption, readCustomer } from './customer-options.ts';
import { makeOrders } from './customer-tables.ts';
import { customerTexts } from './customer-texts.ts';
import { countOf } from './segment-words.ts';
import { describeFreshness } from './shop-notes.ts';

/** Orders on a page: what a message has room for. */
const pageSize = 20;

/** `/customer orders #12`: all that a customer ordered, page by page. */
export const customerOrders = defineCommand({
  name: 'customer orders',
  aliases: ['cliente pedidos'],
  description: {
    en: 'The orders of a customer, page by page',
    'pt-BR': 'Os pedidos de um cliente, página por página',
  },
  examples: [{ en: '/customer orders #12', 'pt-BR': '/customer pedidos #12' }],
  role: 'analyst',
  visibility: 'private',
  namesPersons: true,
  options: {
    who: customerOption,
    after: {
      schema: z.string().optional(),
      description: {
        en: 'Where the page before ended (the button More orders gives it)',
        'pt-BR': 'Onde a página anterior terminou (o botão Mais pedidos informa)',
      },
      aliases: ['depois'],
      examples: [
        {
          en: '/customer orders #12 after:"2026-10-01T12:00:00+00:00 42"',
          'pt-BR': '/customer pedidos #12 depois:"2026-10-01T12:00:00+00:00 42"',
        },
      ],
    },
  },
  run: async (context, { who, after }) => {
    const { locale, actor } = context;
    const words = customerTexts(locale);
    const cursor = after === undefined ? null : readCursor(after);
    const customer = await getCustomer(context, { customerId: await readCustomer(context, who) });
    if ('erasedAt' in customer) return answerErased(context, customer);
    const { customerId, placed } = customer;
    const page = await listOrders(context, { customerId, after: cursor, limit: pageSize });
    const line = (from: OrderCursor | null) =>
      customerLine('orders', customerId, from === null ? '' : ` after:"${from.ordered_at} ${from.order_id}"`);
    return {
      question: line(cursor),
      summary: words.ordersSummary(words.named(customer.name, customerId), countOf(placed, locale)),
      parts: [makeOrders(context, page, placed)],
      warnings: [actor.role === 'admin' ? words.seen : words.masked],
      actions: [
        ...(page.next === null ? [] : [{ label: words.actions.next, ask: line(page.next) }]),
        ...(cursor === null ? [] : [{ label: words.actions.first, ask: line(null) }]),
        { label: words.actions.card, ask: customerLine('', customerId) },
      ],
      freshness: describeFreshness(context, customer.status),
      provenance: {
        definitions: [words.definitions.total, words.definitions.orders],
        filters: [],
        rows: null,
        caveats: [],
      },
    };
  },
});

/** A place in the list, as a line has it: a moment, and the order's number. */
function readCursor(typed: string): OrderCursor {
  const [, stamp, order] =
    /^(\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}(?::\d{2})?)) (\d{1,15})$/.exec(typed.trim()) ?? [];
  if (stamp === undefined || order === undefined || Number.isNaN(Date.parse(stamp))) {
    throw new ServiceError('invalid_input', 'option_invalid', { option: 'after', part: typed });
  }
  return { ordered_at: stamp, order_id: Number(order) };
}
