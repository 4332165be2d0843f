import type { Locale } from '../../renderers/locale.ts';
import { consentChannels, type RuleField } from '../../services/segments/index.ts';
import { foldText } from '../fold-text.ts';

/** What people call the fields of a rule: the first word of a language is how it is written. */
const fieldWords: Record<RuleField, Record<Locale, string[]>> = {
  segment: { en: ['segment', 'rfm'], 'pt-BR': ['segmento'] },
  r: { en: ['r', 'recency score', 'r score'], 'pt-BR': ['r', 'nota r', 'nota de recência'] },
  f: { en: ['f', 'frequency score', 'f score'], 'pt-BR': ['f', 'nota f', 'nota de frequência'] },
  m: { en: ['m', 'monetary score', 'm score', 'value score'], 'pt-BR': ['m', 'nota m', 'nota de valor'] },
  recency: {
    en: ['recency', 'days since last order', 'days since order'],
    'pt-BR': ['recência', 'dias sem comprar', 'dias desde o último pedido'],
  },
  frequency: { en: ['orders', 'frequency'], 'pt-BR': ['pedidos', 'frequência', 'compras'] },
  monetary: {
    en: ['revenue', 'monetary', 'net revenue', 'net', 'spent', 'value'],
    'pt-BR': ['receita', 'valor', 'receita líquida', 'gasto', 'gastou'],
  },
  inactive: {
    en: ['inactive', 'inactivity', 'days inactive'],
    'pt-BR': ['inativo', 'inatividade', 'dias inativo', 'sem sinal'],
  },
  first_order: { en: ['first order'], 'pt-BR': ['primeiro pedido', 'primeira compra'] },
  last_order: { en: ['last order'], 'pt-BR': ['último pedido', 'última compra'] },
  state: { en: ['state'], 'pt-BR': ['estado', 'uf'] },
  city: { en: ['city'], 'pt-BR': ['cidade'] },
  source: { en: ['source'], 'pt-BR': ['fonte', 'origem'] },
  product: { en: ['product', 'bought'], 'pt-BR': ['produto', 'comprou'] },
  category: { en: ['category'], 'pt-BR': ['categoria'] },
  campaign: { en: ['campaign', 'received'], 'pt-BR': ['campanha', 'recebeu'] },
  consent: { en: ['consent', 'consents to'], 'pt-BR': ['consentimento', 'consente', 'aceita'] },
};

const fields = Object.keys(fieldWords) as RuleField[];

const byWords = new Map(
  fields.flatMap((field) =>
    [field, field.replace('_', ' '), ...Object.values(fieldWords[field]).flat()].map(
      (words) => [foldText(words), field] as const,
    ),
  ),
);

/** Most words that a field's name has. */
export const longestField = Math.max(...[...byWords.keys()].map((words) => words.split(' ').length));

/** The field of that name, in either language. */
export function findField(words: string): RuleField | undefined {
  return byWords.get(foldText(words));
}

/** How a field is written in a language. */
export function nameField(field: RuleField, locale: Locale): string {
  return fieldWords[field][locale][0] ?? field;
}

/** The names of all fields in a language. */
export function listFields(locale: Locale): string[] {
  return fields.map((field) => nameField(field, locale));
}

type Channel = (typeof consentChannels)[number];

const channelWords: Record<Channel, Record<Locale, string[]>> = {
  email: { en: ['e-mail', 'mail'], 'pt-BR': ['e-mail'] },
  sms: { en: ['SMS', 'text'], 'pt-BR': ['SMS', 'torpedo'] },
  whatsapp: { en: ['WhatsApp', 'zap'], 'pt-BR': ['WhatsApp'] },
  phone: { en: ['phone', 'call'], 'pt-BR': ['telefone', 'ligação'] },
  post: { en: ['post', 'letter'], 'pt-BR': ['correio', 'carta'] },
};

/** The way of writing to people of that name, in either language. */
export function findChannel(typed: string): Channel | undefined {
  const wanted = foldText(typed);
  return consentChannels.find((channel) =>
    [channel, ...Object.values(channelWords[channel]).flat()].some((word) => foldText(word) === wanted),
  );
}

/** How a way of writing to people is called in a language; what is none of ours stays as it is. */
export function nameChannel(channel: string, locale: Locale): string {
  return channelWords[channel as Channel]?.[locale][0] ?? channel;
}

/** What the ways of writing to people are called in a language. */
export function consentChannelNames(locale: Locale): string[] {
  return consentChannels.map((channel) => nameChannel(channel, locale));
}

/** Words between conditions, in either language. */
export const connectors = {
  and: ['and', 'e', '&', '&&'],
  or: ['or', 'ou', '|', '||'],
  not: ['not', 'nao', '!'],
};

/** Words for a rule that everybody meets. */
export const everyone = ['everyone', 'everybody', 'todos', 'todas'];

/** Words for an operator, longest first. */
export const operatorWords: [words: string, op: 'in' | 'not in' | '=' | '!=' | 'within'][] = [
  ['is not in', 'not in'],
  ['nao esta em', 'not in'],
  ['in the last', 'within'],
  ['within the last', 'within'],
  ['nos ultimos', 'within'],
  ['ha menos de', 'within'],
  ['is in', 'in'],
  ['esta em', 'in'],
  ['not in', 'not in'],
  ['nao em', 'not in'],
  ['fora de', 'not in'],
  ['is not', '!='],
  ['nao e', '!='],
  ['within', 'within'],
  ['in', 'in'],
  ['em', 'in'],
  ['is', '='],
];

/** Whether a word means something between or after values, so that a value of that name stands in quotes. */
export function isReserved(word: string): boolean {
  return [...Object.values(connectors).flat(), ...everyone, ...dayWords].includes(foldText(word));
}

/** Words after a number of days that add nothing. */
export const dayWords = ['day', 'days', 'dia', 'dias'];
