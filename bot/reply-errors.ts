import { cutMiddle, formatDay } from '../renderers/format.ts';
import type { Locale } from '../renderers/locale.ts';
import type { Reply } from '../renderers/reply.ts';
import type { Role } from '../services/context.ts';
import type { ServiceError } from '../services/errors.ts';
import { EmptyShopError } from '../services/shop/index.ts';
import { campaignErrorTexts } from './campaign-error-texts.ts';
import type { Command } from './command.ts';
import { customerErrorTexts } from './customer-error-texts.ts';
import { describeEmptyShop } from './describe-empty-shop.ts';
import { errorTexts } from './error-texts.ts';
import { listCommandLines, listOptionLines, mayAsk } from './example-lines.ts';
import { modelErrorTexts } from './model-error-texts.ts';
import { segmentErrorTexts } from './segment-error-texts.ts';

/** Longest piece of what was typed that a sentence repeats. */
const longestPart = 60;

/** Parameters that are lists of what may be chosen: whole, or of no use. */
const lists: ReadonlySet<string> = new Set(['allowed', 'own', 'known']);

/** Parameters that are local days of the shop. */
const dayParams = ['day', 'first', 'today', 'from', 'to'];

export interface ErrorScene {
  locale: Locale;
  role: Role;
  commands: readonly Command[];
  /** The command that was understood, and the canonical line if it got so far. */
  command: Command | null;
  question: string | null;
  /** Under which the log has the cause; null where the person can put it right alone. */
  reference: string | null;
}

/** What an error says to a person, as a private reply with examples that work. */
export function replyToError(error: ServiceError, scene: ErrorScene): Reply {
  if (error instanceof EmptyShopError) return replyToEmptyShop(error, scene);
  const texts = errorTexts(scene.locale);
  const { sentences } = texts;
  const own = [segmentErrorTexts, campaignErrorTexts, modelErrorTexts, customerErrorTexts]
    .map((find) => find(scene.locale)[error.reason])
    .find((found) => found !== undefined);
  const say = sentences[error.reason] ?? own ?? sentences[error.code] ?? sentences['unexpected'];
  const sentence = say?.(namedParams(error, scene)) ?? '';
  const examples = scene.reference === null ? chooseExamples(error, scene) : [];
  const hint = examples.length > 0 ? texts.try(examples.join(` ${texts.or} `)) : '';
  return {
    summary: [sentence, hint].filter(Boolean).join(' '),
    question: scene.question,
    tone: 'error',
    ...bare,
    actions: chooseActions(examples, scene),
    ...(scene.reference === null ? {} : { reference: scene.reference }),
  };
}

/** What every such reply is, and has none of. */
const bare = {
  visibility: 'private',
  parts: [],
  warnings: [],
  freshness: null,
  provenance: null,
} satisfies Partial<Reply>;

/** No error of who asks: there is nothing to answer from yet, and a way to change that. */
function replyToEmptyShop({ empty, currency }: EmptyShopError, scene: ErrorScene): Reply {
  const { why, remedy, warnings } = describeEmptyShop(empty, currency, scene.locale);
  return {
    summary: why,
    question: scene.question,
    tone: 'empty',
    ...bare,
    warnings,
    parts: [{ type: 'text', text: remedy }],
    actions: chooseActions([], scene),
  };
}

function namedParams(error: ServiceError, { locale, command }: ErrorScene): Record<string, string> {
  const texts = errorTexts(locale);
  const params = Object.entries(error.params).map(([key, value]) => [
    key,
    lists.has(key) ? String(value) : cutMiddle(String(value), longestPart),
  ]);
  const named: Record<string, string> = Object.fromEntries(params);
  if (error.reason === 'command_unknown' && named['nearest']) {
    named['nearest'] = listNearest(error)
      .map((name) => `/${name}`)
      .join(` ${texts.or} `);
  }
  // Where a date can be read in two ways, both stand as they are to be written.
  if (error.reason !== 'period_ambiguous_date') {
    for (const key of dayParams) {
      const value = named[key] ?? '';
      if (/^\d{4}-\d{2}-\d{2}$/.test(value)) named[key] = formatDay(value, locale, 'long');
    }
  }
  if (named['role'] !== undefined) named['role'] = texts.roles[named['role']] ?? named['role'];
  const nameOption = (name: string) =>
    (locale === 'en' ? undefined : command?.options[name]?.aliases?.[0]) ?? name;
  if (error.params['option'] !== undefined) named['option'] = nameOption(String(error.params['option']));
  // What a sentence lists must be whole.
  if (error.params['allowed'] !== undefined) {
    const allowed = String(error.params['allowed']);
    const areOptions = error.reason !== 'option_value_unknown';
    named['allowed'] = areOptions ? allowed.split(', ').map(nameOption).join(', ') : allowed;
  }
  return named;
}

function listNearest(error: ServiceError): string[] {
  return String(error.params['nearest'] ?? '')
    .split(', ')
    .filter(Boolean);
}

/** Two lines that work, about what was wrong: the option, the command, or what this person may ask at all. */
function chooseExamples(error: ServiceError, scene: ErrorScene): string[] {
  const { locale, commands, role } = scene;
  const allowed = commands.filter((command) => mayAsk(role, command));
  const command = scene.command && allowed.includes(scene.command) ? scene.command : null;
  const nearest = listNearest(error).flatMap((name) => allowed.filter((known) => known.name === name));
  const lines = [
    ...(command ? listOptionLines(command, findFaultyOption(error, command), locale) : []),
    ...(command ? listCommandLines(command, locale) : []),
    ...(command
      ? []
      : [...nearest, ...allowed].flatMap((known) => listCommandLines(known, locale).slice(0, 1))),
  ];
  // Who moved needs two months; who there is needs one.
  if (error.reason === 'before_first_order' && command) return [`/${command.name.split(' ')[0]}`];
  return [...new Set(lines)].slice(0, 2);
}

/** The option that the error is about; a period that a command read by itself is its positional one. */
function findFaultyOption(error: ServiceError, command: Command): string {
  const { option } = error.params;
  if (option !== undefined) return String(option);
  const positional = Object.entries(command.options).find(([, known]) => known.positional);
  return /^(period|as_of)_/.test(error.reason) ? (positional?.[0] ?? '') : '';
}

function chooseActions(
  examples: string[],
  { locale, question, reference, commands }: ErrorScene,
): Reply['actions'] {
  const texts = errorTexts(locale);
  if (reference !== null) return question === null ? [] : [{ label: texts.retry, ask: question }];
  const help = commands.some((command) => command.name === 'regulars help');
  return [
    ...examples.map((line) => ({ label: line, ask: line })),
    ...(help ? [{ label: texts.help, ask: '/regulars help' }] : []),
  ];
}
