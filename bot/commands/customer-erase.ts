import type { TablePart } from '../../renderers/reply.ts';
import { type Erasure, eraseCustomer } from '../../services/customers/index.ts';
import { type CommandContext, defineCommand } from '../command.ts';
import { customerDeedTexts } from './customer-deed-texts.ts';
import { customerLine, customerOption, makeConfirmOption, readCustomer } from './customer-options.ts';
import { answerDeed, nameCustomer } from './customer-receipt.ts';
import { countOf, moneyOf } from './segment-words.ts';

/** `/customer erase #12`: a person's right to be forgotten (LGPD art. 18). */
export const customerErase = defineCommand({
  name: 'customer erase',
  aliases: ['cliente apagar', 'cliente excluir', 'cliente eliminar', 'customer delete', 'customer forget'],
  description: {
    en: 'Erase a person for good (LGPD): totals stay, nothing else; asks before it does',
    'pt-BR': 'Apagar uma pessoa de vez (LGPD): só os totais ficam; pergunta antes de fazer',
  },
  examples: [{ en: '/customer erase #12', 'pt-BR': '/customer apagar #12' }],
  role: 'admin',
  visibility: 'private',
  namesPersons: true,
  options: {
    who: customerOption,
    confirm: makeConfirmOption({ en: '/customer erase #12', 'pt-BR': '/customer apagar #12' }),
  },
  run: async (context, { who, confirm }) => {
    const { locale } = context;
    const words = customerDeedTexts(locale);
    const customerId = await readCustomer(context, who);
    const erasure = await eraseCustomer(context, { customerId, confirm: confirm === 'yes' });
    const orders = countOf(erasure.customer.placed, locale);
    const line = customerLine('erase', customerId);
    const isDone = erasure.references !== undefined;
    return answerDeed({
      line: isDone ? customerLine('', customerId) : line,
      summary: isDone
        ? words.erase.done(customerId, orders)
        : words.erase.would(nameCustomer(context, erasure.customer), orders),
      parts: makeReceipt(context, erasure),
      notes: [words.erase.tombstones, words.erase.beyond],
      actions: isDone
        ? []
        : [
            { label: words.actions.show, ask: customerLine('', customerId) },
            { label: words.actions.erase, ask: `${line} confirm:yes` },
          ],
    });
  },
});

/** What goes, and what stays. */
function makeReceipt(context: CommandContext, { customer, merges, references }: Erasure): TablePart[] {
  const { locale } = context;
  const { erase, columns } = customerDeedTexts(locale);
  const count = (value: number) => countOf(value, locale).text;
  const table = (key: string, title: string, rows: [string, string][]): TablePart => ({
    type: 'table',
    key,
    title,
    columns: [
      { key: 'what', label: columns.what, format: { kind: 'text' } },
      { key: 'count', label: columns.count, format: { kind: 'text' } },
    ],
    rows: rows.map(([what, value]) => ({ what, count: value })),
  });
  return [
    table('goes', erase.goes, [
      [erase.rows.person, erase.yes],
      [erase.rows.identities, count(customer.identities)],
      [erase.rows.interactions, count(customer.interactions)],
      [erase.rows.consents, count(customer.consents)],
      [erase.rows.merges, count(merges)],
      ...(references === undefined
        ? []
        : ([[erase.rows.references, count(references)]] as [string, string][])),
    ]),
    table('stays', erase.stays, [
      [erase.stayRows.placed, count(customer.placed)],
      [erase.stayRows.net, moneyOf(customer.net, context)],
      [erase.stayRows.campaigns, count(customer.campaigns)],
    ]),
  ];
}
