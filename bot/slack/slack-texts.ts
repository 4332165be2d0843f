import { defineTexts } from '../../renderers/locale.ts';

/** What is said in Slack alone. */
export const slackTexts = defineTexts({
  en: {
    /** Why an answer does not stand where it was meant to, and what to do about it. */
    moved: {
      not_in_channel: 'I am not in that channel, so the answer is here. To have me there: /invite @Regulars',
      channel_not_found:
        'I cannot see that channel, so the answer is here. To have me there: /invite @Regulars',
      is_archived: 'That channel is archived, so the answer is here.',
      restricted_action: 'A rule of your workspace keeps me from posting there, so the answer is here.',
      other: (error: string) => `Slack did not let me answer there (${error}), so the answer is here.`,
    },
    inDoubt: (line: string) =>
      `I answered ${line}, but Slack did not confirm it. If you do not see the answer, ask again or press the button.`,
    notHere: 'Regulars answers only members of its own workspace.',
    shared: 'Shown in the channel.',
    revoked:
      'Slack no longer accepts my token: whoever runs Regulars has to install the app again (docs/slack.md). Until then I answer commands alone, without charts.',
    formNotOpened: (line: string) => `Slack did not open the form. Write it in one line, for example ${line}`,
  },
  'pt-BR': {
    moved: {
      not_in_channel: 'Não estou nesse canal, então a resposta está aqui. Para me incluir: /invite @Regulars',
      channel_not_found:
        'Não vejo esse canal, então a resposta está aqui. Para me incluir: /invite @Regulars',
      is_archived: 'Esse canal está arquivado, então a resposta está aqui.',
      restricted_action: 'Uma regra do workspace não me deixa publicar lá, então a resposta está aqui.',
      other: (error) => `O Slack não me deixou responder lá (${error}), então a resposta está aqui.`,
    },
    inDoubt: (line) =>
      `Respondi a ${line}, mas o Slack não confirmou. Se você não vir a resposta, pergunte de novo ou aperte o botão.`,
    notHere: 'O Regulars só responde a membros do seu próprio workspace.',
    shared: 'Mostrado no canal.',
    revoked:
      'O Slack não aceita mais meu token: quem opera o Regulars precisa instalar o app de novo (docs/slack.md). Até lá respondo só a comandos, sem gráficos.',
    formNotOpened: (line) => `O Slack não abriu o formulário. Escreva em uma linha, por exemplo ${line}`,
  },
});
