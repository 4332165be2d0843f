import { currencyDigits } from '../renderers/format.ts';
import type { Locale } from '../renderers/locale.ts';
import { parseDecimal, toMinorUnits, weighNumber } from '../services/imports/index.ts';

/**
 * Minor units of an amount as a person writes it; null for what is none. A number that can be read both ways is read as
 * its writer's language has it.
 */
export function readMoney(
  text: string,
  { locale, currency }: { locale: Locale; currency: string },
): number | null {
  const weight = weighNumber(text);
  if (weight === null) return null;
  const own = locale === 'pt-BR' ? 'comma' : 'point';
  const decimal = parseDecimal(text, weight === 'comma' || weight === 'point' ? weight : own);
  const minor = decimal && toMinorUnits(decimal, currencyDigits(currency));
  return minor !== null && Number.isSafeInteger(minor) ? minor : null;
}
