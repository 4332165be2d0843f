import { z } from 'zod';
import { formatDay } from '../../renderers/format.ts';
import { defineTexts, type Locale, plural } from '../../renderers/locale.ts';
import { consentChannels, type ExportFor, exportMembers, getSegment } from '../../services/segments/index.ts';
import { type Choice, defineCommand, type Option } from '../command.ts';
import { nameChannel } from '../rules/rule-words.ts';
import { makeMemberPart, writeMemberFile } from './member-file.ts';
import type { Count } from './rfm-texts.ts';
import { segmentOption } from './segment-options.ts';
import { segmentTexts } from './segment-texts.ts';
import { countOf, nameSegment, segmentLine } from './segment-words.ts';
import { describeFreshness } from './shop-notes.ts';

/** Longest that a large segment takes, in milliseconds. */
const exportTimeoutMs = 300_000;

const purposes = [...consentChannels, 'everyone'] as const;

const texts = defineTexts({
  en: {
    everyone: 'everyone',
    summary: (name: string, rows: Count, total: Count, way: string) =>
      rows.count === 0
        ? `Nobody of the ${segmentTexts('en').who(total)} in “${name}” agreed to ${way} and has an address for it: there is nothing to export.`
        : `${segmentTexts('en').who(rows)} of the ${total.text} in “${name}” agreed to ${way}: they are in the file.`,
    all: (name: string, rows: Count) =>
      rows.count === 0
        ? `Nobody is in “${name}”: there is nothing to export.`
        : `All ${segmentTexts('en').who(rows)} in “${name}” are in the file.`,
    label: (name: string, day: string, rows: Count) =>
      `“${name}” on ${day}, ${rows.text} ${plural(rows.count, 'row', 'rows')}`,
    consent: 'Consents were not looked at: write only to those who agreed to it (last column).',
    seen: 'Who exports is written down. Keep the file only as long as it is needed.',
    everyoneAction: 'Export everyone',
  },
  'pt-BR': {
    everyone: 'todos',
    summary: (name: string, rows: Count, total: Count, way: string) =>
      rows.count === 0
        ? `Ninguém entre ${segmentTexts('pt-BR').who(total)} de “${name}” aceita ${way} e tem endereço para isso: não há o que exportar.`
        : `${segmentTexts('pt-BR').who(rows)} de ${total.text} em “${name}” ${plural(rows.count, 'aceita', 'aceitam')} ${way}: ${plural(rows.count, 'está', 'estão')} no arquivo.`,
    all: (name: string, rows: Count) =>
      rows.count === 0
        ? `Ninguém está em “${name}”: não há o que exportar.`
        : `Todos os ${segmentTexts('pt-BR').who(rows)} de “${name}” estão no arquivo.`,
    label: (name: string, day: string, rows: Count) =>
      `“${name}” em ${day}, ${rows.text} ${plural(rows.count, 'linha', 'linhas')}`,
    consent: 'Os consentimentos não foram considerados: escreva só para quem aceita (última coluna).',
    seen: 'Fica registrado quem exporta. Guarde o arquivo só pelo tempo necessário.',
    everyoneAction: 'Exportar todos',
  },
});

const choices = Object.fromEntries(
  purposes.map((purpose): [ExportFor, Choice] => [
    purpose,
    { label: { en: namePurpose(purpose, 'en'), 'pt-BR': namePurpose(purpose, 'pt-BR') } },
  ]),
);

/** By which way those who are exported are to be written to. */
const purposeOption = {
  schema: z.enum(purposes).default('email'),
  description: {
    en: 'By which way they agreed to be written to; everyone: also those who did not',
    'pt-BR': 'Por qual meio aceitam ser contatados; todos: também quem não aceita',
  },
  aliases: ['para', 'for', 'consent', 'consentimento'],
  choices,
  examples: [
    { en: '/segment export "At Risk" for:whatsapp', 'pt-BR': '/segment export "Em risco" para:whatsapp' },
  ],
} satisfies Option;

/** `/segment export "…"`: the members of a segment as a file, for who may see them. */
export const segmentExport = defineCommand({
  name: 'segment export',
  aliases: ['segmento exportar', 'segment csv', 'segmento csv'],
  description: {
    en: 'The customers of a segment as a CSV file: those who agreed to e-mail, unless told otherwise',
    'pt-BR': 'Os clientes de um segmento em um arquivo CSV: quem aceita e-mail, se não disser outro meio',
  },
  examples: [
    { en: '/segment export "At Risk"', 'pt-BR': '/segment export "Em risco"' },
    { en: '/segment export Champions for:everyone', 'pt-BR': '/segment export Campeões para:todos' },
  ],
  role: 'admin',
  visibility: 'private',
  timeoutMs: exportTimeoutMs,
  options: { name: segmentOption, for: purposeOption },
  run: async (context, { name, for: purpose }) => {
    const { locale } = context;
    const words = texts(locale);
    const { segment, days, status } = await getSegment(context, { name });
    const day = days.asOf;
    const file = await writeMemberFile(context, exportMembers(context, { segment, day, purpose }));
    const rows = countOf(file.rows, locale);
    const total = countOf(segment.sizes.find((size) => size.day === day)?.customers ?? 0, locale);
    const called = nameSegment(segment, locale);
    const isEmpty = file.rows === 0;
    return {
      question: segmentLine('export', segment.name, purpose === 'email' ? '' : ` for:${purpose}`),
      tone: isEmpty ? 'empty' : 'answer',
      summary:
        purpose === 'everyone'
          ? words.all(called, rows)
          : words.summary(called, rows, total, nameChannel(purpose, locale)),
      parts: isEmpty
        ? []
        : [
            makeMemberPart({
              of: called,
              day,
              label: words.label(called, formatDay(day, locale), rows),
              content: file.content,
            }),
          ],
      warnings: isEmpty ? [] : [...(purpose === 'everyone' ? [words.consent] : []), words.seen],
      actions: [{ label: segmentTexts(locale).actions.show, ask: segmentLine('show', segment.name) }],
      freshness: describeFreshness(context, status),
      provenance: null,
    };
  },
});

function namePurpose(purpose: ExportFor, locale: Locale): string {
  return purpose === 'everyone' ? texts(locale).everyone : nameChannel(purpose, locale);
}
