import { defineTexts } from '../../renderers/locale.ts';

export const discordTexts = defineTexts({
  en: {
    notInForm: (names: string) =>
      `Not in this form, and as they were: ${names}. They can be given in the command.`,
    tryAgain: 'That did not work just now. Try again in a moment.',
    notHere: 'Regulars answers only members of its own servers.',
    memberUnknown: 'Discord did not say whether you belong to our server. Ask again in a moment.',
    answeredPrivately: (line: string) =>
      `I answered ${line} for you alone. If you do not see the answer, ask again.`,
    inDoubt: (line: string) =>
      `I showed ${line} in the channel, but Discord did not confirm it. If it is not there, ask again.`,
    notSent: (line: string) => `Discord did not take the answer to ${line}. Ask again in a moment.`,
  },
  'pt-BR': {
    notInForm: (names) => `Fora deste formulário, e como estavam: ${names}. Podem ser dados no comando.`,
    tryAgain: 'Não funcionou agora. Tente de novo em instantes.',
    notHere: 'O Regulars só responde a membros dos seus próprios servidores.',
    memberUnknown: 'O Discord não disse se você faz parte do nosso servidor. Pergunte de novo em instantes.',
    answeredPrivately: (line) =>
      `Respondi a ${line} só para você. Se você não vir a resposta, pergunte de novo.`,
    inDoubt: (line) =>
      `Mostrei ${line} no canal, mas o Discord não confirmou. Se não estiver lá, pergunte de novo.`,
    notSent: (line) => `O Discord não aceitou a resposta a ${line}. Pergunte de novo em instantes.`,
  },
});
