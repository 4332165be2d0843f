import type { KnownBlock } from '@slack/types';
import { type Arrangement, arrangeAnswer, listPlans } from '../chat/arrange-answer.ts';
import { chatTexts } from '../chat/chat-texts.ts';
import { cutText } from '../chat/cut-text.ts';
import type { PreparedAnswer } from '../chat/prepare-answer.ts';
import * as make from './blocks.ts';
import { escapeText } from './escape.ts';

/** A message as Slack's methods take it. `text` is what a notification and a screen reader say. */
export interface SlackMessage {
  text: string;
  blocks: KnownBlock[];
}

export interface PresentOptions {
  /** Ids of the pictures that Slack has, by the charts' keys. */
  files: ReadonlyMap<string, string>;
  /** The Slack id of who shows a private answer to the channel. */
  sharedBy?: string | undefined;
  /** What became of the answer's own files, in words. */
  fileNotes?: readonly string[] | undefined;
  /** A line before the answer: where it was meant to stand, and why it does not. */
  note?: string | undefined;
}

const longestNotification = 2_000;

/**
 * An answer as a Slack message, with as much of it as Slack takes: never refused for its size, and saying what it does
 * not show. Nothing in it mentions anyone or becomes a link.
 */
export function presentAnswer(answer: PreparedAnswer, options: PresentOptions): SlackMessage {
  const sent = new Set(options.files.keys());
  const plans = listPlans(sent.size > 0);
  const messages = plans.map((plan) => () => {
    const { fileNotes = [] } = options;
    const arrangement = arrangeAnswer(answer, { plan, sent, platformName: 'Slack', fileNotes });
    return layOut(arrangement, answer, options);
  });
  let blocks: KnownBlock[] = [];
  for (const lay of messages) {
    blocks = lay();
    if (make.fits(blocks)) break;
  }
  return { text: escapeText(cutText(answer.reply.summary, longestNotification)), blocks };
}

function layOut(arrangement: Arrangement, answer: PreparedAnswer, options: PresentOptions): KnownBlock[] {
  const { question, pictures } = answer;
  const { locale } = question;
  const { sentence, warnings, facts, texts, tables, notices, footer } = arrangement;
  const alts = new Map(pictures.map(({ key, alt }) => [key, alt]));
  return [
    ...(options.note === undefined ? [] : make.context([options.note])),
    ...(options.sharedBy === undefined ? [] : [showSharer(options.sharedBy, answer)]),
    make.richText([make.text(sentence, { bold: true })], ...warnings.map(showWarning)),
    ...arrangement.pictures.flatMap((key) => {
      const file = options.files.get(key);
      return file === undefined ? [] : [make.image(file, alts.get(key) ?? sentence)];
    }),
    ...make.factFields(facts),
    ...texts.map((each) => make.richText([make.text(each)])),
    ...layTables(tables, locale),
    ...make.context(notices),
    ...make.context(footer),
    ...make.buttons(arrangement.buttons),
  ];
}

function showWarning(warning: string): Parameters<typeof make.richText>[0] {
  return [{ type: 'emoji', name: 'warning' }, make.text(` ${warning}`)];
}

function showSharer(userId: string, { reply, question }: PreparedAnswer): KnownBlock {
  const line = reply.question ?? question.line;
  return make.richText([
    make.text(`${chatTexts(question.locale).sharedBy} `),
    { type: 'user', user_id: userId },
    make.text(`: ${line}`),
  ]);
}

/** The first table that Slack's own can hold is one; the others are text, since a message may have one alone. */
function layTables(
  tables: Arrangement['tables'],
  locale: PreparedAnswer['question']['locale'],
): KnownBlock[] {
  let native = false;
  return tables.flatMap((part) => {
    const block = native ? null : make.table(part, locale);
    native ||= block !== null;
    const title = part.title === undefined ? [] : [make.richText([make.text(part.title, { bold: true })])];
    return [...title, block ?? make.tableAsText(part, locale)];
  });
}
