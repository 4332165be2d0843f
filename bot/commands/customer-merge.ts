import { mergeCustomers } from '../../services/customers/index.ts';
import { defineCommand } from '../command.ts';
import { customerDeedTexts } from './customer-deed-texts.ts';
import { customerLine, customerOption, makeConfirmOption, readCustomer } from './customer-options.ts';
import { answerDeed, makeSummaries, nameCustomer } from './customer-receipt.ts';
import { countOf, moneyOf } from './segment-words.ts';

/** `/customer merge #12 into #15`: two who are one. */
export const customerMerge = defineCommand({
  name: 'customer merge',
  aliases: ['cliente unir', 'cliente mesclar'],
  description: {
    en: 'Make one customer of two; it shows what moves before it is done',
    'pt-BR': 'Fazer de dois clientes um só; mostra o que muda antes de fazer',
  },
  examples: [{ en: '/customer merge #12 into #15', 'pt-BR': '/customer unir #12 com #15' }],
  role: 'admin',
  visibility: 'private',
  namesPersons: true,
  options: {
    who: {
      ...customerOption,
      examples: [{ en: '/customer merge #12 into #15', 'pt-BR': '/customer unir #12 com #15' }],
    },
    into: {
      ...customerOption,
      positional: false,
      description: { en: 'The customer who stays', 'pt-BR': 'O cliente que fica' },
      aliases: ['com', 'em', 'with'],
      examples: [{ en: '/customer merge #12 into #15', 'pt-BR': '/customer unir #12 com #15' }],
    },
    confirm: makeConfirmOption({ en: '/customer merge #12 into #15', 'pt-BR': '/customer unir #12 com #15' }),
  },
  run: async (context, { who, into: typedInto, confirm }) => {
    const { locale } = context;
    const words = customerDeedTexts(locale);
    const [from, into] = [await readCustomer(context, who), await readCustomer(context, typedInto)];
    const merge = await mergeCustomers(context, { from, into, confirm: confirm === 'yes' });
    const [first, second] = [nameCustomer(context, merge.from), nameCustomer(context, merge.into)];
    const line = customerLine('merge', from, ` into:"#${into}"`);
    if (merge.after) {
      const { after } = merge;
      return answerDeed({
        line: customerLine('', into),
        summary: words.merge.done(first, second, countOf(after.orders, locale), moneyOf(after.net, context)),
        parts: [makeSummaries(context, [after])],
        notes: [words.merge.undo],
        actions: [
          { label: words.actions.show, ask: customerLine('', into) },
          { label: words.actions.unmerge, ask: customerLine('split', into) },
        ],
      });
    }
    return answerDeed({
      line,
      summary: words.merge.would(first, second, countOf(merge.from.placed, locale)),
      parts: [makeSummaries(context, [merge.from, merge.into])],
      notes: [words.merge.keeps(second), words.merge.undo],
      actions: [
        { label: words.actions.merge, ask: `${line} confirm:yes` },
        { label: words.actions.show, ask: customerLine('', into) },
      ],
    });
  },
});
