import type { Person } from './person.ts';
import type { Random } from './random.ts';

/** How orders reach the demo shop; the last two are in its ERP, the others in its online shop. */
const channels = [
  'Instagram',
  'Google',
  'E-mail',
  'WhatsApp',
  'Direto',
  'Marketplace',
  'Loja física',
] as const;
export type Channel = (typeof channels)[number];

const newOnline = [38, 34, 0, 10, 18];
const knownOnline = [14, 16, 9, 23, 38];

/** The way an order comes: mailings bring e-mail, newcomers advertising, regulars come by themselves. */
export function pickChannel(person: Person, mailed: boolean, weekday: number, random: Random): Channel {
  if (mailed) return 'E-mail';
  if (person.home === 'marketplace') return 'Marketplace';
  const open = weekday !== 0;
  if (person.home === 'counter') return open || random.chance(0.02) ? 'Loja física' : 'WhatsApp';
  if (person.home === 'both' && random.chance(0.4)) {
    return person.place.city === 'Belo Horizonte' && open ? 'Loja física' : 'Marketplace';
  }
  const weights = person.lastBought === null ? newOnline : knownOnline;
  return channels[random.weighted(weights)] ?? 'Direto';
}
