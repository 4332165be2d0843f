import { ServiceError } from '../errors.ts';
import { plainWord } from './find-columns.ts';

/** The states of an order that a file may give; `return` is ours and never a file's word. */
export const statuses = [
  'pending',
  'paid',
  'processing',
  'completed',
  'refunded',
  'cancelled',
  'failed',
  'draft',
] as const;

export type Status = (typeof statuses)[number];

/**
 * Words for the state of an order or its payment in WooCommerce, Shopify, Bling, Nuvemshop, Tray and Mercado Livre.
 * On hold counts as in progress, as in WooCommerce's own reports.
 */
const words: Record<Status, string> = {
  pending: `
    pending, pending payment, payment pending, awaiting payment, unpaid, em aberto, pendente,
    pagamento pendente, aguardando pagamento, aguardando confirmacao de pagamento, em analise, nao pago,
    a pagar, boleto gerado, pix gerado, pagamento em analise, aguardando aprovacao`,
  paid: `
    paid, payment received, partially refunded, pago, paga, pagamento aprovado, pagamento confirmado,
    pagamento recebido, aprovado, aprovada, confirmado, confirmada, confirmed, approved,
    parcialmente reembolsado, reembolsado parcialmente, parcialmente estornado, a enviar, faturado,
    faturada, invoiced`,
  processing: `
    processing, in process, in progress, on hold, authorized, partially paid, open, active, processando,
    em processamento, em andamento, em espera, aguardando, autorizado, aberto, aberta, ativa, ativo,
    parcialmente pago, em separacao, em producao, em preparacao, preparando, pronto para envio,
    ready to ship, venda agenciada, verificado, aguardando envio, packed, embalado`,
  completed: `
    completed, complete, fulfilled, shipped, in transit, delivered, closed, archived, done, concluido,
    concluida, completo, completa, finalizado, finalizada, atendido, enviado, enviada, despachado,
    em transito, a caminho, entregue, arquivado, arquivada, fechado`,
  refunded: `
    refunded, returned, chargeback, charged back, reembolsado, reembolsada, estornado, estornada,
    devolvido, devolvida, reembolso, estorno, devolucao`,
  cancelled: `
    cancelled, canceled, voided, void, expired, trash, abandoned, cancelado, cancelada, venda cancelada,
    pedido cancelado, expirado, expirada, lixeira, abandonado`,
  failed: `
    failed, declined, rejected, denied, malsucedido, malsucedida, falhou, falhado, recusado, recusada,
    negado, pagamento recusado, rejeitado, nao aprovado`,
  draft: `
    draft, checkout draft, auto draft, quote, rascunho, em digitacao, orcamento`,
};

/** Finds the state that a word of a file stands for. */
export type StatusLookup = (word: string) => Status | undefined;

/** Reads `word=status`. Throws import_unknown_status with the states there are. */
export function parseStatusWord(text: string): [word: string, status: Status] {
  const split = text.lastIndexOf('=');
  const named = text.slice(split + 1).trim();
  const status = statuses.find((each) => each === named);
  const word = text.slice(0, Math.max(split, 0)).trim();
  if (word === '' || !status) {
    throw new ServiceError('invalid_input', 'import_unknown_status', {
      mapping: text,
      status: named,
      statuses: statuses.join(', '),
    });
  }
  return [word, status];
}

/** A lookup of the known words, the person's own first; WooCommerce's prefix `wc-` is left out of account. */
export function createStatusLookup(own: [word: string, status: Status][]): StatusLookup {
  const known = new Map<string, Status>();
  for (const status of statuses)
    for (const word of words[status].split(',')) known.set(plainWord(word), status);
  for (const [word, status] of own) known.set(plainWord(word), status);
  const seen = new Map<string, Status | undefined>();
  return (word) => {
    if (!seen.has(word) && seen.size < 10_000) {
      const plain = plainWord(word);
      seen.set(word, known.get(plain) ?? known.get(plain.replace(/^wc/, '')));
    }
    return seen.get(word);
  };
}

const ruling: Status[] = ['cancelled', 'failed', 'draft', 'pending', 'refunded'];

/** One state of an order's own and its payment's: whichever says that it is not a plain sale rules. */
export function joinStatuses(order: Status | undefined, payment: Status | undefined): Status | undefined {
  return ruling.find((status) => status === order || status === payment) ?? payment ?? order;
}
