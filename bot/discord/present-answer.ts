import {
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  ComponentType,
  MessageFlags,
  SeparatorSpacingSize,
} from 'discord.js';
import { formatValue } from '../../renderers/format.ts';
import type { Locale } from '../../renderers/locale.ts';
import type { TablePart } from '../../renderers/reply.ts';
import { renderTable } from '../../renderers/table.ts';
import { type Arrangement, arrangeAnswer, type FactWords, listPlans } from '../chat/arrange-answer.ts';
import { chatTexts } from '../chat/chat-texts.ts';
import { cutText } from '../chat/cut-text.ts';
import type { PreparedAnswer } from '../chat/prepare-answer.ts';
import * as make from './components.ts';
import { escapeMarkdown } from './escape.ts';

/** A file that goes with a message. */
export interface DiscordFile {
  name: string;
  data: Buffer;
}

/** A message as Discord's API takes it. */
export interface DiscordMessage {
  body: {
    flags: number;
    components: APIMessageTopLevelComponent[];
    allowed_mentions: { parse: [] };
    /** The files that stay with the message: those sent with it alone. */
    attachments: { id: string; filename: string; description: string }[];
  };
  files: DiscordFile[];
}

export interface PresentOptions {
  /** Bytes that a file may have here. */
  sizeLimit: number;
  /** The id of who shows a private answer to the channel. */
  sharedBy?: string | null;
}

/** Longest sentence that stands alone: with every letter escaped it still fits. */
const longestSentence = make.limits.text / 2;
const longestLine = 300;

/** Letters in a line of a code block beside Discord's channel list. */
const tableWidth = 56;

/**
 * An answer as a Discord message, with as much of it as Discord takes: never refused for its size, and saying what it
 * does not show. Nothing in it mentions anyone or becomes a link.
 */
export function presentAnswer(given: PreparedAnswer, options: PresentOptions): DiscordMessage {
  // A link that cannot be shown must not be spoken of.
  const answer = { ...given, link: given.link !== null && make.canLink(given.link) ? given.link : null };
  const files = chooseFiles(answer, options.sizeLimit);
  const sent = new Set(files.keys());
  const fileNotes = noteFiles(answer, files, options.sizeLimit);
  for (const plan of listPlans(sent.size > 0)) {
    const arrangement = arrangeAnswer(answer, { plan, sent, platformName: 'Discord', fileNotes });
    const components = layOut(arrangement, answer, files, options);
    if (make.fits(components)) return makeMessage(components, answer, files);
  }
  return presentLines([cutText(answer.reply.summary, longestSentence)]);
}

/** A message of plain lines. */
export function presentLines(lines: string[]): DiscordMessage {
  const text = lines.map((line) => escapeMarkdown(cutText(line, longestSentence))).join('\n');
  return wrap([make.text(text.slice(0, make.limits.text))]);
}

/** The pictures and files that are not too large, in their order, by their keys. */
function chooseFiles({ pictures, files: own }: PreparedAnswer, sizeLimit: number): Map<string, DiscordFile> {
  const files = new Map<string, DiscordFile>();
  for (const [index, { key, png }] of pictures.entries()) {
    if (png === null || png.byteLength > sizeLimit) continue;
    const data = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
    files.set(key, { name: `chart-${index + 1}.png`, data });
  }
  for (const { key, name, bytes: data } of own) {
    if (data.byteLength <= sizeLimit) files.set(key, { name, data });
  }
  return files;
}

/** What became of an answer's own files, in words. */
function noteFiles(
  { files: own, question }: PreparedAnswer,
  sent: Map<string, DiscordFile>,
  sizeLimit: number,
) {
  const words = chatTexts(question.locale).file;
  const megabytes = (size: number) =>
    formatValue(size / 1024 ** 2, { kind: 'decimal', digits: 1 }, question.locale);
  return own.map(({ key, label, bytes }) => {
    if (sent.has(key)) return words.here(label);
    if (sizeLimit === 0) return words.refused(label, 'Discord');
    return words.tooLarge(label, megabytes(bytes.byteLength), megabytes(sizeLimit));
  });
}

function layOut(
  arrangement: Arrangement,
  answer: PreparedAnswer,
  files: Map<string, DiscordFile>,
  { sharedBy }: PresentOptions,
): APIComponentInContainer[] {
  const { question, pictures, reply } = answer;
  const { sentence, warnings, facts, texts, tables, notices, footer } = arrangement;
  const alts = new Map(pictures.map(({ key, alt }) => [key, alt]));
  const shown = arrangement.pictures.flatMap((key) => {
    const file = files.get(key);
    return file === undefined ? [] : [{ name: file.name, alt: alts.get(key) || sentence }];
  });
  const line = escapeMarkdown(cutText(reply.question ?? question.line, longestLine));
  const small = [...notices, ...footer].map(writeSmall);
  return [
    ...(sharedBy ? [make.text(`${chatTexts(question.locale).sharedBy} <@${sharedBy}>: ${line}`)] : []),
    make.text(
      [`**${escapeMarkdown(sentence)}**`, ...warnings.map((text) => `⚠️ ${escapeMarkdown(text)}`)].join('\n'),
    ),
    ...make.gallery(shown),
    ...answer.files.flatMap(({ key }) => make.file(files.get(key)?.name)),
    ...(facts.length === 0 ? [] : [make.text(facts.map(writeFact).join('\n'))]),
    ...texts.filter((each) => each.trim() !== '').map((each) => make.text(escapeMarkdown(each))),
    ...tables.map((table) => make.text(writeTable(table, question.locale))),
    ...(small.length === 0 ? [] : [make.text(small.join('\n'))]),
    ...layButtons(arrangement),
  ];
}

function layButtons({ buttons }: Arrangement): APIComponentInContainer[] {
  const rows = make.buttons(buttons);
  const line = { type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small } as const;
  return rows.length === 0 ? [] : [line, ...rows];
}

function writeFact({ label, value, comparisons }: FactWords): string {
  const compared = comparisons.length === 0 ? '' : ` (${comparisons.join('; ')})`;
  return `${escapeMarkdown(label)}: **${escapeMarkdown(value)}**${escapeMarkdown(compared)}`;
}

function writeTable(part: TablePart, locale: Locale): string {
  const title = part.title === undefined ? '' : `**${escapeMarkdown(part.title)}**\n`;
  const table = renderTable(part, { locale, width: tableWidth });
  return `${title}\`\`\`\n${table}\n\`\`\``;
}

function writeSmall(line: string): string {
  return `-# ${escapeMarkdown(line)}`;
}

function makeMessage(
  components: APIComponentInContainer[],
  { pictures }: PreparedAnswer,
  files: Map<string, DiscordFile>,
): DiscordMessage {
  const shown = JSON.stringify(components);
  // A file that no part of the message shows would stand below it.
  const used = [...files].filter(([, { name }]) => shown.includes(`attachment://${name}`));
  const alts = new Map(pictures.map(({ key, alt }) => [key, alt]));
  const message = wrap(components);
  return {
    body: {
      ...message.body,
      attachments: used.map(([key, { name }], id) => ({
        id: String(id),
        filename: name,
        description: (alts.get(key) || name).slice(0, make.limits.alt),
      })),
    },
    files: used.map(([, file]) => file),
  };
}

function wrap(components: APIComponentInContainer[]): DiscordMessage {
  return {
    body: {
      flags: MessageFlags.IsComponentsV2,
      components: [{ type: ComponentType.Container, components }],
      allowed_mentions: { parse: [] },
      attachments: [],
    },
    files: [],
  };
}
