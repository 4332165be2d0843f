import { defineTexts } from '../../renderers/locale.ts';

/** What the App Home says beside the shop's own numbers. */
export const homeTexts = defineTexts({
  en: {
    roles: {
      viewer: 'Your role: viewer. You see totals and segments, never a customer’s name.',
      analyst: 'Your role: analyst. You also see customers, with their names masked.',
      admin: 'Your role: admin. You see everything, and decide who else may.',
    },
    ask: 'Ask',
    whole: 'With chart and table',
    help: 'What you can ask',
    where:
      'Type a command in any channel, mention @Regulars in a channel that I am in, or write to me under Messages. Buttons here are answered under Messages.',
  },
  'pt-BR': {
    roles: {
      viewer: 'Seu papel: leitor. Você vê totais e segmentos, nunca o nome de um cliente.',
      analyst: 'Seu papel: analista. Você também vê clientes, com os nomes mascarados.',
      admin: 'Seu papel: administrador. Você vê tudo e decide quem mais pode.',
    },
    ask: 'Perguntar',
    whole: 'Com gráfico e tabela',
    help: 'O que dá para perguntar',
    where:
      'Digite um comando em qualquer canal, mencione @Regulars em um canal em que estou ou me escreva em Mensagens. Os botões daqui são respondidos em Mensagens.',
  },
});
