import { makeAllInert } from '../../renderers/inert-text.ts';
import { defineTexts, type Locale, plural } from '../../renderers/locale.ts';
import type { RejectionParams, RejectionReason } from '../../services/imports/index.ts';

type Reasons = { [K in RejectionReason]: (params: RejectionParams) => string };

const english: Reasons = {
  too_few_columns: ({ expected, found }) =>
    `${found} ${plural(Number(found), 'column', 'columns')} instead of ${expected}`,
  too_many_columns: ({ expected, found }) => `${found} columns instead of ${expected}`,
  broken_quotes: () => 'the quotes do not match',
  bad_characters: () => 'characters that are no text',
  too_long: ({ field }) => `${field} is longer than 500 characters`,
  no_order_id: () => 'no order number',
  no_customer: () => 'no customer',
  no_date: () => 'no date',
  bad_date: ({ field, value }) => `${field}: “${value}” is no date`,
  unclear_date: ({ field, value }) =>
    `${field}: “${value}” can be read in two ways; add --date-order dmy or mdy`,
  date_too_early: ({ field, value }) => `${field}: “${value}” is before 1990`,
  date_in_future: ({ field, value }) => `${field}: “${value}” is in the future`,
  no_amount: () => 'no amount',
  bad_amount: ({ field, value }) => `${field}: “${value}” is no number`,
  too_precise: ({ field, value, currency }) => `${field}: “${value}” has more decimals than ${currency}`,
  too_large: ({ field }) => `${field} is too large`,
  other_currency: ({ value, currency }) =>
    `“${value}” is not in ${currency}; add --currency or a currency column`,
  unknown_currency: ({ value }) => `“${value}” is no currency`,
  unknown_status: ({ value }) => `unknown status “${value}”; say what it means with --status "${value}=paid"`,
  mixed_currencies: ({ order }) => `order ${order} has lines in several currencies`,
  amounts_disagree: ({ order }) => `tax and shipping of order ${order} are more than its total`,
  no_event_id: () => 'no id of the activation',
  no_model: () => 'no model',
  no_version: () => 'a threshold without a version',
  bad_probability: ({ field, value }) => `${field}: “${value}” is no number from 0 to 1`,
  bad_flag: ({ field, value }) => `${field}: “${value}” is neither yes nor no`,
  bad_latency: ({ value }) => `latency_ms: “${value}” is not milliseconds of up to a day`,
  no_outcome: () => 'a time of the outcome without an outcome',
};

const portuguese: Reasons = {
  too_few_columns: ({ expected, found }) =>
    `${found} ${plural(Number(found), 'coluna', 'colunas')} em vez de ${expected}`,
  too_many_columns: ({ expected, found }) => `${found} colunas em vez de ${expected}`,
  broken_quotes: () => 'as aspas não fecham',
  bad_characters: () => 'caracteres que não são texto',
  too_long: ({ field }) => `${field} tem mais de 500 caracteres`,
  no_order_id: () => 'sem número do pedido',
  no_customer: () => 'sem cliente',
  no_date: () => 'sem data',
  bad_date: ({ field, value }) => `${field}: “${value}” não é uma data`,
  unclear_date: ({ field, value }) =>
    `${field}: “${value}” pode ser lida de duas formas; acrescente --date-order dmy ou mdy`,
  date_too_early: ({ field, value }) => `${field}: “${value}” é anterior a 1990`,
  date_in_future: ({ field, value }) => `${field}: “${value}” está no futuro`,
  no_amount: () => 'sem valor',
  bad_amount: ({ field, value }) => `${field}: “${value}” não é um número`,
  too_precise: ({ field, value, currency }) =>
    `${field}: “${value}” tem mais casas decimais do que ${currency}`,
  too_large: ({ field }) => `${field} é grande demais`,
  other_currency: ({ value, currency }) =>
    `“${value}” não está em ${currency}; acrescente --currency ou uma coluna de moeda`,
  unknown_currency: ({ value }) => `“${value}” não é uma moeda`,
  unknown_status: ({ value }) =>
    `status desconhecido “${value}”; diga o que significa com --status "${value}=paid"`,
  mixed_currencies: ({ order }) => `o pedido ${order} tem linhas em moedas diferentes`,
  amounts_disagree: ({ order }) => `impostos e frete do pedido ${order} passam do total`,
  no_event_id: () => 'sem id da ativação',
  no_model: () => 'sem modelo',
  no_version: () => 'um limiar sem versão',
  bad_probability: ({ field, value }) => `${field}: “${value}” não é um número de 0 a 1`,
  bad_flag: ({ field, value }) => `${field}: “${value}” não é sim nem não`,
  bad_latency: ({ value }) => `latency_ms: “${value}” não são milissegundos de até um dia`,
  no_outcome: () => 'um horário do resultado sem resultado',
};

const texts = defineTexts<Reasons>({ en: english, 'pt-BR': portuguese });

/** Why a line was refused, in the reader's language, without a full stop. */
export function explainRejection(
  locale: Locale,
): (reason: RejectionReason, params: RejectionParams) => string {
  const reasons = texts(locale);
  return (reason, params) => reasons[reason](makeAllInert(params));
}
