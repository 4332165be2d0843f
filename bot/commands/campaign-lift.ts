import { formatValue } from '../../renderers/format.ts';
import { defineTexts, type Locale, plural } from '../../renderers/locale.ts';
import type { CampaignFigures } from '../../services/campaigns/index.ts';
import { countOf } from './segment-words.ts';

type Lift = NonNullable<CampaignFigures['lift']>;

interface Shown {
  treated: string;
  heldOut: string;
  difference: string;
  lower: string;
  upper: string;
  extra: string;
  extraLower: string;
  extraUpper: string;
}

const texts = defineTexts({
  en: {
    works: (s: Shown) =>
      `It works: of 100 treated ${s.treated} bought, of 100 held out ${s.heldOut}; that is ${s.difference} more in 100 (${s.lower} to ${s.upper}), about ${s.extra} buyers who would not have bought without it (${s.extraLower} to ${s.extraUpper}).`,
    harms: (s: Shown) =>
      `It did harm: of 100 treated ${s.treated} bought, of 100 held out ${s.heldOut}; that is ${s.difference} fewer in 100 (${s.lower} to ${s.upper}), about ${s.extra} buyers lost (${s.extraLower} to ${s.extraUpper}).`,
    unshown: (s: Shown, more: string | null) =>
      `Not shown to work yet: of 100 treated ${s.treated} bought, of 100 held out ${s.heldOut}; the difference may be chance (${s.lower} to ${s.upper} in 100).${more === null ? '' : ` ${more}`}`,
    needed: (count: number, text: string) =>
      `If it is the true one, ${text} more ${plural(count, 'customer', 'customers')} would be needed to show it.`,
    same: 'Both bought alike: no number of customers would show a difference of nothing.',
    enough: 'It is close: another campaign of this size should tell.',
  },
  'pt-BR': {
    works: (s: Shown) =>
      `Funciona: de 100 tratados ${s.treated} compraram, de 100 do controle ${s.heldOut}; são ${s.difference} a mais em 100 (${s.lower} a ${s.upper}), cerca de ${s.extra} compradores que não comprariam sem ela (${s.extraLower} a ${s.extraUpper}).`,
    harms: (s: Shown) =>
      `Prejudicou: de 100 tratados ${s.treated} compraram, de 100 do controle ${s.heldOut}; são ${s.difference} a menos em 100 (${s.lower} a ${s.upper}), cerca de ${s.extra} compradores perdidos (${s.extraLower} a ${s.extraUpper}).`,
    unshown: (s: Shown, more: string | null) =>
      `Ainda sem efeito demonstrado: de 100 tratados ${s.treated} compraram, de 100 do controle ${s.heldOut}; a diferença pode ser acaso (${s.lower} a ${s.upper} em 100).${more === null ? '' : ` ${more}`}`,
    needed: (count: number, text: string) =>
      `Se ela for a verdadeira, ${plural(count, `faltaria mais ${text} cliente`, `faltariam mais ${text} clientes`)} para demonstrá-la.`,
    same: 'Os dois compraram igual: nenhum número de clientes demonstraria uma diferença de nada.',
    enough: 'Está perto: outra campanha deste tamanho deve dizer.',
  },
});

/** What the holdout says of a campaign, for a marketer; null where there is none to say. */
export function sayLift(lift: Lift, locale: Locale): string | null {
  const {
    treatedRate,
    heldOutRate,
    difference,
    differenceInterval,
    extraConversions,
    extraConversionsInterval,
  } = lift;
  if (
    treatedRate === null ||
    heldOutRate === null ||
    difference === null ||
    differenceInterval === null ||
    extraConversions === null ||
    extraConversionsInterval === null
  ) {
    return null;
  }
  const words = texts(locale);
  // What is shown is not written as zero.
  const smallest = Math.min(...Object.values(differenceInterval).map(Math.abs));
  const digits = lift.shown && smallest * 100 < 0.05 ? 2 : 1;
  const inHundred = (share: number) => formatValue(share * 100, { kind: 'decimal', digits }, locale);
  const whole = (number: number) => formatValue(Math.round(number), { kind: 'count' }, locale);
  // A loss is told as what was lost, from the least to the most.
  const sign = lift.shown && difference < 0 ? -1 : 1;
  const [near, far] = sign < 0 ? (['upper', 'lower'] as const) : (['lower', 'upper'] as const);
  const said: Shown = {
    treated: inHundred(treatedRate),
    heldOut: inHundred(heldOutRate),
    difference: inHundred(sign * difference),
    lower: inHundred(sign * differenceInterval[near]),
    upper: inHundred(sign * differenceInterval[far]),
    extra: whole(sign * extraConversions),
    extraLower: whole(sign * extraConversionsInterval[near]),
    extraUpper: whole(sign * extraConversionsInterval[far]),
  };
  if (lift.shown) return sign > 0 ? words.works(said) : words.harms(said);
  if (lift.neededSample === null) return words.unshown(said, words.same);
  const { count, text } = countOf(lift.neededSample.more, locale);
  return words.unshown(said, count === 0 ? words.enough : words.needed(count, text));
}
