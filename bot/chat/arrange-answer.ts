import { formatValue } from '../../renderers/format.ts';
import type { Locale } from '../../renderers/locale.ts';
import type { Fact, TablePart } from '../../renderers/reply.ts';
import { chatTexts } from './chat-texts.ts';
import { cutText } from './cut-text.ts';
import { type ButtonUse, writeButtonMark } from './message-state.ts';
import type { PreparedAnswer } from './prepare-answer.ts';

/** A fact in words. */
export interface FactWords {
  label: string;
  value: string;
  /** What it is compared with, each as `+12 % vs September`. */
  comparisons: string[];
}

export interface Button {
  label: string;
  /** What pressing it brings back, or the address that it opens. */
  does: { mark: string } | { url: string };
}

/** How much of an answer a message has room for; each plan needs less than the one before. */
export interface Plan {
  /** Without, tables stand in the pictures' place. */
  pictures: boolean;
  /** Rows of each table. */
  rows: number;
  /** Facts, texts and links of the answer, beside its sentence. */
  details: boolean;
}

/** What a message shows, in the order in which it shows it. */
export interface Arrangement {
  sentence: string;
  warnings: string[];
  /** Keys of the pictures. */
  pictures: string[];
  facts: FactWords[];
  texts: string[];
  tables: TablePart[];
  /** What was left out or went wrong, and where the whole is. */
  notices: string[];
  /** How fresh the data is, and the reference of a failure. */
  footer: string[];
  buttons: Button[];
}

export interface ArrangeOptions {
  plan: Plan;
  /** Keys of pictures that the platform has taken. */
  sent: ReadonlySet<string>;
  platformName: string;
  /** What became of the answer's files, in words. */
  fileNotes?: readonly string[];
}

/** Longest sentence and shortest message: what is left when nothing else fits. */
const longestSentence = 1_500;

/** An answer's own buttons that are shown, so that all fit a phone. */
const mostAsks = 4;
const mostPages = 3;

/** More rows than a message of any platform has room for. */
const mostRows = 99;

/**
 * The plans for an answer, from all of it to its sentence alone: first rows go, then whole tables, then all but the
 * sentence. A picture is not heavier than a line.
 */
export function listPlans(pictures: boolean): Plan[] {
  const rows = [mostRows, 50, 30, 20, 10, 5, 0];
  return [
    ...rows.map((count) => ({ pictures, rows: count, details: true })),
    { pictures, rows: 0, details: false },
    { pictures: false, rows: 0, details: false },
  ];
}

/** Chooses what a message shows of an answer, and says what it does not. */
export function arrangeAnswer(answer: PreparedAnswer, options: ArrangeOptions): Arrangement {
  const { reply, question, link } = answer;
  const { plan, sent, platformName } = options;
  const { locale } = question;
  const words = chatTexts(locale);
  const charts = reply.parts.filter((part) => part.type === 'chart');
  const shown = plan.pictures ? charts.filter(({ key }) => sent.has(key)) : [];
  const notDrawn = answer.pictures.filter(({ png }) => png === null);
  const notSent =
    question.view === 'picture' && notDrawn.length === 0 && shown.length < answer.pictures.length;
  const inPlace = question.view === 'table' || notDrawn.length > 0 || notSent;
  const tables = reply.parts.filter(
    (part) => part.type === 'table' && (!part.detail || inPlace),
  ) as TablePart[];
  const kept = plan.rows === 0 ? [] : tables;
  const texts = reply.parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
  const facts = reply.parts.flatMap((part) =>
    part.type === 'facts' ? part.facts.map((fact) => wordFact(fact, locale)) : [],
  );
  const untold = [
    ...(notDrawn.length > 0 ? [words.pictureNotDrawn] : []),
    ...(notSent ? [words.pictureNotSent(platformName)] : []),
  ];
  const told = answer.pictures.flatMap(({ key, alt }) =>
    alt.trim() === '' || shown.some((chart) => chart.key === key) ? [] : [`${words.pictured} ${alt}`],
  );
  const sentence = cutText(reply.summary, longestSentence);

  const lost = [
    ...kept
      .filter(({ rows }) => rows.length > plan.rows)
      .map(({ rows }) => words.rowsShown(count(plan.rows, locale), count(rows.length, locale))),
    ...(kept.length < tables.length
      ? [
          words.tablesLeftOut(
            tables
              .map(({ title }) => title ?? words.aTable)
              .slice(0, 5)
              .join(', '),
          ),
        ]
      : []),
    ...(question.view === 'picture' && charts.length > answer.pictures.length
      ? [words.morePictures(charts.length - answer.pictures.length)]
      : []),
    ...((!plan.details && facts.length + texts.length + reply.warnings.length > 0) ||
    sentence !== reply.summary
      ? [words.textsCut]
      : []),
  ];
  return {
    sentence,
    warnings: plan.details ? reply.warnings : [],
    pictures: shown.map(({ key }) => key),
    facts: plan.details ? facts : [],
    // Where neither picture nor table can be shown, the picture is told.
    texts: plan.details ? [...texts, ...(untold.length > 0 && kept.length === 0 ? told : [])] : [],
    tables: kept.map((table) => ({ ...table, rows: table.rows.slice(0, plan.rows) })),
    notices: [
      ...(options.fileNotes ?? []),
      ...untold.map((why) => (kept.length > 0 ? `${why} ${words.tableInstead}` : why)),
      ...lost,
      ...(lost.length > 0 && link !== null ? [words.whole] : []),
    ],
    footer: [
      ...(reply.freshness ? [reply.freshness.text] : []),
      ...(reply.reference === undefined ? [] : [words.reference(reply.reference)]),
    ],
    buttons: listButtons(answer),
  };
}

function count(value: number, locale: Locale): string {
  return formatValue(value, { kind: 'count' }, locale);
}

/** A fact's value and how it compares, as far as that can be said. */
function wordFact(fact: Fact, locale: Locale): FactWords {
  return {
    label: fact.label,
    value: formatValue(fact.value, fact.format, locale),
    comparisons: fact.comparisons.flatMap(({ change, format, label }) =>
      change === null ? [] : [`${formatValue(change, format, locale)} ${label}`],
    ),
  };
}

function listButtons(answer: PreparedAnswer): Button[] {
  const { reply, question, reference, link, mayShare } = answer;
  const words = chatTexts(question.locale).buttons;
  const hasChart = reply.parts.some(({ type }) => type === 'chart');
  const hasTable = reply.parts.some(({ type }) => type === 'table');
  const press = (label: string, use: ButtonUse): Button[] =>
    reference === null ? [] : [{ label, does: { mark: writeButtonMark({ reference, use }) } }];
  return [
    ...reply.actions.slice(0, mostAsks).flatMap(({ label }, index) => press(label, index)),
    ...(answer.hasForm ? press(words.form, 'form') : []),
    ...(hasChart && hasTable && question.view === 'picture' ? press(words.table, 'table') : []),
    ...(hasChart && question.view === 'table' ? press(words.picture, 'picture') : []),
    ...(mayShare ? press(words.share, 'share') : []),
    ...answer.pages.slice(0, mostPages).map(({ label, url }) => ({ label, does: { url } })),
    ...(link === null ? [] : [{ label: words.open, does: { url: link } }]),
  ];
}
