import { defineTexts } from '../renderers/locale.ts';

/** What is said of a campaign that cannot be shown or drawn, by the reason of the error. */
export const campaignErrorTexts = defineTexts<Record<string, (params: Record<string, string>) => string>>({
  en: {
    campaign_unknown: ({ part, known }) =>
      `There is no campaign "${part}".${known ? ` The latest are: ${known}.` : ''}`,
    campaign_none: () =>
      'No campaign is known yet: sources bring them in, and /campaign create draws one from a segment.',
    campaigns_unfit: ({ given, most }) =>
      `Name two to ${most} campaigns, with commas between; I read ${given}.`,
    campaign_name_taken: ({ part }) =>
      `A campaign is called "${part}" already: choose another name. If it is yours, /campaign export "${part}" gives its file again.`,
    campaign_name_unfit: ({ part, most }) =>
      `"${part}" cannot be a campaign's name: it takes 1 to ${most} letters.`,
    campaign_too_few: ({ part }) =>
      `Fewer than two customers of "${part}" agreed to be written to that way: nobody can be held out.`,
    campaign_not_drawn: ({ part }) =>
      `"${part}" was not drawn here, so there is no list of whom to write to. /campaign create draws one.`,
    amount_unfit: ({ part }) => `"${part}" is no amount: write it as 500 or 1,234.50.`,
  },
  'pt-BR': {
    campaign_unknown: ({ part, known }) =>
      `Não existe a campanha "${part}".${known ? ` As mais recentes são: ${known}.` : ''}`,
    campaign_none: () =>
      'Ainda não há campanhas: as fontes as trazem, e /campaign create sorteia uma a partir de um segmento.',
    campaigns_unfit: ({ given, most }) =>
      `Diga de duas a ${most} campanhas, separadas por vírgulas; li ${given}.`,
    campaign_name_taken: ({ part }) =>
      `Já existe uma campanha "${part}": escolha outro nome. Se ela é sua, /campaign export "${part}" dá o arquivo de novo.`,
    campaign_name_unfit: ({ part, most }) =>
      `"${part}" não serve de nome para uma campanha: são de 1 a ${most} letras.`,
    campaign_too_few: ({ part }) =>
      `Menos de dois clientes de "${part}" aceitam ser contatados assim: ninguém pode ficar no controle.`,
    campaign_not_drawn: ({ part }) =>
      `"${part}" não foi sorteada aqui, então não há lista de quem contatar. /campaign create sorteia uma.`,
    amount_unfit: ({ part }) => `"${part}" não é um valor: escreva 500 ou 1.234,50.`,
  },
});
