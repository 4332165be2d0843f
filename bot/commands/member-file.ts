import { createCsv } from '../../renderers/csv.ts';
import { defineTexts } from '../../renderers/locale.ts';
import type { Column, FilePart } from '../../renderers/reply.ts';
import { segmentLabels } from '../../renderers/segments.ts';
import type { ExportFor, Member } from '../../services/segments/index.ts';
import type { CommandContext } from '../command.ts';
import { toFileWord } from '../file-word.ts';
import { nameChannel } from '../rules/rule-words.ts';
import { segmentTexts } from './segment-texts.ts';

const texts = defineTexts({
  en: { id: 'Customer', firstOrder: 'First order', consents: 'Agreed to', r: 'R', f: 'F', m: 'M' },
  'pt-BR': { id: 'Cliente', firstOrder: 'Primeiro pedido', consents: 'Aceita', r: 'R', f: 'F', m: 'M' },
});

/** Letters of a segment's name in a file's. */
const longestWord = 60;

/** A file of customers, and how many are in it. */
export interface MemberFile {
  rows: number;
  content: Blob;
}

/** Writes customers as CSV, a slice at a time, in the reader's language. */
export async function writeMemberFile(
  context: CommandContext,
  slices: AsyncIterable<Member[]>,
): Promise<MemberFile> {
  const { locale } = context;
  const csv = createCsv(listColumns(context), locale);
  const pieces = [csv.head()];
  let rows = 0;
  for await (const members of slices) {
    rows += members.length;
    pieces.push(
      csv.rows(
        members.map(({ consents, ...member }) => ({
          ...member,
          consents: consents.map((channel) => nameChannel(channel, locale)).join(', '),
        })),
      ),
    );
  }
  return { rows, content: new Blob(pieces, { type: 'text/csv' }) };
}

/** The file as a part of an answer; its name says what it is of, for which way of writing, and of which day. */
export function makeMemberPart(input: {
  of: string;
  day: string;
  label: string;
  purpose: ExportFor;
  content: Blob;
}): FilePart {
  const word = toFileWord(input.of).slice(0, longestWord);
  const name = ['regulars', word, input.purpose, input.day].filter(Boolean).join('-');
  return { type: 'file', key: 'members', name: `${name}.csv`, label: input.label, content: input.content };
}

function listColumns({ locale, currency }: CommandContext): Column[] {
  const { columns } = segmentTexts(locale);
  const own = texts(locale);
  const text = (key: keyof Member, label: string): Column => ({ key, label, format: { kind: 'text' } });
  const count = (key: keyof Member, label: string): Column => ({ key, label, format: { kind: 'count' } });
  const day = (key: keyof Member, label: string): Column => ({ key, label, format: { kind: 'day' } });
  return [
    count('customerId', own.id),
    text('name', columns.name),
    text('email', columns.email),
    text('phone', columns.phone),
    text('city', columns.city),
    text('state', columns.state),
    { ...text('segment', columns.segment), labels: segmentLabels(locale) },
    count('r', own.r),
    count('f', own.f),
    count('m', own.m),
    count('orders', columns.orders),
    { key: 'net', label: columns.net, format: { kind: 'money', currency } },
    day('firstOrder', own.firstOrder),
    day('lastOrder', columns.lastOrder),
    text('consents', own.consents),
  ];
}
