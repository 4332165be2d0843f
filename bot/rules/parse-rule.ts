import type { Locale } from '../../renderers/locale.ts';
import { ServiceError } from '../../services/errors.ts';
import {
  type Rule,
  type RuleField,
  type RuleOp,
  ruleFields,
  ruleSchema,
} from '../../services/segments/index.ts';
import { foldText } from '../fold-text.ts';
import { findNearestNames } from '../nearest-names.ts';
import { type RuleScene, readRuleValue } from './read-rule-value.ts';
import {
  connectors,
  dayWords,
  everyone,
  findField,
  listFields,
  longestField,
  nameField,
  operatorWords,
} from './rule-words.ts';
import { type RuleToken, splitRule } from './split-rule.ts';

export type { RuleScene };

/**
 * Reads who belongs to a segment, as people write it in either language: `segment = "Can't Lose" and state in (SP, RJ)`,
 * `receita >= 500 e não (cidade = Recife ou pedidos < 3)`. `and` binds closer than `or`.
 *
 * @throws ServiceError `invalid_input`: `rule_empty`, `rule_field_unknown`, `rule_operator_missing`, `rule_operator_unfit`,
 *   `rule_value_missing`, `rule_value_unfit`, `rule_bracket_open`, `rule_word_unexpected`, `rule_too_large`, `quote_unclosed`,
 *   and what a date that cannot be read throws.
 */
export function parseRule(text: string, scene: RuleScene): Rule {
  const reader = new RuleReader(splitRule(text), scene);
  const rule = reader.readAll();
  const parsed = ruleSchema.safeParse(rule);
  if (!parsed.success) throw new ServiceError('invalid_input', 'rule_too_large');
  return parsed.data;
}

/** Reads from the first token to the last. */
class RuleReader {
  private at = 0;
  private readonly tokens: readonly RuleToken[];
  private readonly scene: RuleScene;
  private depth = 0;

  constructor(tokens: readonly RuleToken[], scene: RuleScene) {
    this.tokens = tokens;
    this.scene = scene;
  }

  readAll(): Rule {
    if (this.tokens.length === 0) throw refuse('rule_empty');
    const rule = this.readAny();
    const [rest] = this.tokens.slice(this.at);
    if (rest) throw refuse('rule_word_unexpected', { part: rest.text });
    return rule;
  }

  private readAny(): Rule {
    const parts = this.readList('or', () => this.readEvery());
    return parts.length === 1 ? (parts[0] as Rule) : { any: parts };
  }

  private readEvery(): Rule {
    const parts = this.readList('and', () => this.readOne());
    return parts.length === 1 ? (parts[0] as Rule) : { all: parts };
  }

  private readList(word: 'and' | 'or', read: () => Rule): Rule[] {
    const parts = [read()];
    while (this.isWord(this.at, connectors[word])) {
      this.at += 1;
      parts.push(read());
    }
    return parts;
  }

  private readOne(): Rule {
    if (this.isWord(this.at, connectors.not)) {
      this.at += 1;
      return { not: this.deepen(() => this.readOne()) };
    }
    if (this.isWord(this.at, everyone)) {
      this.at += 1;
      return { all: [] };
    }
    if (this.isSign('(')) {
      this.at += 1;
      const rule = this.deepen(() => this.readAny());
      if (!this.isSign(')')) throw refuse('rule_bracket_open', { part: this.tokens.at(-1)?.text ?? '' });
      this.at += 1;
      return rule;
    }
    return this.readCondition();
  }

  /** Brackets without end must not exhaust the stack. */
  private deepen(read: () => Rule): Rule {
    this.depth += 1;
    if (this.depth > 20) throw refuse('rule_too_large');
    const rule = read();
    this.depth -= 1;
    return rule;
  }

  private readCondition(): Rule {
    const field = this.readField();
    const op = this.readOperator(field);
    return readRuleValue({ field, op, values: this.readValues(field) }, this.scene);
  }

  private readField(): RuleField {
    const words = this.wordsFrom(this.at, longestField);
    for (let count = words.length; count > 0; count -= 1) {
      const field = findField(words.slice(0, count).join(' '));
      if (field === undefined) continue;
      this.at += count;
      return field;
    }
    const part = words[0] ?? this.tokens[this.at]?.text ?? '';
    if (part === '') throw refuse('rule_condition_missing', { part: this.tokens.at(-1)?.text ?? '' });
    const allowed = listFields(this.scene.locale);
    throw refuse('rule_field_unknown', {
      part,
      nearest: findNearestNames(part, allowed, 1)[0] ?? '',
      allowed: allowed.join(', '),
    });
  }

  private readOperator(field: RuleField): RuleOp {
    const token = this.tokens[this.at];
    let op: RuleOp | undefined;
    if (token?.kind === 'operator') {
      op = token.text as RuleOp;
      this.at += 1;
    } else {
      const words = this.wordsFrom(this.at, 3).map(foldText);
      const found = operatorWords.find(
        ([phrase]) => phrase === words.slice(0, phrase.split(' ').length).join(' '),
      );
      op = found?.[1];
      this.at += found?.[0].split(' ').length ?? 0;
    }
    const name = nameField(field, this.scene.locale);
    if (op === undefined)
      throw refuse('rule_operator_missing', {
        field: name,
        allowed: listOperators(field, this.scene.locale),
      });
    return op;
  }

  private readValues(field: RuleField): string[] {
    const values = this.isSign('(') ? this.readBracket() : [this.readValue()];
    const missing = values.length === 0 || values.some((value) => value === '');
    if (missing) throw refuse('rule_value_missing', { field: nameField(field, this.scene.locale) });
    return values;
  }

  private readBracket(): string[] {
    const values: string[] = [];
    do {
      this.at += 1;
      values.push(this.readValue());
    } while (this.isSign(','));
    if (!this.isSign(')')) throw refuse('rule_bracket_open', { part: this.tokens.at(-1)?.text ?? '' });
    this.at += 1;
    return values;
  }

  /** One text in quotes, or words up to the next connector or sign. */
  private readValue(): string {
    const [token] = this.tokens.slice(this.at);
    if (token?.kind === 'quoted') {
      this.at += 1;
      this.skipDays();
      return token.text;
    }
    const words: string[] = [];
    for (let next = this.tokens[this.at]; next?.kind === 'word'; next = this.tokens[this.at]) {
      if (this.isWord(this.at, [...connectors.and, ...connectors.or])) break;
      words.push(next.text);
      this.at += 1;
    }
    if (words.length > 1 && dayWords.includes(foldText(words.at(-1) ?? ''))) words.pop();
    return words.join(' ');
  }

  private skipDays(): void {
    if (this.isWord(this.at, dayWords)) this.at += 1;
  }

  private wordsFrom(from: number, most: number): string[] {
    const rest = this.tokens.slice(from, from + most);
    const end = rest.findIndex(({ kind }) => kind !== 'word');
    return rest.slice(0, end === -1 ? most : end).map(({ text }) => text);
  }

  private isWord(at: number, words: readonly string[]): boolean {
    const token = this.tokens[at];
    return token?.kind === 'word' && words.includes(foldText(token.text));
  }

  private isSign(sign: string): boolean {
    const token = this.tokens[this.at];
    return token?.kind === 'sign' && token.text === sign;
  }
}

/** The operators that a field takes, as they are shown. */
function listOperators(field: RuleField, locale: Locale): string {
  const [inWord, notIn] = locale === 'pt-BR' ? ['em', 'não em'] : ['in', 'not in'];
  if (ruleFields[field] === 'names') return `=, !=, ${inWord}, ${notIn}`;
  const within = locale === 'pt-BR' ? 'nos últimos' : 'within';
  return `=, !=, <, <=, >, >=${ruleFields[field] === 'day' ? `, ${within}` : ''}`;
}

function refuse(reason: string, params: Record<string, string> = {}): ServiceError {
  return new ServiceError('invalid_input', reason, params);
}
