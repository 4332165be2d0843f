import { defineTexts, plural } from '../../renderers/locale.ts';
import type { Count } from './rfm-texts.ts';

const things = (n: Count, one: string, other: string) => `${n.text} ${plural(n.count, one, other)}`;

const en = {
  merge: {
    would: (from: string, into: string, orders: Count) =>
      `Merging ${from} into ${into} would move ${things(orders, 'order', 'orders')}; nothing is done yet.`,
    done: (from: string, into: string, orders: Count, net: string) =>
      `${from} is now one with ${into}: ${things(orders, 'order', 'orders')} for ${net} net in all.`,
    keeps: (into: string) =>
      `Name and addresses of ${into} stay; what is not known of them is taken from the other. Of each consent the latest counts, and whatever either source tells later goes to ${into}.`,
    undo: 'It is recorded and can be undone, exactly, the latest merge first.',
  },
  unmerge: {
    would: (who: string, from: number, orders: Count) =>
      `Undoing the merge of #${from} into ${who} would give ${things(orders, 'order', 'orders')} back to #${from}; nothing is done yet.`,
    done: (who: string, from: number, orders: Count) =>
      `${who} and #${from} are two customers again; ${things(orders, 'order', 'orders')} went back.`,
    since: (orders: Count, who: string) =>
      `${things(orders, 'order', 'orders')} placed since the merge ${plural(orders.count, 'stays', 'stay')} with ${who}.`,
  },
  split: {
    would: (who: string, taken: Count, orders: Count) =>
      `Splitting ${things(taken, 'identity', 'identities')} off ${who} would make a new customer, with ${things(orders, 'order', 'orders')}; nothing is done yet.`,
    done: (who: string, number: number, orders: Count) =>
      `#${number} was split off ${who}, with ${things(orders, 'order', 'orders')}.`,
    sources: (names: string) => `Orders, interactions and consents of ${names} go along.`,
    noSource:
      'No orders go along: an order does not say by which of two ids of a source it came, so they go with the last id of their source only.',
    undo: 'To undo it, merge the two again.',
    taken: 'Split off',
  },
  erase: {
    would: (who: string, orders: Count) =>
      `Erasing ${who} would take away everything known of the person; ${things(orders, 'order', 'orders')} would stay in the totals, as nobody's. It cannot be undone; nothing is done yet.`,
    done: (number: number, orders: Count) =>
      `Customer #${number} is erased; ${things(orders, 'order', 'orders')} ${plural(orders.count, 'stays', 'stay')} in the totals, as nobody's.`,
    goes: 'Taken away',
    stays: 'Stays without a name',
    rows: {
      identities: 'Ways in which sources know them',
      interactions: 'Interactions',
      consents: 'Consents',
      merges: 'Records of merges',
      references: 'Lines kept for the buttons of chat answers',
      person: 'Name, e-mail, phone, document, city, state',
    },
    yes: 'all',
    stayRows: { placed: 'Orders, under other numbers', campaigns: 'Campaigns counted', net: 'Net revenue' },
    tombstones:
      'Salted hashes of the identities keep the next sync from bringing the person back: their orders are counted, everything else is dropped.',
    beyond:
      'Not within reach: backups, files of refused lines and exports made before, messages in Slack or Discord, and the sources themselves. Erase there too.',
  },
  columns: {
    what: 'What',
    customer: 'Customer',
    orders: 'Orders',
    net: 'Net revenue',
    identities: 'Identities',
    interactions: 'Interactions',
    count: 'How many',
    kind: 'What',
    value: 'Value',
    source: 'Source',
  },
  actions: {
    merge: 'Merge them',
    unmerge: 'Undo the merge',
    split: 'Split them',
    erase: 'Erase for good',
    show: 'Show the card',
  },
};

/** What is said when customers are merged, split and erased. */
export const customerDeedTexts = defineTexts<typeof en>({
  en,
  'pt-BR': {
    merge: {
      would: (from, into, orders) =>
        `Unir ${from} a ${into} moveria ${things(orders, 'pedido', 'pedidos')}; nada foi feito ainda.`,
      done: (from, into, orders, net) =>
        `${from} e ${into} agora são um só cliente: ${things(orders, 'pedido', 'pedidos')} e ${net} líquidos ao todo.`,
      keeps: (into) =>
        `O nome e os contatos de ${into} ficam; o que não se sabe vem do outro. De cada consentimento vale o mais recente, e o que qualquer fonte contar depois vai para ${into}.`,
      undo: 'Fica registrado e pode ser desfeito, exatamente, a partir da união mais recente.',
    },
    unmerge: {
      would: (who, from, orders) =>
        `Desfazer a união de #${from} a ${who} devolveria ${things(orders, 'pedido', 'pedidos')} a #${from}; nada foi feito ainda.`,
      done: (who, from, orders) =>
        `${who} e #${from} voltaram a ser dois clientes; ${things(orders, 'pedido voltou', 'pedidos voltaram')}.`,
      since: (orders, who) =>
        `${things(orders, 'pedido feito', 'pedidos feitos')} depois da união ${plural(orders.count, 'fica', 'ficam')} com ${who}.`,
    },
    split: {
      would: (who, taken, orders) =>
        `Separar ${things(taken, 'identidade', 'identidades')} de ${who} criaria um cliente novo, com ${things(orders, 'pedido', 'pedidos')}; nada foi feito ainda.`,
      done: (who, number, orders) =>
        `#${number} foi separado de ${who}, com ${things(orders, 'pedido', 'pedidos')}.`,
      sources: (names) => `Pedidos, interações e consentimentos de ${names} vão junto.`,
      noSource:
        'Nenhum pedido vai junto: um pedido não diz por qual de dois ids de uma fonte veio, então ele só vai com o último id da fonte.',
      undo: 'Para desfazer, una os dois de novo.',
      taken: 'Separado',
    },
    erase: {
      would: (who, orders) =>
        `Apagar ${who} eliminaria tudo o que se sabe da pessoa; ${things(orders, 'pedido ficaria', 'pedidos ficariam')} nos totais, sem dono. Não dá para desfazer; nada foi feito ainda.`,
      done: (number, orders) =>
        `O cliente #${number} foi apagado; ${things(orders, 'pedido fica', 'pedidos ficam')} nos totais, sem dono.`,
      goes: 'Eliminado',
      stays: 'Fica sem nome',
      rows: {
        identities: 'Formas como as fontes o conhecem',
        interactions: 'Interações',
        consents: 'Consentimentos',
        merges: 'Registros de uniões',
        references: 'Linhas guardadas para botões no chat',
        person: 'Nome, e-mail, telefone, documento, cidade, estado',
      },
      yes: 'tudo',
      stayRows: {
        placed: 'Pedidos, com outros números',
        campaigns: 'Campanhas contadas',
        net: 'Receita líquida',
      },
      tombstones:
        'Hashes com sal das identidades impedem que a próxima sincronização traga a pessoa de volta: os pedidos dela contam, o resto é descartado.',
      beyond:
        'Fora de alcance: backups, arquivos de linhas recusadas e exportações já feitas, mensagens no Slack ou no Discord e as próprias fontes. Apague lá também.',
    },
    columns: {
      what: 'O quê',
      customer: 'Cliente',
      orders: 'Pedidos',
      net: 'Receita líquida',
      identities: 'Identidades',
      interactions: 'Interações',
      count: 'Quanto',
      kind: 'O quê',
      value: 'Valor',
      source: 'Fonte',
    },
    actions: {
      merge: 'Unir',
      unmerge: 'Desfazer a união',
      split: 'Separar',
      erase: 'Apagar de vez',
      show: 'Ver o cliente',
    },
  },
});
