import type { Locale } from '../../renderers/locale.ts';
import { segmentName, segments } from '../../renderers/segments.ts';
import { listRuleValues, type RuleField, ruleFields } from '../../services/segments/index.ts';
import type { CommandContext, Suggestion } from '../command.ts';
import { foldText } from '../fold-text.ts';
import { consentChannelNames, findField, isReserved, listFields } from './rule-words.ts';
import { quoteRuleValue } from './write-rule.ts';

const connectorNames: Record<Locale, string[]> = { en: ['and', 'or'], 'pt-BR': ['e', 'ou'] };

/** What a rule may go on with: a field, the values of the one before the caret, or a word between conditions. */
export async function suggestRule(typed: string, context: CommandContext): Promise<Suggestion[]> {
  const { locale } = context;
  const compared = /([\p{L}_]+)\s*(?:=|!=|\b(?:in|em)\s*\()\s*(?:[^()]*,\s*)?"?([^",()]*)$/iu.exec(typed);
  const field = compared && findField(compared[1] ?? '');
  if (compared && field && ruleFields[field] === 'names') {
    const part = compared[2] ?? '';
    const head = typed.slice(0, typed.length - part.length).replace(/"$/, '');
    const names = await listNames(field, context);
    return names
      .filter((name) => foldText(name).startsWith(foldText(part)))
      .map((name) => ({ value: `${head}${quoteRuleValue(name)}`, label: name }));
  }
  const last = /[^\s(]*$/u.exec(typed)?.[0] ?? '';
  const head = typed.slice(0, typed.length - last.length);
  const before = foldText(head)
    .split(/[\s(]+/)
    .filter(Boolean)
    .at(-1);
  const isStart =
    head.trim() === '' || head.trimEnd().endsWith('(') || (before !== undefined && isReserved(before));
  const words = isStart ? listFields(locale) : connectorNames[locale];
  return words
    .filter((word) => foldText(word).startsWith(foldText(last)))
    .map((word) => ({ value: `${head}${word}`, label: word }));
}

async function listNames(field: RuleField, context: CommandContext): Promise<string[]> {
  if (field === 'segment') return segments.map((name) => segmentName(name, context.locale));
  if (field === 'consent') return consentChannelNames(context.locale);
  return listRuleValues(context, { field });
}
