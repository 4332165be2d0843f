import { z } from 'zod';
import { cutMiddle } from '../../renderers/format.ts';
import type { Action } from '../../renderers/reply.ts';
import { type Found, findCustomers, getCustomer } from '../../services/customers/index.ts';
import { getFilledShop } from '../../services/shop/index.ts';
import { type Answer, type CommandContext, defineCommand } from '../command.ts';
import { answerCustomer, answerErased } from './customer-card.ts';
import { customerLine, customerOption } from './customer-options.ts';
import { makeMatches } from './customer-tables.ts';
import { customerTexts } from './customer-texts.ts';
import { countOf } from './segment-words.ts';

/** Buttons for as many as a message shows. */
const mostButtons = 5;
/** Columns of a name on a button. */
const longestLabel = 40;

/** `/customer <e-mail, name, document or id>`: one customer, or those who may be meant. */
export const customer = defineCommand({
  name: 'customer',
  aliases: ['cliente', 'customer show', 'cliente mostrar', 'cliente ver'],
  description: {
    en: 'One customer: orders, RFM and its history, segments, interactions',
    'pt-BR': 'Um cliente: pedidos, RFM e seu histórico, segmentos, interações',
  },
  examples: [
    { en: '/customer ana@example.com', 'pt-BR': '/customer ana@example.com' },
    { en: '/customer Maria Souza', 'pt-BR': '/customer Maria Souza' },
    { en: '/customer #12', 'pt-BR': '/customer #12' },
  ],
  role: 'analyst',
  visibility: 'private',
  namesPersons: true,
  options: {
    who: {
      ...customerOption,
      schema: z.string().optional(),
      description: {
        en: 'An e-mail address, name, document, telephone number, id or #number',
        'pt-BR': 'Um e-mail, nome, documento, telefone, id ou #número',
      },
      examples: [
        { en: 'ana@example.com', 'pt-BR': 'ana@example.com' },
        { en: 'Maria Souza', 'pt-BR': 'Maria Souza' },
      ],
    },
  },
  run: async (context, { who }) => {
    const words = customerTexts(context.locale);
    if (who === undefined) return say(words.whom);
    const found = await findCustomers(context, { text: who });
    const [match] = found.matches;
    if (!match) {
      await getFilledShop(context);
      return { ...say(words.nobody), parts: [{ type: 'text', text: words.tried }] };
    }
    if (found.matches.length > 1) return answerMatches(context, found);
    const result = await getCustomer(context, match);
    if ('erasedAt' in result) return answerErased(context, result);
    return answerCustomer(context, result, [
      ...noteMerge(context, who, match.customerId),
      ...(found.how === 'like' ? [words.slipOne] : []),
      ...(found.how === 'part' ? [words.part] : []),
    ]);
  },
});

/** An answer of words alone. What was typed is in no answer's line: lines are kept. */
function say(summary: string): Answer {
  return {
    question: '/customer',
    tone: 'empty',
    summary,
    parts: [],
    warnings: [],
    actions: [],
    freshness: null,
    provenance: null,
  };
}

function noteMerge({ locale }: CommandContext, typed: string, customerId: number): string[] {
  const asked = Number(/^#(\d{1,15})$/.exec(typed.trim())?.[1] ?? customerId);
  return asked === customerId ? [] : [customerTexts(locale).merged(asked, customerId)];
}

function answerMatches(context: CommandContext, { how, matches, more }: Found): Answer {
  const { locale, actor } = context;
  const words = customerTexts(locale);
  const open = ({ name, customerId }: Found['matches'][number]): Action => ({
    label: cutMiddle(words.named(name, customerId), longestLabel),
    ask: customerLine('', customerId),
  });
  return {
    question: `/customer "${matches.map(({ customerId }) => `#${customerId}`).join(' ')}"`,
    summary: words.several(countOf(matches.length, locale), more),
    parts: [makeMatches(context, matches)],
    warnings: [
      ...(how === 'like' ? [words.slip] : []),
      ...(how === 'part' ? [words.part] : []),
      ...(more ? [words.addWord] : []),
      actor.role === 'admin' ? words.seen : words.masked,
    ],
    actions: matches.slice(0, mostButtons).map(open),
    freshness: null,
    provenance: null,
  };
}
