import { formatValue } from './format.ts';
import { defineTexts, type Locale } from './locale.ts';

const texts = defineTexts({
  en: { range: (lower: string, upper: string) => `${lower} to ${upper}` },
  'pt-BR': { range: (lower, upper) => `${lower} a ${upper}` },
});

/**
 * An interval of a difference of shares, -1 to 1, in points without their unit: `+0.4 to +1.9`. A bound of one that does
 * not hold zero is not written as zero.
 */
export function formatInterval({ lower, upper }: { lower: number; upper: number }, locale: Locale): string {
  const nearest = Math.min(Math.abs(lower), Math.abs(upper)) * 100;
  const digits = lower * upper > 0 && nearest < 0.05 ? 2 : 1;
  const write = (share: number) => {
    const text = formatValue(share * 100, { kind: 'decimal', digits }, locale);
    return share > 0 && /[1-9]/.test(text) ? `+${text}` : text;
  };
  return texts(locale).range(write(lower), write(upper));
}
