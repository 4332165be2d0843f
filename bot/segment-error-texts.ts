import { defineTexts } from '../renderers/locale.ts';

/** What is said of a segment or a rule that cannot be used, by the reason of the error. */
export const segmentErrorTexts = defineTexts<Record<string, (params: Record<string, string>) => string>>({
  en: {
    segment_unknown: ({ part, own }) =>
      `There is no segment "${part}".${own ? ` Your own: ${own}.` : ' There are those of the RFM grid, and none of your own yet.'}`,
    segment_name_taken: ({ part }) =>
      `There is a segment "${part}" already: choose another name, or change that one.`,
    segment_name_unfit: ({ part, most }) =>
      `"${part}" cannot be a segment's name: it takes 1 to ${most} letters.`,
    segment_builtin: ({ part }) =>
      `"${part}" is of the RFM grid, which stays as it is; make one of your own from it.`,
    segment_changed: ({ part }) =>
      `Somebody else has just changed "${part}". Look at it again and repeat the change.`,
    segment_edit_empty: ({ part }) => `What is to change in "${part}"? A new name, a new rule, or both.`,
    rule_empty: () => 'Who is to belong? The rule is empty.',
    rule_field_unknown: ({ part, nearest, allowed }) =>
      `I do not know "${part}" of a customer.${nearest ? ` Did you mean "${nearest}"?` : ''} A rule can look at: ${allowed}.`,
    rule_condition_missing: ({ part }) => `The rule ends after "${part}": a condition is missing there.`,
    rule_operator_missing: ({ field, allowed }) => `What about "${field}"? It takes one of ${allowed}.`,
    rule_operator_unfit: ({ field, part }) => `"${field}" cannot be compared by "${part}".`,
    rule_value_missing: ({ field }) => `"${field}" is compared with nothing: its value is missing.`,
    rule_value_unfit: ({ field, part, nearest, allowed, kind }) =>
      `"${part}" is no value for "${field}".${nearest ? ` Did you mean "${nearest}"?` : ''}${allowed ? ` It can be: ${allowed}.` : (wanted.en[kind ?? ''] ?? '')}`,
    rule_bracket_open: ({ part }) => `A bracket is opened and never closed, before "${part}".`,
    rule_word_unexpected: ({ part }) =>
      `I did not expect "${part}" there: between conditions stands "and" or "or".`,
    rule_too_large: () => 'That rule is too large: it takes up to 50 conditions, in groups up to 8 deep.',
  },
  'pt-BR': {
    segment_unknown: ({ part, own }) =>
      `Não existe o segmento "${part}".${own ? ` Os seus: ${own}.` : ' Há os da grade RFM, e ainda nenhum seu.'}`,
    segment_name_taken: ({ part }) => `Já existe um segmento "${part}": escolha outro nome, ou altere esse.`,
    segment_name_unfit: ({ part, most }) =>
      `"${part}" não serve de nome para um segmento: são de 1 a ${most} letras.`,
    segment_builtin: ({ part }) => `"${part}" é da grade RFM, que fica como está; crie um seu a partir dele.`,
    segment_changed: ({ part }) => `Alguém acabou de alterar "${part}". Confira e repita a alteração.`,
    segment_edit_empty: ({ part }) => `O que mudar em "${part}"? Um novo nome, uma nova regra, ou os dois.`,
    rule_empty: () => 'Quem deve fazer parte? A regra está vazia.',
    rule_field_unknown: ({ part, nearest, allowed }) =>
      `Não conheço "${part}" de um cliente.${nearest ? ` Você quis dizer "${nearest}"?` : ''} Uma regra pode olhar: ${allowed}.`,
    rule_condition_missing: ({ part }) => `A regra termina depois de "${part}": falta uma condição ali.`,
    rule_operator_missing: ({ field, allowed }) => `O que tem "${field}"? Use um destes: ${allowed}.`,
    rule_operator_unfit: ({ field, part }) => `"${field}" não pode ser comparado por "${part}".`,
    rule_value_missing: ({ field }) => `"${field}" não é comparado com nada: falta o valor.`,
    rule_value_unfit: ({ field, part, nearest, allowed, kind }) =>
      `"${part}" não é um valor para "${field}".${nearest ? ` Você quis dizer "${nearest}"?` : ''}${allowed ? ` Pode ser: ${allowed}.` : (wanted['pt-BR'][kind ?? ''] ?? '')}`,
    rule_bracket_open: ({ part }) => `Um parêntese abre e nunca fecha, antes de "${part}".`,
    rule_word_unexpected: ({ part }) => `Não esperava "${part}" ali: entre condições vai "e" ou "ou".`,
    rule_too_large: () => 'Essa regra é grande demais: são até 50 condições, em grupos de até 8 níveis.',
  },
});

/** What a field of a kind takes. */
const wanted: Record<'en' | 'pt-BR', Record<string, string>> = {
  en: {
    score: ' It is a score from 1 to 5.',
    count: ' It is a whole number.',
    money: ' It is an amount, such as 500 or 1,234.50.',
    day: ' It is a day or a month, such as 2026-10.',
  },
  'pt-BR': {
    score: ' É uma nota de 1 a 5.',
    count: ' É um número inteiro.',
    money: ' É um valor, como 500 ou 1.234,50.',
    day: ' É um dia ou um mês, como 2026-10.',
  },
};
