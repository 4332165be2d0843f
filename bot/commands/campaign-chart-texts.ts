import { defineTexts } from '../../renderers/locale.ts';

/** What the pictures of campaigns say. */
export const campaignChartTexts = defineTexts({
  en: {
    nothingMeasured: 'No order is put down to any of them.',
    titles: {
      list: (name: string, net: string) => `“${name}” brought most: ${net}`,
      funnel: (name: string, rate: string | null) =>
        rate === null ? `“${name}”: from sent to bought` : `“${name}”: ${rate} of those delivered bought`,
      segments: (name: string, segment: string, net: string) =>
        `“${name}” earned most from ${segment}: ${net}`,
      effects: (name: string, shown: number, all: number) =>
        shown === 0
          ? `“${name}” is not shown to work in any segment alone`
          : `“${name}” is shown to work in ${shown} of ${all} segments`,
      days: (name: string, net: string) => `“${name}” brought ${net} net`,
      compareLift: (name: string, lift: string) => `“${name}” has the largest shown effect: ${lift}`,
      compareUnshown: 'None of them is shown to work yet',
    },
    subtitles: {
      list: (span: string) => `Net revenue put down to each campaign that began ${span}`,
      funnel: (span: string) => `Messages and customers, ${span}`,
      segments: (day: string) => `Net revenue put down to it, by RFM segment on ${day}`,
      effects: (day: string, small: number, least: number) =>
        `Share of buyers, treated minus held out, by RFM segment on ${day}${small === 0 ? '' : `; ${small} with fewer than ${least} on a side left out`}`,
      first: (subtitle: string, shown: number) => `${subtitle}; the first ${shown}`,
      days: 'Net revenue put down to it, by day of the order',
      compareNet: 'Net revenue put down to each campaign',
      compareLift: 'Share of buyers, treated minus held out',
    },
    nothing: 'No order is put down to it.',
    fewMembers: (least: number) => `No segment has ${least} customers both treated and held out.`,
    noMembers: 'Nobody is known to whom it was sent.',
    rate: 'Rate',
    difference: 'Difference (95 %)',
    steps: {
      sent: 'Sent',
      delivered: 'Delivered',
      opens: 'Opened',
      clicks: 'Clicked',
      buyers: 'Bought by it',
    },
    of: { sent: 'of sent', delivered: 'of delivered', opens: 'of opens' },
  },
  'pt-BR': {
    nothingMeasured: 'Nenhum pedido é atribuído a nenhuma delas.',
    titles: {
      list: (name, net) => `“${name}” foi a que mais trouxe: ${net}`,
      funnel: (name, rate) =>
        rate === null ? `“${name}”: do envio à compra` : `“${name}”: ${rate} dos entregues compraram`,
      segments: (name, segment, net) => `“${name}” ganhou mais com ${segment}: ${net}`,
      effects: (name, shown, all) =>
        shown === 0
          ? `“${name}” não tem efeito demonstrado em nenhum segmento sozinho`
          : `“${name}” tem efeito demonstrado em ${shown} de ${all} segmentos`,
      days: (name, net) => `“${name}” trouxe ${net} líquidos`,
      compareLift: (name, lift) => `“${name}” tem o maior efeito demonstrado: ${lift}`,
      compareUnshown: 'Nenhuma delas tem efeito demonstrado ainda',
    },
    subtitles: {
      list: (span) => `Receita líquida atribuída a cada campanha que começou ${span}`,
      funnel: (span) => `Mensagens e clientes, ${span}`,
      segments: (day) => `Receita líquida atribuída a ela, por segmento RFM em ${day}`,
      effects: (day, small, least) =>
        `Compradores, tratados menos controle, por segmento RFM em ${day}${small === 0 ? '' : `; ${small} com menos de ${least} de um lado ficam de fora`}`,
      first: (subtitle, shown) => `${subtitle}; as ${shown} primeiras`,
      days: 'Receita líquida atribuída a ela, por dia do pedido',
      compareNet: 'Receita líquida atribuída a cada campanha',
      compareLift: 'Compradores, tratados menos controle',
    },
    nothing: 'Nenhum pedido é atribuído a ela.',
    fewMembers: (least) => `Nenhum segmento tem ${least} clientes tratados e no controle.`,
    noMembers: 'Não se sabe para quem ela foi enviada.',
    rate: 'Taxa',
    difference: 'Diferença (95 %)',
    steps: {
      sent: 'Enviados',
      delivered: 'Entregues',
      opens: 'Abriram',
      clicks: 'Clicaram',
      buyers: 'Compraram',
    },
    of: { sent: 'dos enviados', delivered: 'dos entregues', opens: 'dos que abriram' },
  },
});
