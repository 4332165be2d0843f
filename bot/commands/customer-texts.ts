import { defineTexts, plural } from '../../renderers/locale.ts';
import type { Count } from './rfm-texts.ts';

export interface CardSummary {
  /** `Ana Souza (#12)`. */
  who: string;
  /** In the reader's language; null without a counted order. */
  segment: string | null;
  orders: Count;
  net: string;
  first: string | null;
  last: string | null;
}

const en = {
  named: (name: string | null, number: number) =>
    name === null ? `Customer #${number}` : `${name} (#${number})`,
  whom: 'Whom are you looking for? An e-mail address, a document, a telephone number, an id, a name or #number finds a customer.',
  summary: (s: CardSummary) =>
    s.segment === null || s.first === null
      ? `${s.who} has no counted order yet.`
      : `${s.who} is in “${s.segment}”: ${s.orders.text} ${plural(s.orders.count, 'order', 'orders')} for ${s.net} net since ${s.first}${s.orders.count === 1 || s.last === null ? '' : `, the last on ${s.last}`}.`,
  erased: (number: number, day: string, orders: Count) =>
    `Customer #${number} was erased on ${day}; ${orders.count === 0 ? 'nothing of them is left' : `${orders.text} ${plural(orders.count, 'order stays', 'orders stay')} in the totals, as nobody's`}.`,
  merged: (from: number, into: number) => `#${from} was merged into #${into}.`,
  several: (shown: Count, more: boolean) =>
    more
      ? `More than ${shown.text} customers match; here are ${shown.text}.`
      : `${shown.text} customers match.`,
  slip: 'Nobody is called just so: these names are a letter or two away.',
  slipOne: 'Nobody is called just so: this name is a letter or two away.',
  part: 'Nobody bears all of these words: these bear the rarest of them.',
  addWord: 'Add another word of the name, or an e-mail address.',
  nobody: 'Nobody was found.',
  tried:
    'I looked for an e-mail address, a document, a telephone number, an id of a source and a name, letters left out or swapped included. What was typed is not kept.',
  masked: 'Names are shortened to their initials, addresses left out: admins see them whole.',
  seen: 'Who sees names is written down.',
  months: (missing: number) =>
    plural(
      missing,
      'One month end is still being worked out.',
      `${missing} month ends are still being worked out.`,
    ),
  unknownSegments: (count: number) =>
    plural(
      count,
      'There was no time to look at one segment.',
      `There was no time to look at ${count} segments.`,
    ),
  facts: {
    orders: 'Orders',
    net: 'Net revenue',
    average: 'A counted order',
    recency: 'Days since the last order',
    since: 'Customer since',
    last: 'Last order',
  },
  chart: {
    changed: (from: string, to: string, when: string) => `From “${from}” to “${to}” in ${when}`,
    same: (segment: string, months: number) => `In “${segment}” at each of the last ${months} month ends`,
    now: (segment: string, day: string) => `In “${segment}” since the first order, ${day}`,
    none: 'No counted order yet',
    subtitle: (from: string, to: string, isOver: boolean) =>
      `Net revenue a month, ${from}–${to}${isOver ? '' : ' (not over)'}; below, the RFM segment at its end`,
  },
  ordersSummary: (who: string, placed: Count) =>
    `${who} has placed ${placed.text} ${plural(placed.count, 'order', 'orders')}, those that do not count included.`,
  actions: {
    card: 'The card',
    next: 'More orders',
    first: 'Latest orders',
    erase: 'Erase …',
    unmerge: 'Undo the merge …',
  },
  definitions: {
    net: 'Net revenue: gross - discounts - refunds of their counted orders; the average: net / counted orders.',
    rfm: 'R, F and M are scored among all customers, as /rfm does, at the end of the day.',
    total:
      'Total of an order: gross - discounts + tax + shipping, in its own currency; refunds stand beside it.',
    orders: 'Orders lists all, also those that do not count (pending, cancelled, failed).',
  },
};

/** What `/customer` says. */
export const customerTexts = defineTexts<typeof en>({
  en,
  'pt-BR': {
    named: (name, number) => (name === null ? `Cliente #${number}` : `${name} (#${number})`),
    whom: 'Quem você procura? Um e-mail, documento, telefone, id, nome ou #número encontra um cliente.',
    summary: (s) =>
      s.segment === null || s.first === null
        ? `${s.who} ainda não tem pedido contado.`
        : `${s.who} está em “${s.segment}”: ${s.orders.text} ${plural(s.orders.count, 'pedido', 'pedidos')}, ${s.net} líquidos desde ${s.first}${s.orders.count === 1 || s.last === null ? '' : `; o último em ${s.last}`}.`,
    erased: (number, day, orders) =>
      `O cliente #${number} foi apagado em ${day}; ${orders.count === 0 ? 'nada dele ficou' : `${orders.text} ${plural(orders.count, 'pedido fica', 'pedidos ficam')} nos totais, sem dono`}.`,
    merged: (from, into) => `#${from} foi unido a #${into}.`,
    several: (shown, more) =>
      more
        ? `Mais de ${shown.text} clientes correspondem; aqui estão ${shown.text}.`
        : `${shown.text} clientes correspondem.`,
    slip: 'Ninguém se chama exatamente assim: estes nomes diferem em uma ou duas letras.',
    slipOne: 'Ninguém se chama exatamente assim: este nome difere em uma ou duas letras.',
    part: 'Ninguém tem todas essas palavras no nome: estes têm a mais rara delas.',
    addWord: 'Acrescente outra palavra do nome, ou um e-mail.',
    nobody: 'Ninguém foi encontrado.',
    tried:
      'Procurei por e-mail, documento, telefone, id de uma fonte e nome, também com letras faltando ou trocadas. O que foi digitado não fica guardado.',
    masked: 'Os nomes estão reduzidos às iniciais e os contatos ficam de fora: administradores veem tudo.',
    seen: 'Fica registrado quem vê nomes.',
    months: (missing) =>
      plural(
        missing,
        'Um fim de mês ainda está sendo calculado.',
        `${missing} fins de mês ainda estão sendo calculados.`,
      ),
    unknownSegments: (count) =>
      plural(count, 'Não deu tempo de olhar um segmento.', `Não deu tempo de olhar ${count} segmentos.`),
    facts: {
      orders: 'Pedidos',
      net: 'Receita líquida',
      average: 'Por pedido contado',
      recency: 'Dias desde o último pedido',
      since: 'Cliente desde',
      last: 'Último pedido',
    },
    chart: {
      changed: (from, to, when) => `De “${from}” para “${to}” em ${when}`,
      same: (segment, months) => `Em “${segment}” em cada um dos últimos ${months} fins de mês`,
      now: (segment, day) => `Em “${segment}” desde o primeiro pedido, ${day}`,
      none: 'Ainda sem pedido contado',
      subtitle: (from, to, isOver) =>
        `Receita líquida por mês, ${from}–${to}${isOver ? '' : ' (em andamento)'}; abaixo, o segmento RFM ao fim dele`,
    },
    ordersSummary: (who, placed) =>
      `${who} fez ${placed.text} ${plural(placed.count, 'pedido', 'pedidos')}, incluindo os que não contam.`,
    actions: {
      card: 'O cliente',
      next: 'Mais pedidos',
      first: 'Pedidos recentes',
      erase: 'Apagar …',
      unmerge: 'Desfazer a união …',
    },
    definitions: {
      net: 'Receita líquida: bruto - descontos - reembolsos dos pedidos contados; a média: receita líquida / pedidos contados.',
      rfm: 'R, F e M são notas entre todos os clientes, como em /rfm, ao fim do dia.',
      total:
        'Total de um pedido: bruto - descontos + impostos + frete, na moeda dele; os reembolsos ficam ao lado.',
      orders: 'Pedidos lista todos, também os que não contam (pendentes, cancelados, com falha).',
    },
  },
});
