import { formatDay } from '../../renderers/format.ts';
import { defineTexts, plural } from '../../renderers/locale.ts';
import { exportMembers, getSegment } from '../../services/segments/index.ts';
import { defineCommand } from '../command.ts';
import { nameChannel } from '../rules/rule-words.ts';
import { exportTimeoutMs, purposeOption, purposeTexts } from './export-purpose.ts';
import { makeMemberPart, writeMemberFile } from './member-file.ts';
import type { Count } from './rfm-texts.ts';
import { segmentOption } from './segment-options.ts';
import { segmentTexts } from './segment-texts.ts';
import { countOf, nameSegment, segmentLine } from './segment-words.ts';
import { describeFreshness } from './shop-notes.ts';

const texts = defineTexts({
  en: {
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
  },
  'pt-BR': {
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
  },
});

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
  options: {
    name: segmentOption,
    for: {
      ...purposeOption,
      examples: [
        { en: '/segment export "At Risk" for:whatsapp', 'pt-BR': '/segment export "Em risco" para:whatsapp' },
      ],
    },
  },
  run: async (context, { name, for: purpose }) => {
    const { locale } = context;
    const words = texts(locale);
    const purposes = purposeTexts(locale);
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
              purpose,
              content: file.content,
            }),
          ],
      warnings: isEmpty ? [] : [...(purpose === 'everyone' ? [purposes.consent] : []), purposes.seen],
      actions: [{ label: segmentTexts(locale).actions.show, ask: segmentLine('show', segment.name) }],
      freshness: describeFreshness(context, status),
      provenance: null,
    };
  },
});
