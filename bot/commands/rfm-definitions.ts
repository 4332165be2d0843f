import { defineTexts } from '../../renderers/locale.ts';

/** Definitions behind `/rfm`, a sentence each. */
export const rfmDefinitions = defineTexts({
  en: {
    who: 'Customers with at least one counted order up to and including the day.',
    rfm: 'Recency: whole local days since the last order. Frequency: counted orders. Monetary: their net revenue.',
    scores:
      'Scores 1 to 5 by the 20/40/60/80 % quantiles (linear interpolation); equal values get equal scores.',
    segments: 'Segments lie on the grid of recency × frequency scores; each customer is in exactly one.',
    moves:
      'A move is judged by the order of the segments from Champions to Hibernating; at stake is the net revenue brought up to the earlier day, and by those who are new, up to the later one.',
  },
  'pt-BR': {
    who: 'Clientes com pelo menos um pedido contado até o dia, inclusive.',
    rfm: 'Recência: dias locais inteiros desde o último pedido. Frequência: pedidos contados. Monetário: a receita líquida deles.',
    scores:
      'Notas de 1 a 5 pelos quantis de 20/40/60/80 % (interpolação linear); valores iguais têm notas iguais.',
    segments:
      'Os segmentos ficam na grade de notas de recência × frequência; cada cliente está em exatamente um.',
    moves:
      'O movimento é julgado pela ordem dos segmentos, de Campeões a Hibernando; em jogo está a receita líquida trazida até o primeiro dia e, de quem é novo, até o segundo.',
  },
});
