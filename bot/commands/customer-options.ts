import { z } from 'zod';
import type { Context } from '../../services/context.ts';
import { findCustomers } from '../../services/customers/index.ts';
import { ServiceError } from '../../services/errors.ts';
import { getFilledShop } from '../../services/shop/index.ts';
import type { Localized, Option } from '../command.ts';

/**
 * The customer that something is to be shown or done of. Nothing is suggested while one types: names are for those alone
 * who are told them, and what is typed is not to be tried out letter by letter.
 */
export const customerOption = {
  schema: z.string(),
  description: {
    en: 'The customer: #12, an e-mail address, a document or an id',
    'pt-BR': 'O cliente: #12, um e-mail, documento ou id',
  },
  aliases: ['cliente', 'customer', 'quem'],
  positional: true,
  examples: [
    { en: '#12', 'pt-BR': '#12' },
    { en: 'ana@example.com', 'pt-BR': 'ana@example.com' },
  ],
} satisfies Option;

/** Whether what was shown is to be done, with an example after the beginning of a command's line. */
export function makeConfirmOption(line: Localized) {
  return {
    schema: z.enum(['yes', 'no']).default('no'),
    description: {
      en: 'Do it, not only show what it would do',
      'pt-BR': 'Fazer, não só mostrar o que seria feito',
    },
    aliases: ['confirmar', 'confirma'],
    examples: [{ en: `${line.en} confirm:yes`, 'pt-BR': `${line['pt-BR']} confirmar:sim` }],
    choices: {
      yes: { label: { en: 'yes', 'pt-BR': 'sim' } },
      no: { label: { en: 'no', 'pt-BR': 'não' } },
    },
  } satisfies Option;
}

/** A line about customers names them by number alone: lines are kept, and names are not for all to keep. */
export function customerLine(verb: string, customerId: number, more = ''): string {
  return `/customer ${verb === '' ? '' : `${verb} `}#${customerId}${more}`;
}

/** The number of the one customer that is meant. Throws EmptyShopError, or ServiceError `customer_ambiguous`. */
export async function readCustomer(context: Context, typed: string): Promise<number> {
  const bare = typed.trim();
  const { how, matches } = await findCustomers(context, { text: /^\d+$/.test(bare) ? `#${bare}` : bare });
  const [match] = matches;
  if (match && matches.length === 1 && (how === 'number' || how === 'key' || how === 'name'))
    return match.customerId;
  // In an empty shop there is another thing to say.
  await getFilledShop(context);
  throw new ServiceError('invalid_input', 'customer_ambiguous');
}
