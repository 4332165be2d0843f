import { defineTexts, plural } from '../../renderers/locale.ts';
import type { Count } from './rfm-texts.ts';
import { segmentTexts } from './segment-texts.ts';

/** What is said when a segment is counted, made, changed, or its members are listed. */
export const segmentDeedTexts = defineTexts({
  en: {
    countSummary: (customers: Count, net: string, day: string) =>
      customers.count === 0
        ? `Nobody matches on ${day}.`
        : `${segmentTexts('en').who(customers)} ${plural(customers.count, 'matches', 'match')} on ${day}; ${plural(customers.count, 'it has', 'they have')} brought ${net}.`,
    countTitle: (customers: Count) =>
      `${segmentTexts('en').who(customers)} ${plural(customers.count, 'matches', 'match')}`,
    unknown: (field: string, value: string) => `Nothing in the shop has the ${field} “${value}”.`,
    created: (name: string, customers: Count, net: string) =>
      customers.count === 0
        ? `“${name}” is saved; nobody belongs to it now.`
        : `“${name}” is saved: ${segmentTexts('en').who(customers)}, who ${plural(customers.count, 'has', 'have')} brought ${net}.`,
    changed: (name: string, customers: Count, net: string) =>
      customers.count === 0
        ? `“${name}” is changed; nobody belongs to it now.`
        : `“${name}” is changed: ${segmentTexts('en').who(customers)}, who ${plural(customers.count, 'has', 'have')} brought ${net}.`,
    archivedNow: (name: string) =>
      `“${name}” is archived: it is no longer counted, and nothing of it is lost.`,
    members: (name: string, shown: Count, total: Count) =>
      total.count === 0
        ? `Nobody is in “${name}”.`
        : `${shown.count === total.count ? 'All' : `${shown.text} of`} ${total.text} ${plural(total.count, 'customer', 'customers')} in “${name}”, whoever brought most first.`,
    moreMembers: (name: string, shown: Count, total: Count) =>
      `${shown.text} more of the ${total.text} ${plural(total.count, 'customer', 'customers')} in “${name}”, after those shown before.`,
    masked: 'Names are shortened to their initials: admins see them whole.',
    seen: 'Who sees names is written down.',
  },
  'pt-BR': {
    countSummary: (customers: Count, net: string, day: string) =>
      customers.count === 0
        ? `Ninguém corresponde em ${day}.`
        : `${segmentTexts('pt-BR').who(customers)} ${plural(customers.count, 'corresponde', 'correspondem')} em ${day}; já ${plural(customers.count, 'trouxe', 'trouxeram')} ${net}.`,
    countTitle: (customers: Count) =>
      `${segmentTexts('pt-BR').who(customers)} ${plural(customers.count, 'corresponde', 'correspondem')}`,
    unknown: (field: string, value: string) => `Nada na loja tem ${field} “${value}”.`,
    created: (name: string, customers: Count, net: string) =>
      customers.count === 0
        ? `“${name}” foi salvo; ninguém faz parte dele agora.`
        : `“${name}” foi salvo: ${segmentTexts('pt-BR').who(customers)}, que já ${plural(customers.count, 'trouxe', 'trouxeram')} ${net}.`,
    changed: (name: string, customers: Count, net: string) =>
      customers.count === 0
        ? `“${name}” foi alterado; ninguém faz parte dele agora.`
        : `“${name}” foi alterado: ${segmentTexts('pt-BR').who(customers)}, que já ${plural(customers.count, 'trouxe', 'trouxeram')} ${net}.`,
    archivedNow: (name: string) => `“${name}” foi arquivado: não é mais contado, e nada dele se perde.`,
    members: (name: string, shown: Count, total: Count) =>
      total.count === 0
        ? `Ninguém está em “${name}”.`
        : `${shown.count === total.count ? 'Todos os' : `${shown.text} de`} ${total.text} ${plural(total.count, 'cliente', 'clientes')} de “${name}”, de quem mais comprou para quem menos comprou.`,
    moreMembers: (name: string, shown: Count, total: Count) =>
      `Mais ${shown.text} de ${total.text} ${plural(total.count, 'cliente', 'clientes')} de “${name}”, depois dos já mostrados.`,
    masked: 'Os nomes estão reduzidos às iniciais: administradores os veem por inteiro.',
    seen: 'Fica registrado quem vê nomes.',
  },
});
