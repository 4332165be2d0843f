import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Rule, ruleSchema } from '../../services/segments/index.ts';
import { arbitraryRule } from '../../test/arbitrary-rule.ts';
import { parseRule } from './parse-rule.ts';
import { writeRule } from './write-rule.ts';

const scene = { locale: 'en', currency: 'BRL', today: '2026-11-25' } as const;
const inPortuguese = { ...scene, locale: 'pt-BR' } as const;

function reasonOf(text: string, read: typeof scene | typeof inPortuguese = scene): unknown {
  try {
    return parseRule(text, read);
  } catch (error) {
    return (error as { reason?: string }).reason;
  }
}

describe('a rule in words', () => {
  it.each<[string, Rule]>([
    [
      `segment = "Can't Lose" and state in (SP, RJ)`,
      {
        all: [
          { field: 'segment', op: 'in', value: ["Can't Lose"] },
          { field: 'state', op: 'in', value: ['SP', 'RJ'] },
        ],
      },
    ],
    ['segment = Can’t Lose', { field: 'segment', op: 'in', value: ["Can't Lose"] }],
    ["segment is 'At Risk'", { field: 'segment', op: 'in', value: ['At Risk'] }],
    ['segment: at risk', { field: 'segment', op: 'in', value: ['At Risk'] }],
    ['city = São Paulo', { field: 'city', op: 'in', value: ['São Paulo'] }],
    ['last order within 30 days', { field: 'last_order', op: 'within', value: 30 }],
    ['first order in the last 7 days', { field: 'first_order', op: 'within', value: 7 }],
    [
      'first order in 2026-10',
      {
        all: [
          { field: 'first_order', op: '>=', value: '2026-10-01' },
          { field: 'first_order', op: '<=', value: '2026-10-31' },
        ],
      },
    ],
    ['last_order < 2026', { field: 'last_order', op: '<', value: '2026-01-01' }],
    ['last order > last month', { field: 'last_order', op: '>', value: '2026-10-31' }],
    ['recency >= 90 days', { field: 'recency', op: '>=', value: 90 }],
    ['revenue > R$ 1,234.50', { field: 'monetary', op: '>', value: 123_450 }],
    ['revenue > 500', { field: 'monetary', op: '>', value: 50_000 }],
    ['r=5', { field: 'r', op: '=', value: 5 }],
    ['consent is not e-mail', { field: 'consent', op: 'not in', value: ['email'] }],
    [
      'product not in ("Coffee, dark", Tea)',
      { field: 'product', op: 'not in', value: ['Coffee, dark', 'Tea'] },
    ],
    ['everyone', { all: [] }],
    [
      'r = 1 or r = 2 and f = 3',
      {
        any: [
          { field: 'r', op: '=', value: 1 },
          {
            all: [
              { field: 'r', op: '=', value: 2 },
              { field: 'f', op: '=', value: 3 },
            ],
          },
        ],
      },
    ],
    [
      'not (r = 1 or m > 2)',
      {
        not: {
          any: [
            { field: 'r', op: '=', value: 1 },
            { field: 'm', op: '>', value: 2 },
          ],
        },
      },
    ],
  ])('%s', (text, rule) => {
    expect(parseRule(text, scene)).toEqual(rule);
  });

  it.each<[string, Rule]>([
    [
      'segmento = "Não pode perder" e estado em (SP, RJ)',
      {
        all: [
          { field: 'segment', op: 'in', value: ["Can't Lose"] },
          { field: 'state', op: 'in', value: ['SP', 'RJ'] },
        ],
      },
    ],
    ['receita >= 1.234,50', { field: 'monetary', op: '>=', value: 123_450 }],
    ['receita >= 1.234', { field: 'monetary', op: '>=', value: 123_400 }],
    ['receita >= 1234.50', { field: 'monetary', op: '>=', value: 123_450 }],
    ['última compra nos últimos 30 dias', { field: 'last_order', op: 'within', value: 30 }],
    ['primeiro pedido em mês passado', parseRule('first order in last month', scene)],
    [
      'não comprou = Moedor ou uf não em (MG)',
      {
        any: [
          { not: { field: 'product', op: 'in', value: ['Moedor'] } },
          { field: 'state', op: 'not in', value: ['MG'] },
        ],
      },
    ],
    ['cidade = "Mata e Serra"', { field: 'city', op: 'in', value: ['Mata e Serra'] }],
  ])('in Portuguese: %s', (text, rule) => {
    expect(parseRule(text, inPortuguese)).toEqual(rule);
  });

  it.each([
    ['', 'rule_empty'],
    ['colour = red', 'rule_field_unknown'],
    ['state', 'rule_operator_missing'],
    ['state =', 'rule_value_missing'],
    ['state in (SP,', 'rule_bracket_open'],
    ['state in ()', 'rule_value_missing'],
    ['state in (SP', 'rule_bracket_open'],
    ['(state = SP', 'rule_bracket_open'],
    ['state = SP and', 'rule_condition_missing'],
    ['state = SP )', 'rule_word_unexpected'],
    ['state > SP', 'rule_operator_unfit'],
    ['r in (1, 2)', 'rule_value_unfit'],
    ['r within 3', 'rule_operator_unfit'],
    ['r = 6', 'rule_value_unfit'],
    ['revenue = lots', 'rule_value_unfit'],
    ['revenue = 1.005', 'rule_value_unfit'],
    ['segment = Champignons', 'rule_value_unfit'],
    ['consent = pigeon', 'rule_value_unfit'],
    ['first order = 2026-02-30', 'period_impossible_date'],
    ['state = "SP', 'quote_unclosed'],
    ['('.repeat(100), 'rule_too_large'],
    [Array.from({ length: 60 }, () => 'r = 1').join(' or '), 'rule_too_large'],
  ])('%s is refused', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it('reads a number with a point as its writer does', () => {
    expect(parseRule('revenue > 1.234', inPortuguese)).toEqual({
      field: 'monetary',
      op: '>',
      value: 123_400,
    });
    expect(reasonOf('revenue > 1.234')).toBe('rule_value_unfit');
  });
});

describe('a rule that is written', () => {
  const names = {
    state: ['SP', 'E', 'Ou', 'Rio Grande do Sul'],
    city: ['São Paulo', "Sant'Ana", 'a (b)', 'x, y', '10 dias'],
    source: ['woo'],
    product: ['He said "hi"', 'back\\slash', 'and', '5', 'cup = mug'],
    category: ['Cafés & Chás'],
    campaign: ['not in', '“Black” Friday'],
  };

  it.each(['BRL', 'JPY', 'KWD'])('reads as itself in both languages, in %s', (currency) => {
    fc.assert(
      fc.property(
        arbitraryRule(names, '2025-01-01', 600),
        fc.constantFrom('en', 'pt-BR'),
        fc.constantFrom('en', 'pt-BR'),
        (made, locale, read) => {
          const text = writeRule(made, { locale, currency });
          const again = parseRule(text, { ...scene, locale: read, currency });
          expect(flatten(again)).toEqual(flatten(made));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never breaks the reader, whatever is typed', () => {
    const words = fc.constantFrom(
      'r',
      '=',
      '(',
      ')',
      'and',
      'state',
      'in',
      ',',
      '"',
      "'",
      'within',
      '5',
      'not',
      'ü',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words).map((list) => list.join(' ')),
        ),
        (text) => {
          const rule = reasonOf(text);
          if (typeof rule !== 'string') expect(ruleSchema.safeParse(rule).success).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** A rule without groups of one, and without a group of nobody told in two ways. */
function flatten(rule: Rule): Rule {
  if ('not' in rule) return { not: flatten(rule.not) };
  if ('field' in rule) return rule;
  const [key, parts] = 'all' in rule ? (['all', rule.all] as const) : (['any', rule.any] as const);
  if (parts.length === 0) return key === 'all' ? rule : { not: { all: [] } };
  if (parts.length === 1) return flatten(parts[0] as Rule);
  const flat = parts.map(flatten);
  return key === 'all' ? { all: flat } : { any: flat };
}
