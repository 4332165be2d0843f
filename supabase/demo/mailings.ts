import { blackFriday, type CalendarDay, nthWeekday, numberOf } from './calendar.ts';

/** An e-mail that the shop sent to its list. */
export interface Mailing {
  /** The campaign that it is; null for the monthly newsletter. */
  campaign: string | null;
  /** Days since 1970-01-01. */
  sent: number;
  /** How much more it moves its readers than a newsletter does. */
  strength: number;
  /** What its coupon takes off, in percent. */
  coupon: number;
  /** Written for customers who have stopped buying. */
  winBack: boolean;
}

/** What a year's mailings are, in the order of their dates. */
export function mailingsOf(year: number): Mailing[] {
  const mail = (
    sent: number,
    strength: number,
    coupon: number,
    campaign: string | null = null,
    winBack = false,
  ): Mailing => ({
    campaign: campaign && `${campaign} ${year}`,
    sent,
    strength,
    coupon,
    winBack,
  });
  const newsletters = Array.from({ length: 12 }, (_, index) => mail(nthWeekday(year, index + 1, 2, 2), 1, 0));
  const mailings = [
    ...newsletters,
    mail(numberOf(year, 1, 22), 1.6, 10, 'Volte em janeiro', true),
    mail(numberOf(year, 3, 15), 2.2, 15, 'Dia do Consumidor'),
    mail(nthWeekday(year, 5, 0, 2) - 10, 2, 10, 'Dia das Mães'),
    mail(numberOf(year, 6, 5), 1.5, 10, 'Dia dos Namorados'),
    mail(numberOf(year, 7, 21), 1.6, 15, 'Saudades de inverno', true),
    mail(nthWeekday(year, 8, 0, 2) - 9, 1.6, 10, 'Dia dos Pais'),
    mail(numberOf(year, 9, 19), 3, 15, 'Aniversário da loja'),
    mail(numberOf(year, 10, 16), 1.8, 15, 'Um café te espera', true),
    mail(blackFriday(year), 3.2, 20, 'Black Friday'),
    mail(numberOf(year, 12, 9), 1.4, 10, 'Natal'),
  ];
  return mailings.sort((one, other) => one.sent - other.sent);
}

/** What the mailings do to their readers on a day. */
export interface Pull {
  /** The chance that a reader who buys now and then orders because of a mailing today. */
  readers: number;
  /** The same for a customer who has stopped buying. */
  lapsed: number;
  coupon: number;
  /** Those who ordered early are missing afterwards: the factor on everyone's own wish to buy. */
  dip: number;
}

const answersByAge = [0.014, 0.0064, 0.0026];
const dipDays = 8;

/** The pull of a year's mailings on a day; mailings of earlier years are out of reach by 1 January. */
export function pullOf(day: CalendarDay, mailings: readonly Mailing[]): Pull {
  const pull: Pull = { readers: 0, lapsed: 0, coupon: 0, dip: 1 };
  for (const mailing of mailings) {
    const age = day.number - mailing.sent;
    if (age < 0 || age > dipDays) continue;
    const answers = (answersByAge[age] ?? 0) * mailing.strength;
    if (answers === 0) {
      pull.dip = Math.min(pull.dip, 1 - 0.09 * mailing.strength);
      continue;
    }
    if (!mailing.winBack) pull.readers += answers;
    pull.lapsed += answers * (mailing.winBack ? 0.9 : 0.12);
    pull.coupon = Math.max(pull.coupon, mailing.coupon);
  }
  return pull;
}
