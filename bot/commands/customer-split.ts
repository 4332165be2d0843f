import { z } from 'zod';
import { splitCustomer, unmergeCustomer } from '../../services/customers/index.ts';
import { type Answer, type CommandContext, defineCommand } from '../command.ts';
import { customerDeedTexts } from './customer-deed-texts.ts';
import { customerLine, customerOption, makeConfirmOption, readCustomer } from './customer-options.ts';
import { answerDeed, makeSummaries, nameCustomer } from './customer-receipt.ts';
import { customerTableTexts } from './customer-table-texts.ts';
import { countOf } from './segment-words.ts';

/** `/customer split #12`: undoes the latest merge; with `off:3,4`, makes two of one who never was. */
export const customerSplit = defineCommand({
  name: 'customer split',
  aliases: ['cliente separar', 'cliente dividir', 'customer unmerge'],
  description: {
    en: 'Undo the latest merge, or split off identities by their numbers on the card',
    'pt-BR': 'Desfazer a última união, ou separar identidades pelos números no cartão',
  },
  examples: [
    { en: '/customer split #12', 'pt-BR': '/customer separar #12' },
    { en: '/customer split #12 off:3,4', 'pt-BR': '/customer separar #12 fora:3,4' },
  ],
  role: 'admin',
  visibility: 'private',
  namesPersons: true,
  options: {
    who: customerOption,
    off: {
      schema: z
        .string()
        .regex(/^\d{1,4}(?:\s*[,\s]\s*\d{1,4})*$/)
        .transform((typed) => [...new Set(typed.split(/[,\s]+/).map(Number))])
        .optional(),
      description: {
        en: 'The numbers of the identities that go, as on the card',
        'pt-BR': 'Os números das identidades que saem, como no cartão',
      },
      aliases: ['fora', 'identidades', 'identities'],
      examples: [{ en: '/customer split #12 off:3,4', 'pt-BR': '/customer separar #12 fora:3,4' }],
    },
    confirm: makeConfirmOption({ en: '/customer split #12', 'pt-BR': '/customer separar #12' }),
  },
  run: async (context, { who, off, confirm }) => {
    const customerId = await readCustomer(context, who);
    return off === undefined
      ? unmerge(context, customerId, confirm === 'yes')
      : split(context, customerId, off, confirm === 'yes');
  },
});

async function unmerge(context: CommandContext, customerId: number, confirm: boolean): Promise<Answer> {
  const { locale } = context;
  const words = customerDeedTexts(locale);
  const { customer, from, orders, since, other } = await unmergeCustomer(context, { customerId, confirm });
  const who = nameCustomer(context, customer);
  const line = customerLine('split', customerId);
  const notes = since > 0 ? [words.unmerge.since(countOf(since, locale), who)] : [];
  return other
    ? answerDeed({
        line: customerLine('', customerId),
        summary: words.unmerge.done(who, from, countOf(orders, locale)),
        parts: [],
        notes,
        actions: showBoth(words.actions.show, [customerId, other.customerId]),
      })
    : answerDeed({
        line,
        summary: words.unmerge.would(who, from, countOf(orders, locale)),
        parts: [makeSummaries(context, [customer])],
        notes,
        actions: [{ label: words.actions.unmerge, ask: `${line} confirm:yes` }],
      });
}

async function split(
  context: CommandContext,
  customerId: number,
  numbers: number[],
  confirm: boolean,
): Promise<Answer> {
  const { locale } = context;
  const words = customerDeedTexts(locale);
  const { customer, taken, sources, orders, other } = await splitCustomer(context, {
    customerId,
    numbers,
    confirm,
  });
  const who = nameCustomer(context, customer);
  const line = customerLine('split', customerId, ` off:"${numbers.join(',')}"`);
  if (other) {
    return answerDeed({
      line: customerLine('', customerId),
      summary: words.split.done(who, other.customerId, countOf(orders, locale)),
      parts: [makeSummaries(context, [other])],
      notes: [words.split.undo],
      actions: showBoth(words.actions.show, [customerId, other.customerId]),
    });
  }
  const known = customerTableTexts(locale);
  const text = { kind: 'text' } as const;
  return answerDeed({
    line,
    summary: words.split.would(who, countOf(taken.length, locale), countOf(orders, locale)),
    parts: [
      {
        type: 'table',
        key: 'taken',
        title: words.split.taken,
        columns: [
          { key: 'nr', label: '#', format: { kind: 'count' } },
          { key: 'kind', label: words.columns.kind, format: text, labels: known.identityKinds },
          { key: 'value', label: words.columns.value, format: text },
          { key: 'source', label: words.columns.source, format: text },
        ],
        rows: taken.map((each) => ({ ...each, source: each.source ?? known.everywhere })),
      },
    ],
    notes: [
      sources.length > 0 ? words.split.sources(sources.join(', ')) : words.split.noSource,
      words.split.undo,
    ],
    actions: [{ label: words.actions.split, ask: `${line} confirm:yes` }],
  });
}

function showBoth(label: string, customers: number[]) {
  return customers.map((id) => ({ label: `${label} #${id}`, ask: customerLine('', id) }));
}
