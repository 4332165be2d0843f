import { defineTexts, plural } from '../../renderers/locale.ts';
import type { Count } from './rfm-texts.ts';

export interface CampaignSummary {
  name: string;
  /** Members that it was sent to, or messages; null where nobody told. */
  reached: Count | null;
  /** Orders put down to it, and their net; null where it has no members to measure. */
  orders: Count | null;
  net: string | null;
  roas: string | null;
  /** Drawn here, and no source tells yet that it was sent. */
  isDrawnOnly: boolean;
  /** Its window is still open. */
  isRunning: boolean;
}

export interface CampaignListSummary {
  campaigns: Count;
  /** How many of them are measured so far; null where all are. */
  measured: string | null;
  span: string;
  net: string;
  /** The one that brought most, with its net; null where none did. */
  best: { name: string; net: string } | null;
  /** Of how many with a holdout how many are shown to work. */
  tested: number;
  shown: number;
}

const many = (count: Count, one: string, more: string) => `${count.text} ${plural(count.count, one, more)}`;

/** What `/campaign` says. */
export const campaignTexts = defineTexts({
  en: {
    summary: (s: CampaignSummary) => {
      const reach = s.isDrawnOnly ? 'is drawn for' : 'went to';
      const reached =
        s.reached === null
          ? `“${s.name}”`
          : `“${s.name}” ${reach} ${many(s.reached, 'customer', 'customers')}`;
      if (s.orders === null || s.net === null) return `${reached}; what it brought is not known.`;
      if (s.orders.count === 0) return `${reached}; no order is put down to it${s.isRunning ? ' yet' : ''}.`;
      const brought = `${s.reached === null ? ' ' : ' and '}brought ${s.net} net from ${many(s.orders, 'order', 'orders')}`;
      return `${reached}${brought}${s.roas === null ? '' : `, ${s.roas} its cost`}.`;
    },
    listSummary: (s: CampaignListSummary) => {
      if (s.campaigns.count === 0) return `No campaign began ${s.span}.`;
      const best = s.best === null ? '' : `; “${s.best.name}” most: ${s.best.net}`;
      const tested =
        s.tested === 0
          ? ' None had a holdout, so none is shown to work.'
          : ` Of ${s.tested} with a holdout, ${s.shown} ${plural(s.shown, 'is', 'are')} shown to work.`;
      const who = many(s.campaigns, 'campaign', 'campaigns');
      const brought =
        s.measured === null
          ? `${who} ${s.span} brought`
          : `${who} ${s.span}; the ${s.measured} measured so far brought`;
      return `${brought} ${s.net} net${best}.${tested}`;
    },
    compareSummary: (best: string, net: string, second: string, secondNet: string) =>
      `“${best}” brought most: ${net} net, against ${secondNet} of “${second}”.`,
    compareNone: 'What these campaigns brought is not known.',
    span: (from: string, to: string) => `from ${from} to ${to}`,
    channels: { ads: 'Ads' },
    warnings: {
      noCost: 'Nobody told what it cost, so there is no ROAS and no ROI.',
      running: (day: string) => `Not over yet: orders until ${day} may still be its doing.`,
      goesOn: 'It is still under way.',
      stale: 'Newer data is still being worked in.',
      notMeasured: (count: number) =>
        plural(
          count,
          'One campaign is still being measured.',
          `${count} campaigns are still being measured.`,
        ),
      more: (all: string, shown: string) =>
        `The latest ${shown} of ${all}; ask for a shorter period to see others.`,
      noMembers: 'Its source tells nobody to whom it was sent, so orders cannot be put down to it.',
      reached: (count: Count) =>
        `${many(count, 'customer', 'customers')} who should have been held out answered it: the lift is an understatement.`,
      noHoldout:
        'Without a holdout nobody knows who would have bought anyway: draw one with /campaign create.',
    },
    definitions: {
      attribution: (days: string) =>
        `An order is put down to the campaign of the last open or click before it, within that campaign's window (${days}); by SMS, WhatsApp, phone or post the message itself counts.`,
      net: 'Net revenue: gross - discounts - refunds of the orders put down to it.',
      rates: 'Open and click rate and conversion are of those delivered, click-to-open of opens.',
      roas: 'ROAS = net revenue / cost; ROI = (net revenue - cost) / cost.',
      lift: 'Lift: buyers among the treated minus those among the held out, from the first message until the end of the window, with Newcombe’s interval at 95 %.',
      segments: 'RFM segments are those of the day before it began.',
    },
    windowDays: (days: string) => `${days} days`,
    drawn: (segment: string, day: string, share: string, seed: string) =>
      `Drawn from “${segment}” on ${day}: ${share} held out, seed ${seed}.`,
    actions: {
      funnel: 'Funnel',
      segments: 'By segment',
      days: 'By day',
      list: 'All campaigns',
      show: 'Show it',
      compare: 'Compare with the one before',
      export: 'Export the treated',
    },
  },
  'pt-BR': {
    summary: (s: CampaignSummary) => {
      const reach = s.isDrawnOnly ? 'foi sorteada para' : 'foi para';
      const reached =
        s.reached === null ? `“${s.name}”` : `“${s.name}” ${reach} ${many(s.reached, 'cliente', 'clientes')}`;
      if (s.orders === null || s.net === null) return `${reached}; não se sabe quanto trouxe.`;
      if (s.orders.count === 0)
        return `${reached}; ${s.isRunning ? 'ainda não há' : 'não há'} pedido atribuído a ela.`;
      const brought = `${s.reached === null ? ' ' : ' e '}trouxe ${s.net} líquidos em ${many(s.orders, 'pedido', 'pedidos')}`;
      return `${reached}${brought}${s.roas === null ? '' : `, ${s.roas} o custo`}.`;
    },
    listSummary: (s: CampaignListSummary) => {
      if (s.campaigns.count === 0) return `Nenhuma campanha começou ${s.span}.`;
      const best = s.best === null ? '' : `; a que mais trouxe foi “${s.best.name}”: ${s.best.net}`;
      const tested =
        s.tested === 0
          ? ' Nenhuma teve grupo de controle, então nenhuma tem efeito demonstrado.'
          : ` De ${s.tested} com grupo de controle, ${s.shown} ${plural(s.shown, 'tem', 'têm')} efeito demonstrado.`;
      const who = `${many(s.campaigns, 'campanha', 'campanhas')} ${s.span}`;
      const brought =
        s.measured === null
          ? `${who} ${plural(s.campaigns.count, 'trouxe', 'trouxeram')}`
          : `${who}; as ${s.measured} medidas até agora trouxeram`;
      return `${brought} ${s.net} líquidos${best}.${tested}`;
    },
    compareSummary: (best, net, second, secondNet) =>
      `“${best}” foi a que mais trouxe: ${net} líquidos, contra ${secondNet} de “${second}”.`,
    compareNone: 'Não se sabe quanto essas campanhas trouxeram.',
    span: (from, to) => `de ${from} a ${to}`,
    channels: { ads: 'Anúncios' },
    warnings: {
      noCost: 'Ninguém informou o custo, então não há ROAS nem ROI.',
      running: (day) => `Ainda não terminou: pedidos até ${day} ainda podem ser dela.`,
      goesOn: 'Ainda está em andamento.',
      stale: 'Dados mais novos ainda estão sendo considerados.',
      notMeasured: (count) =>
        plural(
          count,
          'Uma campanha ainda está sendo medida.',
          `${count} campanhas ainda estão sendo medidas.`,
        ),
      more: (all, shown) =>
        `As ${shown} mais recentes de ${all}; peça um período mais curto para ver outras.`,
      noMembers: 'A fonte não diz para quem ela foi enviada, então não dá para atribuir pedidos a ela.',
      reached: (count) =>
        `${many(count, 'cliente que deveria', 'clientes que deveriam')} ficar no controle ${plural(count.count, 'respondeu', 'responderam')} a ela: o efeito está subestimado.`,
      noHoldout:
        'Sem grupo de controle ninguém sabe quem compraria de qualquer forma: sorteie um com /campaign create.',
    },
    definitions: {
      attribution: (days) =>
        `Um pedido é atribuído à campanha da última abertura ou clique antes dele, dentro da janela dessa campanha (${days}); em SMS, WhatsApp, telefone ou correio vale a própria mensagem.`,
      net: 'Receita líquida: bruta - descontos - reembolsos dos pedidos atribuídos a ela.',
      rates:
        'Aberturas, cliques e conversão são sobre os entregues; clique por abertura, sobre as aberturas.',
      roas: 'ROAS = receita líquida / custo; ROI = (receita líquida - custo) / custo.',
      lift: 'Efeito: compradores entre os tratados menos entre os do controle, da primeira mensagem ao fim da janela, com o intervalo de Newcombe a 95 %.',
      segments: 'Os segmentos RFM são os da véspera do início.',
    },
    windowDays: (days) => `${days} dias`,
    drawn: (segment, day, share, seed) =>
      `Sorteada de “${segment}” em ${day}: ${share} no controle, semente ${seed}.`,
    actions: {
      funnel: 'Funil',
      segments: 'Por segmento',
      days: 'Por dia',
      list: 'Todas as campanhas',
      show: 'Mostrar',
      compare: 'Comparar com a anterior',
      export: 'Exportar os tratados',
    },
  },
});
