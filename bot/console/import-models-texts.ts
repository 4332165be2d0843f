import { basename } from 'node:path';
import { formatValue } from '../../renderers/format.ts';
import { defineTexts, type Locale, plural } from '../../renderers/locale.ts';
import { type ModelImportReport, modelFields } from '../../services/imports/index.ts';
import { quoteValue } from '../split-line.ts';
import { explainRejection } from './import-rejections.ts';
import { alignRows } from './import-report.ts';

const fieldList = modelFields.join(', ').replace(/(.{60,76}), /g, '$1,\n    ');

const texts = defineTexts({
  en: {
    help: `Imports what AI models told from a CSV file, plain or gzip: activations, scores, actions and outcomes.

  npm run import:models -- scores.csv [options]

  --map COLUMN=FIELD     what a column is, by its heading; repeat for more; "=ignore" leaves one out
  --model NAME           the model of all lines, where the file has no column for it
  --version VERSION      the version of all lines, likewise
  --dry-run              check everything and show what was understood, write nothing
  --source NAME          name of the source: activations are known by model, source and id (default: csv)
  --time-zone ZONE       zone of times without one (default: the shop's)
  --date-order dmy|mdy   how 03/04/2026 is meant, where the file does not tell
  --decimal comma|point  how scores are written, where it is not found by itself
  --delimiter SIGN       comma, semicolon, tab or pipe, where it is not found by itself
  --rejects FILE         where refused lines go (default: beside the file, as NAME.rejects.csv)

  Fields:
    ${fieldList}
`,
    done: (file: string) => `Imported ${file}`,
    dry: (file: string) => `Dry run of ${file}: nothing was written`,
    stopped: 'Stopped. What was written is safe: run the same command again to go on from there.',
    lines: 'Lines read',
    activations: 'Activations',
    counts: (created: string, completed: string, unchanged: string) =>
      `${created} new, ${completed} completed or changed, ${unchanged} unchanged`,
    waiting: 'Not counted yet',
    waitingNote: (count: number, text: string) =>
      `${text} ${plural(count, 'activation waits', 'activations wait')} for a version and a time`,
    models: 'Models',
    columns: 'Columns',
    unused: 'Not used',
    first: 'First',
    rejected: 'Refused lines',
    inFile: (path: string) => `in ${path}, in place of any from an earlier run`,
    next: 'Ask next',
  },
  'pt-BR': {
    help: `Importa de um arquivo CSV, simples ou gzip, o que modelos de IA informaram: ativações, pontuações, ações e resultados.

  npm run import:models -- pontuacoes.csv [opções]

  --map COLUNA=CAMPO     o que é uma coluna, pelo título; pode repetir; "=ignore" deixa a coluna de fora
  --model NOME           o modelo de todas as linhas, quando o arquivo não tem coluna para ele
  --version VERSÃO       a versão de todas as linhas, da mesma forma
  --dry-run              confere tudo e mostra o que foi entendido, sem gravar nada
  --source NOME          nome da origem: ativações são conhecidas por modelo, origem e id (padrão: csv)
  --time-zone FUSO       fuso dos horários sem fuso (padrão: o da loja)
  --date-order dmy|mdy   como ler 03/04/2026, quando o arquivo não deixa claro
  --decimal comma|point  como as pontuações são escritas, quando não é encontrado sozinho
  --delimiter SINAL      comma, semicolon, tab ou pipe, quando não é encontrado sozinho
  --rejects ARQUIVO      para onde vão as linhas recusadas (padrão: ao lado, como NOME.rejects.csv)

  Campos:
    ${fieldList}
`,
    done: (file: string) => `${file} importado`,
    dry: (file: string) => `Simulação com ${file}: nada foi gravado`,
    stopped: 'Interrompido. O que foi gravado está seguro: rode o mesmo comando de novo para continuar.',
    lines: 'Linhas lidas',
    activations: 'Ativações',
    counts: (created, completed, unchanged) =>
      `novas: ${created}, completadas ou alteradas: ${completed}, sem mudança: ${unchanged}`,
    waiting: 'Ainda não contam',
    waitingNote: (count, text) =>
      `${text} ${plural(count, 'ativação espera', 'ativações esperam')} por versão e horário`,
    models: 'Modelos',
    columns: 'Colunas',
    unused: 'Não usadas',
    first: 'Primeiras',
    rejected: 'Linhas recusadas',
    inFile: (path: string) => `em ${path}, no lugar das de uma importação anterior`,
    next: 'Pergunte agora',
  },
});

/** The help of the command line of imports of models. */
export function importModelsHelp(locale: Locale): string {
  return texts(locale).help;
}

/** The report at the end of an import of models, or of as much of it as was done, in lines. */
export function describeModelReport(report: ModelImportReport, dryRun: boolean, locale: Locale): string[] {
  const words = texts(locale);
  if (report.interrupted) return [words.stopped];
  const count = (value: number) => formatValue(value, { kind: 'count' }, locale);
  const { told } = report;
  const rows: [string, string][] = [[words.lines, count(report.lines)]];
  if (dryRun) {
    rows.push([words.columns, report.used.map(({ field, column }) => `${field} (${column})`).join(', ')]);
    if (report.unused.length > 0) rows.push([words.unused, report.unused.join(', ')]);
    rows.push(
      ...report.samples.map((event, at): [string, string] => [
        at === 0 ? words.first : '',
        [event.id, event.model, event.version, event.activated_at, event.score, event.outcome]
          .filter((value) => value !== undefined)
          .join(' · '),
      ]),
    );
  } else {
    rows.push([
      words.activations,
      words.counts(count(told.created), count(told.completed), count(told.unchanged)),
    ]);
    if (told.waiting > 0) rows.push([words.waiting, words.waitingNote(told.waiting, count(told.waiting))]);
  }
  rows.push([words.models, report.models.join(', ')]);
  if (report.rejectsFile) {
    rows.push([words.rejected, `${count(report.rejected)}, ${words.inFile(report.rejectsFile)}`]);
    const explain = explainRejection(locale);
    for (const each of report.rejections.slice(0, 5)) {
      rows.push(['', `${count(each.count)}: ${explain(each.reason, each.params)}`]);
    }
  }
  const [first] = report.models;
  if (!dryRun && first !== undefined) {
    rows.push([words.next, `npm run ask -- '/model show ${quoteValue(first)}'`]);
  }
  const file = basename(report.file);
  return [dryRun ? words.dry(file) : words.done(file), ...alignRows(rows)];
}
