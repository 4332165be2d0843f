import { defineTexts, plural } from '../../renderers/locale.ts';
import type { Count } from './rfm-texts.ts';

export interface SegmentSummary {
  name: string;
  day: string;
  customers: Count;
  /** `+3 % since 31 October`; null where there is nothing to compare with. */
  change: string | null;
  net: string;
  /** Net a customer; null without any. */
  average: string | null;
}

export interface ListSummary {
  own: Count;
  day: string;
  /** The one that grew most, and the one that shrank most, since the month before; null where none did. */
  grew: string | null;
  shrank: string | null;
}

const who = (customers: Count) => `${customers.text} ${plural(customers.count, 'customer', 'customers')}`;
const quem = (customers: Count) => `${customers.text} ${plural(customers.count, 'cliente', 'clientes')}`;

/** What `/segment` says. */
export const segmentTexts = defineTexts({
  en: {
    who,
    summary: (s: SegmentSummary) =>
      s.customers.count === 0
        ? `Nobody was in “${s.name}” on ${s.day}${s.change === null ? '' : `, ${s.change}`}.`
        : `“${s.name}” held ${who(s.customers)} on ${s.day}${s.change === null ? '' : `, ${s.change}`}; ${plural(s.customers.count, 'it has', 'they have')} brought ${s.net}${s.average === null || s.customers.count === 1 ? '' : `, ${s.average} each`}.`,
    change: (change: string, since: string) => `${change} since ${since}`,
    same: (since: string) => `as many as on ${since}`,
    listSummary: (s: ListSummary) => {
      const own =
        s.own.count === 0
          ? 'There is no segment of your own yet'
          : `${s.own.text} ${plural(s.own.count, 'segment', 'segments')} of your own on ${s.day}`;
      const moves = [s.grew && `${s.grew} grew most`, s.shrank && `${s.shrank} shrank most`].filter(Boolean);
      return `${own}${moves.length > 0 ? `; of all, ${moves.join(' and ')}` : ''}.`;
    },
    moved: (name: string, change: string) => `“${name}” (${change})`,
    listTitle: (name: string, customers: string) => `“${name}” is the largest segment: ${customers}`,
    ownTitle: (name: string, customers: string) => `“${name}” is your largest segment: ${customers}`,
    listSubtitle: (day: string, since: string | null) =>
      since === null ? `Customers by segment, ${day}` : `Customers by segment, ${day}; change since ${since}`,
    titleNow: (name: string, customers: string) => `“${name}”: ${customers}`,
    titleChange: (name: string, customers: string, change: string, since: string) =>
      `“${name}”: ${customers}, ${change} since ${since}`,
    overTime: 'Customers at the end of each month, and on the last day known',
    bySegment: (day: string) => `Customers by RFM segment, ${day}`,
    byState: (day: string) => `Customers by state, ${day}`,
    noCustomers: 'Nobody is in it on that day.',
    noOrders: 'No orders',
    noState: 'Unknown',
    size: 'Customers',
    columns: {
      segment: 'Segment',
      customers: 'Customers',
      change: (since: string) => `Change since ${since}`,
      net: 'Net revenue',
      average: 'A customer',
      rule: 'Who belongs',
      day: 'Day',
      orders: 'Orders',
      state: 'State',
      share: 'Share',
      at: 'When',
      what: 'What',
      name: 'Name',
      email: 'E-mail',
      phone: 'Phone',
      city: 'City',
      lastOrder: 'Last order',
    },
    changes: { created: 'made', edited: 'changed', archived: 'archived', restored: 'taken back' },
    sizes: 'Size over time',
    parts: 'By RFM segment',
    states: 'By state',
    history: 'History',
    rule: (rule: string) => `Who belongs: ${rule}.`,
    archived: (day: string) => `It was archived on ${day} and is no longer in the list.`,
    notCounted: (months: number) =>
      plural(
        months,
        'One earlier month is still being counted.',
        `${months} earlier months are still being counted.`,
      ),
    someNotCounted: (segments: number) =>
      plural(
        segments,
        'One segment is still being counted: ask again in a moment.',
        `${segments} segments are still being counted: ask again in a moment.`,
      ),
    definitions: {
      segment:
        'A segment holds the customers of whom its rule is true on the day; it is counted anew as data comes.',
      net: 'Net revenue: gross - discounts - refunds of all their counted orders up to the day.',
      attributes: 'For earlier days, city, state, consents and sources are taken as they are known now.',
      erased: 'Erased persons belong to no segment, though their orders still count in /rfm.',
      rfm: 'RFM scores are those of the day (see /rfm).',
    },
    actions: {
      overTime: 'Over time',
      bySegment: 'By segment',
      byState: 'By state',
      members: 'Members',
      export: 'Export',
      edit: 'Change',
      saveAs: (name: string) => `Save “${name}”`,
      show: 'Show it',
      list: 'All segments',
      next: 'Next',
      first: 'From the start',
      undo: 'Take back',
    },
  },
  'pt-BR': {
    who: quem,
    summary: (s: SegmentSummary) =>
      s.customers.count === 0
        ? `Ninguém estava em “${s.name}” em ${s.day}${s.change === null ? '' : `, ${s.change}`}.`
        : `“${s.name}” tinha ${quem(s.customers)} em ${s.day}${s.change === null ? '' : `, ${s.change}`}; já ${plural(s.customers.count, 'trouxe', 'trouxeram')} ${s.net}${s.average === null || s.customers.count === 1 ? '' : `, ${s.average} cada`}.`,
    change: (change: string, since: string) => `${change} desde ${since}`,
    same: (since: string) => `o mesmo número de ${since}`,
    listSummary: (s: ListSummary) => {
      const own =
        s.own.count === 0
          ? 'Ainda não há nenhum segmento seu'
          : `${s.own.text} ${plural(s.own.count, 'segmento seu', 'segmentos seus')} em ${s.day}`;
      const moves = [
        s.grew && `${s.grew} foi o que mais cresceu`,
        s.shrank && `${s.shrank} o que mais caiu`,
      ].filter(Boolean);
      return `${own}${moves.length > 0 ? `; de todos, ${moves.join(' e ')}` : ''}.`;
    },
    moved: (name: string, change: string) => `“${name}” (${change})`,
    listTitle: (name: string, customers: string) => `“${name}” é o maior segmento: ${customers}`,
    ownTitle: (name: string, customers: string) => `“${name}” é o seu maior segmento: ${customers}`,
    listSubtitle: (day: string, since: string | null) =>
      since === null
        ? `Clientes por segmento, ${day}`
        : `Clientes por segmento, ${day}; variação desde ${since}`,
    titleNow: (name: string, customers: string) => `“${name}”: ${customers}`,
    titleChange: (name: string, customers: string, change: string, since: string) =>
      `“${name}”: ${customers}, ${change} desde ${since}`,
    overTime: 'Clientes no fim de cada mês e no último dia conhecido',
    bySegment: (day: string) => `Clientes por segmento RFM, ${day}`,
    byState: (day: string) => `Clientes por estado, ${day}`,
    noCustomers: 'Ninguém está nele nesse dia.',
    noOrders: 'Sem pedidos',
    noState: 'Desconhecido',
    size: 'Clientes',
    columns: {
      segment: 'Segmento',
      customers: 'Clientes',
      change: (since: string) => `Variação desde ${since}`,
      net: 'Receita líquida',
      average: 'Por cliente',
      rule: 'Quem faz parte',
      day: 'Dia',
      orders: 'Pedidos',
      state: 'Estado',
      share: '% do total',
      at: 'Quando',
      what: 'O quê',
      name: 'Nome',
      email: 'E-mail',
      phone: 'Telefone',
      city: 'Cidade',
      lastOrder: 'Último pedido',
    },
    changes: { created: 'criado', edited: 'alterado', archived: 'arquivado', restored: 'recuperado' },
    sizes: 'Tamanho ao longo do tempo',
    parts: 'Por segmento RFM',
    states: 'Por estado',
    history: 'Histórico',
    rule: (rule: string) => `Quem faz parte: ${rule}.`,
    archived: (day: string) => `Foi arquivado em ${day} e não está mais na lista.`,
    notCounted: (months: number) =>
      plural(
        months,
        'Um mês anterior ainda está sendo contado.',
        `${months} meses anteriores ainda estão sendo contados.`,
      ),
    someNotCounted: (segments: number) =>
      plural(
        segments,
        'Um segmento ainda está sendo contado: pergunte de novo daqui a pouco.',
        `${segments} segmentos ainda estão sendo contados: pergunte de novo daqui a pouco.`,
      ),
    definitions: {
      segment:
        'Um segmento tem os clientes para os quais a regra vale no dia; é contado de novo conforme chegam dados.',
      net: 'Receita líquida: bruta - descontos - reembolsos de todos os pedidos contados até o dia.',
      attributes: 'Para dias anteriores, cidade, estado, consentimentos e fontes são os conhecidos agora.',
      erased: 'Pessoas apagadas não fazem parte de segmentos, embora seus pedidos ainda contem em /rfm.',
      rfm: 'As notas RFM são as do dia (veja /rfm).',
    },
    actions: {
      overTime: 'Ao longo do tempo',
      bySegment: 'Por segmento',
      byState: 'Por estado',
      members: 'Clientes',
      export: 'Exportar',
      edit: 'Alterar',
      saveAs: (name: string) => `Salvar “${name}”`,
      show: 'Mostrar',
      list: 'Todos os segmentos',
      next: 'Próximos',
      first: 'Do começo',
      undo: 'Recuperar',
    },
  },
});
