import { defineTexts } from '../renderers/locale.ts';

/** What is said where a customer cannot be shown or changed, by the reason of the error. */
export const customerErrorTexts = defineTexts<Record<string, (params: Record<string, string>) => string>>({
  en: {
    customer_unknown: ({ part }) => `There is no customer ${part || 'of that number'}.`,
    customer_ambiguous: () =>
      'That could be several customers, or none: give the number on the card, such as #12.',
    customer_erased: () => 'That person was erased, and nothing of them can be changed any more.',
    customer_merge_same: () => 'That is the same customer twice.',
    customer_merge_none: () => 'Nobody was merged into that customer, or it was undone already.',
    customer_split_none: () =>
      'The customer is not known in that way: the numbers stand on the card, under how sources know them.',
    customer_split_all: () =>
      'Nothing would be left of the customer: leave at least one of the ways in which they are known.',
  },
  'pt-BR': {
    customer_unknown: ({ part }) => `Não existe o cliente ${part || 'desse número'}.`,
    customer_ambiguous: () =>
      'Podem ser vários clientes, ou nenhum: informe o número que está no cartão, como #12.',
    customer_erased: () => 'Essa pessoa foi apagada, e nada dela pode mais ser alterado.',
    customer_merge_same: () => 'É o mesmo cliente duas vezes.',
    customer_merge_none: () => 'Ninguém foi unido a esse cliente, ou a união já foi desfeita.',
    customer_split_none: () =>
      'O cliente não é conhecido assim: os números estão no cartão, em como as fontes o conhecem.',
    customer_split_all: () => 'Não sobraria nada do cliente: deixe ao menos uma das formas como é conhecido.',
  },
});
