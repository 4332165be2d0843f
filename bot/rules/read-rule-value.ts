import type { Locale } from '../../renderers/locale.ts';
import { segmentName, segments } from '../../renderers/segments.ts';
import type { Day } from '../../services/context.ts';
import { ServiceError } from '../../services/errors.ts';

import { parsePeriod } from '../../services/periods/index.ts';
import { type Rule, type RuleField, type RuleOp, ruleFields } from '../../services/segments/index.ts';
import { foldText } from '../fold-text.ts';
import { findNearestNames } from '../nearest-names.ts';
import { readMoney } from '../read-money.ts';
import { consentChannelNames, findChannel, nameField } from './rule-words.ts';

/** How the writer of a rule reads, and the shop's currency and today. */
export interface RuleScene {
  locale: Locale;
  currency: string;
  today: Day;
}

/** A condition as it was written. */
interface WrittenCondition {
  field: RuleField;
  op: RuleOp;
  values: string[];
}

/** Reads the values of a condition as its field takes them. Throws ServiceError `rule_value_unfit`, `rule_operator_unfit`. */
export function readRuleValue(written: WrittenCondition, scene: RuleScene): Rule {
  const kind = ruleFields[written.field];
  if (kind === 'names') return readNames(written, scene);
  const [value = ''] = written.values;
  if (written.values.length > 1) throw unfit(written, written.values.join(', '), scene);
  if (kind === 'day') return readDays(written, value, scene);
  if (written.op === 'in' || written.op === 'not in' || written.op === 'within')
    throw unfitOperator(written, scene);
  const number = kind === 'money' ? readMoney(value, scene) : readWhole(value);
  if (
    number === null ||
    (kind === 'score' && (number < 1 || number > 5)) ||
    (kind === 'count' && number > 1_000_000)
  ) {
    throw unfit(written, value, scene);
  }
  return { field: written.field, op: written.op, value: number } as Rule;
}

function readNames(written: WrittenCondition, scene: RuleScene): Rule {
  const { field, op, values } = written;
  const membership = { '=': 'in', '!=': 'not in', in: 'in', 'not in': 'not in' }[op as string];
  if (membership === undefined) throw unfitOperator(written, scene);
  const read = (value: string): string => {
    if (field === 'segment') return findSegment(value) ?? raise(unfit(written, value, scene));
    if (field === 'consent') return findChannel(value) ?? raise(unfit(written, value, scene));
    return value;
  };
  return { field, op: membership, value: [...new Set(values.map(read))] } as Rule;
}

/** A day, or a period whose days are meant: before it, after it, or any of them. */
function readDays(written: WrittenCondition, value: string, scene: RuleScene): Rule {
  const { field, op } = written as { field: 'first_order' | 'last_order'; op: RuleOp };
  if (op === 'within') {
    const days = readWhole(value);
    if (days === null || days < 1 || days > 36_500) throw unfit(written, value, scene);
    return { field, op, value: days };
  }
  const { from, to } = parsePeriod(value, scene.today, { dayFirst: scene.locale === 'pt-BR' });
  if (op === '<' || op === '>=') return { field, op, value: from };
  if (op === '>' || op === '<=') return { field, op, value: to };
  if (from === to && (op === '=' || op === '!=')) return { field, op, value: from };
  const isIn: Rule =
    from === to
      ? { field, op: '=', value: from }
      : {
          all: [
            { field, op: '>=', value: from },
            { field, op: '<=', value: to },
          ],
        };
  return op === '=' || op === 'in' ? isIn : { not: isIn };
}

function findSegment(typed: string): string | undefined {
  const wanted = foldText(typed);
  return segments.find((name) =>
    [name, segmentName(name, 'pt-BR')].some((word) => foldText(word) === wanted),
  );
}

function readWhole(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function unfit({ field }: WrittenCondition, part: string, { locale }: RuleScene): ServiceError {
  const names = listAllowed(field, locale);
  return new ServiceError('invalid_input', 'rule_value_unfit', {
    field: nameField(field, locale),
    part,
    nearest: findNearestNames(part, names, 1)[0] ?? '',
    allowed: names.join(', '),
    kind: ruleFields[field],
  });
}

/** The values that a field takes, where they can be told. */
function listAllowed(field: RuleField, locale: Locale): string[] {
  if (field === 'segment') return segments.map((name) => segmentName(name, locale));
  return field === 'consent' ? consentChannelNames(locale) : [];
}

function unfitOperator({ field, op }: WrittenCondition, { locale }: RuleScene): ServiceError {
  return new ServiceError('invalid_input', 'rule_operator_unfit', {
    field: nameField(field, locale),
    part: op,
  });
}

function raise(error: ServiceError): never {
  throw error;
}
