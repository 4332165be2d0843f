import { currencyDigits } from '../../renderers/format.ts';
import type { Locale } from '../../renderers/locale.ts';
import { segmentName } from '../../renderers/segments.ts';
import { type Condition, type Rule, ruleFields } from '../../services/segments/index.ts';
import { isReserved, nameChannel, nameField } from './rule-words.ts';

const words: Record<
  Locale,
  Record<'and' | 'or' | 'not' | 'in' | 'notIn' | 'within' | 'days' | 'everyone', string>
> = {
  en: {
    and: 'and',
    or: 'or',
    not: 'not',
    in: 'in',
    notIn: 'not in',
    within: 'within',
    days: 'days',
    everyone: 'everyone',
  },
  'pt-BR': {
    and: 'e',
    or: 'ou',
    not: 'não',
    in: 'em',
    notIn: 'não em',
    within: 'nos últimos',
    days: 'dias',
    everyone: 'todos',
  },
};

/**
 * Writes a rule as `parseRule` reads it, in a language; amounts without thousands' separators and with a point, which is
 * read the same in both.
 */
export function writeRule(rule: Rule, { locale, currency }: { locale: Locale; currency: string }): string {
  const write = (part: Rule): string => {
    const { and, or, not } = words[locale];
    if ('not' in part) return `${not} ${writeInner(part.not)}`;
    if ('all' in part) return writeGroup(part.all, and, words[locale].everyone);
    if ('any' in part) return writeGroup(part.any, or, `${not} ${words[locale].everyone}`);
    return writeCondition(part, locale, currency);
  };
  const writeInner = (part: Rule): string =>
    'field' in part || 'not' in part ? write(part) : `(${write(part)})`;
  const writeGroup = (parts: Rule[], connector: string, none: string) =>
    parts.length === 0 ? none : parts.map(writeInner).join(` ${connector} `);
  return write(rule);
}

function writeCondition(condition: Condition, locale: Locale, currency: string): string {
  const { field, op, value } = condition;
  const name = nameField(field, locale);
  if (Array.isArray(value)) {
    const called = value.map((each) => {
      if (field === 'segment') return quoteRuleValue(segmentName(each, locale));
      return quoteRuleValue(field === 'consent' ? nameChannel(each, locale) : each);
    });
    if (called.length === 1) return `${name} ${op === 'in' ? '=' : '!='} ${called[0]}`;
    return `${name} ${op === 'in' ? words[locale].in : words[locale].notIn} (${called.join(', ')})`;
  }
  if (op === 'within') return `${name} ${words[locale].within} ${value} ${words[locale].days}`;
  return `${name} ${op} ${ruleFields[field] === 'money' ? writeAmount(Number(value), currency) : value}`;
}

/** Major units; with four decimals where three could be taken for thousands. */
function writeAmount(minor: number, currency: string): string {
  const digits = currencyDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const fraction = text.slice(text.length - digits);
  const shown = /^0*$/.test(fraction) ? '' : `.${digits === 3 ? `${fraction}0` : fraction}`;
  return `${minor < 0 ? '-' : ''}${whole}${shown}`;
}

/** A value as a rule has it: in quotes where it would not be one word. */
export function quoteRuleValue(text: string): string {
  return /^\p{Lu}[\p{L}\p{M}\p{N}]+$/u.test(text) && !isReserved(text)
    ? text
    : `"${text.replace(/["\\]/g, '\\$&')}"`;
}
