import type {
  ActionsBlock,
  Button,
  ContextBlock,
  ImageBlock,
  KnownBlock,
  PlainTextElement,
  RichTextBlock,
  RichTextElement,
  SectionBlock,
  TableBlock,
} from '@slack/types';
import { formatValue } from '../../renderers/format.ts';
import type { Locale } from '../../renderers/locale.ts';
import type { TablePart } from '../../renderers/reply.ts';
import { renderTable } from '../../renderers/table.ts';
import type { Button as AnswerButton, FactWords } from '../chat/arrange-answer.ts';
import { cutText } from '../chat/cut-text.ts';
import { escapeMrkdwn } from './escape.ts';

/** Slack's limits, in UTF-16 units or elements: what is over one is refused whole. */
export const limits = {
  blocks: 50,
  /** Undocumented: JSON of all blocks beyond some 13,200 characters is refused as too long. */
  blocksLength: 12_800,
  text: 3_000,
  fields: 10,
  field: 2_000,
  alt: 2_000,
  contextElements: 10,
  buttonText: 75,
  url: 3_000,
  tableRows: 100,
  tableColumns: 20,
  tableLength: 10_000,
} as const;

/** Text that Slack takes as it is: `emoji: false`, so that `:smile:` in a name stays one. */
export function plainText(text: string, limit: number = limits.text): PlainTextElement {
  return { type: 'plain_text', text: cutText(text, limit) || ' ', emoji: false };
}

/** Paragraphs of rich text, in which nothing is read as a mention, link or emphasis. */
export function richText(...paragraphs: RichTextElement[][]): RichTextBlock {
  return {
    type: 'rich_text',
    elements: paragraphs.map((elements) => ({ type: 'rich_text_section', elements })),
  };
}

export function text(content: string, style?: { bold?: boolean }): RichTextElement {
  return { type: 'text', text: content || ' ', ...(style ? { style } : {}) };
}

/** Small grey lines. */
export function context(lines: string[]): ContextBlock[] {
  const elements = lines
    .filter((line) => line !== '')
    .slice(0, limits.contextElements)
    .map((line) => plainText(line));
  return elements.length === 0 ? [] : [{ type: 'context', elements }];
}

export function image(fileId: string, alt: string): ImageBlock {
  return { type: 'image', slack_file: { id: fileId }, alt_text: cutText(alt, limits.alt) || ' ' };
}

/** Facts in two columns. */
export function factFields(facts: FactWords[]): SectionBlock[] {
  const fields = facts.map(({ label, value, comparisons }) => ({
    type: 'mrkdwn' as const,
    text: cutText(
      [escapeMrkdwn(label), `*${escapeMrkdwn(value)}*`, ...comparisons.map(escapeMrkdwn)].join('\n'),
      limits.field,
    ),
    verbatim: true,
  }));
  return Array.from({ length: Math.ceil(fields.length / limits.fields) }, (_, index) => ({
    type: 'section',
    fields: fields.slice(index * limits.fields, (index + 1) * limits.fields),
  }));
}

/** A table as Slack's own, of which a message may have one; null where it has too many columns or letters. */
export function table(part: TablePart, locale: Locale): TableBlock | null {
  const { columns, rows } = part;
  if (columns.length === 0 || rows.length === 0) return null;
  if (columns.length > limits.tableColumns || rows.length >= limits.tableRows) return null;
  const cells = [
    columns.map(({ label }) => label),
    ...rows.map((row) =>
      columns.map(({ key, format, labels }) => {
        const value = row[key] ?? null;
        return formatValue(typeof value === 'string' ? (labels?.[value] ?? value) : value, format, locale);
      }),
    ),
  ];
  if (cells.flat().join('').length > limits.tableLength) return null;
  return {
    type: 'table',
    column_settings: columns.map(({ format }) => ({
      align: format.kind === 'text' || format.kind === 'day' ? 'left' : 'right',
      is_wrapped: format.kind === 'text',
    })),
    rows: cells.map((row) => row.map((cell) => ({ type: 'raw_text', text: cell || '–' }))),
  };
}

/** A table in letters of one width, narrow enough for a chat beside its channels. */
export function tableAsText(part: TablePart, locale: Locale): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_preformatted',
        elements: [{ type: 'text', text: renderTable(part, { locale, width: 64 }) || ' ' }],
      },
    ],
  };
}

/** A button with an action of its own among those of its message. */
export function button({ label, does }: AnswerButton, index: number): Button {
  const shown = plainText(label, limits.buttonText);
  if ('url' in does) return { type: 'button', action_id: `open:${index}`, text: shown, url: does.url };
  return { type: 'button', action_id: `press:${does.mark}`, text: shown, value: does.mark };
}

/** Buttons in rows of five, each with an action of its own. */
export function buttons(list: AnswerButton[]): ActionsBlock[] {
  const elements = list.filter(({ does }) => !('url' in does) || does.url.length <= limits.url).map(button);
  return Array.from({ length: Math.ceil(elements.length / 5) }, (_, index) => ({
    type: 'actions',
    elements: elements.slice(index * 5, (index + 1) * 5),
  }));
}

/** Whether Slack takes the blocks: their number and their length together. */
export function fits(blocks: KnownBlock[]): boolean {
  return blocks.length <= limits.blocks && JSON.stringify(blocks).length <= limits.blocksLength;
}
