import { makeAllInert } from '../../renderers/inert-text.ts';
import { defineTexts, type Locale, plural } from '../../renderers/locale.ts';
import type { ServiceError } from '../../services/errors.ts';

type Params = { [name: string]: string | number };
type Sentences = { [reason: string]: (params: Params) => string };

const english: Sentences = {
  import_no_file: () => 'Which file? For example: npm run import -- orders.csv',
  import_models_no_file: () => 'Which file? For example: npm run import:models -- scores.csv',
  import_models_missing_column: ({ field, columns }) => {
    const missing: Params = {
      id: 'no column holds the id of the activation. Name one, for example: --map "Prediction=id"',
      model: 'no column names the model. Name one, for example: --map "Algorithm=model", or add --model NAME',
      event:
        'no column tells of an activation, an action or an outcome. Name one, for example: --map "When=activated_at", or =outcome',
    };
    return `Nothing was written: ${missing[field ?? '']}\nThe file's columns: ${columns}.`;
  },
  import_several_files: ({ file }) => `One file at a time; “${file}” is one too many.`,
  import_unknown_option: ({ option }) => `There is no option ${option}. See: npm run import -- --help`,
  import_option_without_value: ({ option }) => `${option} needs a value. See: npm run import -- --help`,
  import_bad_option: ({ option, value, expected }) =>
    `${option} cannot be “${value}”; it takes: ${expected}.`,
  import_unknown_field: ({ mapping, fields }) =>
    `--map “${mapping}” is not column=field with a field that exists. Fields: ${fields}, ignore.`,
  import_unknown_status: ({ mapping, statuses }) =>
    `--status “${mapping}” is not word=status with a status that exists. Statuses: ${statuses}.`,
  import_unknown_column: ({ column, columns }) =>
    `The file has no column “${column}”. Its columns: ${columns}.`,
  import_bad_currency: ({ currency }) => `“${currency}” is no currency; use a code such as BRL or USD.`,
  import_bad_time_zone: ({ zone }) => `“${zone}” is no time zone; use a name such as America/Sao_Paulo.`,
  import_file_missing: ({ file }) => `There is no file ${file}.`,
  import_file_folder: ({ file }) => `${file} is a folder; name the CSV file in it.`,
  import_file_unreadable: ({ file }) =>
    `${file} cannot be read: give this user the permission to, or name a copy of it.`,
  import_gzip: ({ file }) => `${file} is a damaged or incomplete gzip file.`,
  import_empty: ({ file }) => `${file} is empty.`,
  import_no_lines: ({ file }) => `${file} has a header but no lines below it.`,
  import_spreadsheet: ({ file }) =>
    `${file} is a spreadsheet or archive, not a CSV file. In Excel, save it as “CSV UTF-8 (Comma delimited)”.`,
  import_encoding: ({ file }) =>
    `The text of ${file} is in an unknown encoding. Save it as UTF-8: in Excel “CSV UTF-8 (Comma delimited)”, in LibreOffice character set “Unicode (UTF-8)”.`,
  import_missing_column: ({ field, columns }) => {
    const missing: Params = {
      date: 'no column tells when an order was placed. Name one, for example: --map "When=date"',
      customer: 'no column tells who bought. Name one, for example: --map "Client no=customer_id", or =email',
      amount:
        'no column tells how much an order was. Name one, for example: --map "Paid=total", or =unit_price for lines',
    };
    return `Nothing was written: ${missing[field ?? '']}\nThe file's columns: ${columns}.`;
  },
  import_ambiguous_dates: ({ example }) =>
    `Nothing was written: every date can be read in two ways, as “${example}”. Add --date-order dmy (day first) or --date-order mdy (month first).`,
  import_mixed_dates: ({ dmy, mdy }) =>
    `Nothing was written: ${dmy} ${plural(Number(dmy), 'date is', 'dates are')} day first and ${mdy} month first. Correct the file, or add --date-order dmy or mdy; the others are then refused.`,
  import_ambiguous_decimal: ({ example }) =>
    `Nothing was written: “${example}” can be read in two ways. Add --decimal comma or --decimal point.`,
  import_mixed_decimals: ({ comma, point }) =>
    `Nothing was written: ${comma} ${plural(Number(comma), 'number has', 'numbers have')} a decimal comma and ${point} a decimal point. Correct the file, or add --decimal comma or point; the others are then refused.`,
  import_unknown_statuses: ({ words, example, statuses }) =>
    `Nothing was written: most lines have a status that is not known: ${words}. Say what each means, for example: --status "${example}=paid". Statuses: ${statuses}.`,
  import_nothing_good: ({ lines, reason, file }) =>
    `Nothing was written: ${plural(Number(lines), 'the only line could not be taken. The reason', `none of the ${lines} lines could be taken. The most frequent reason`)}: ${reason}. All of it: ${file}`,
  import_rejects_same: ({ file }) =>
    `${file} is the file to import; the refused lines must go to another. Name one with --rejects.`,
  import_rejects_unwritable: ({ file }) =>
    `The refused lines cannot be written to ${file}. Name another file with --rejects, in a folder that you may write to.`,
  import_no_space: () =>
    'The disk for temporary files is full; free some space, or set TMPDIR to another folder.',
  import_write_failed: () =>
    'The database did not take the orders. What it took before is safe; run the same command again to go on.',
};

const portuguese: Sentences = {
  import_no_file: () => 'Qual arquivo? Por exemplo: npm run import -- pedidos.csv',
  import_models_no_file: () => 'Qual arquivo? Por exemplo: npm run import:models -- pontuacoes.csv',
  import_models_missing_column: ({ field, columns }) => {
    const missing: Params = {
      id: 'nenhuma coluna tem o id da ativação. Indique uma, por exemplo: --map "Previsão=id"',
      model:
        'nenhuma coluna diz qual é o modelo. Indique uma, por exemplo: --map "Algoritmo=model", ou acrescente --model NOME',
      event:
        'nenhuma coluna fala de uma ativação, uma ação ou um resultado. Indique uma, por exemplo: --map "Quando=activated_at", ou =outcome',
    };
    return `Nada foi gravado: ${missing[field ?? '']}\nColunas do arquivo: ${columns}.`;
  },
  import_several_files: ({ file }) => `Um arquivo por vez; “${file}” está sobrando.`,
  import_unknown_option: ({ option }) => `A opção ${option} não existe. Veja: npm run import -- --help`,
  import_option_without_value: ({ option }) => `Falta o valor de ${option}. Veja: npm run import -- --help`,
  import_bad_option: ({ option, value, expected }) => `${option} não aceita “${value}”; use: ${expected}.`,
  import_unknown_field: ({ mapping, fields }) =>
    `--map “${mapping}” não é coluna=campo com um campo que existe. Campos: ${fields}, ignore.`,
  import_unknown_status: ({ mapping, statuses }) =>
    `--status “${mapping}” não é palavra=status com um status que existe. Status: ${statuses}.`,
  import_unknown_column: ({ column, columns }) =>
    `O arquivo não tem a coluna “${column}”. Colunas: ${columns}.`,
  import_bad_currency: ({ currency }) => `“${currency}” não é uma moeda; use um código como BRL ou USD.`,
  import_bad_time_zone: ({ zone }) => `“${zone}” não é um fuso horário; use um nome como America/Sao_Paulo.`,
  import_file_missing: ({ file }) => `O arquivo ${file} não existe.`,
  import_file_folder: ({ file }) => `${file} é uma pasta; indique o arquivo CSV dentro dela.`,
  import_file_unreadable: ({ file }) =>
    `Não foi possível ler ${file}: dê permissão de leitura a este usuário ou indique uma cópia do arquivo.`,
  import_gzip: ({ file }) => `${file} é um gzip danificado ou incompleto.`,
  import_empty: ({ file }) => `${file} está vazio.`,
  import_no_lines: ({ file }) => `${file} tem cabeçalho, mas nenhuma linha abaixo dele.`,
  import_spreadsheet: ({ file }) =>
    `${file} é uma planilha ou um arquivo compactado, não um CSV. No Excel, salve como “CSV UTF-8 (Delimitado por vírgulas)”.`,
  import_encoding: ({ file }) =>
    `O texto de ${file} está em uma codificação desconhecida. Salve em UTF-8: no Excel, “CSV UTF-8 (Delimitado por vírgulas)”; no LibreOffice, conjunto de caracteres “Unicode (UTF-8)”.`,
  import_missing_column: ({ field, columns }) => {
    const missing: Params = {
      date: 'nenhuma coluna diz quando o pedido foi feito. Indique uma, por exemplo: --map "Quando=date"',
      customer:
        'nenhuma coluna diz quem comprou. Indique uma, por exemplo: --map "Cód. cliente=customer_id", ou =email',
      amount:
        'nenhuma coluna diz o valor do pedido. Indique uma, por exemplo: --map "Pago=total", ou =unit_price em arquivos de itens',
    };
    return `Nada foi gravado: ${missing[field ?? '']}\nColunas do arquivo: ${columns}.`;
  },
  import_ambiguous_dates: ({ example }) =>
    `Nada foi gravado: todas as datas podem ser lidas de duas formas, como “${example}”. Acrescente --date-order dmy (dia primeiro) ou --date-order mdy (mês primeiro).`,
  import_mixed_dates: ({ dmy, mdy }) =>
    `Nada foi gravado: ${dmy} ${plural(Number(dmy), 'data começa', 'datas começam')} pelo dia e ${mdy} pelo mês. Corrija o arquivo ou acrescente --date-order dmy ou mdy; as outras serão recusadas.`,
  import_ambiguous_decimal: ({ example }) =>
    `Nada foi gravado: “${example}” pode ser lido de duas formas. Acrescente --decimal comma (vírgula decimal) ou --decimal point (ponto decimal).`,
  import_mixed_decimals: ({ comma, point }) =>
    `Nada foi gravado: ${comma} ${plural(Number(comma), 'número tem', 'números têm')} vírgula decimal e ${point} ${plural(Number(point), 'tem', 'têm')} ponto decimal. Corrija o arquivo ou acrescente --decimal comma ou point; os outros serão recusados.`,
  import_unknown_statuses: ({ words, example, statuses }) =>
    `Nada foi gravado: a maioria das linhas tem um status desconhecido: ${words}. Diga o que cada um significa, por exemplo: --status "${example}=paid". Status: ${statuses}.`,
  import_nothing_good: ({ lines, reason, file }) =>
    `Nada foi gravado: ${plural(Number(lines), 'a única linha não pôde ser aproveitada. Motivo', `nenhuma das ${lines} linhas pôde ser aproveitada. Motivo mais frequente`)}: ${reason}. Tudo em: ${file}`,
  import_rejects_same: ({ file }) =>
    `${file} é o próprio arquivo a importar; as linhas recusadas precisam ir para outro. Indique com --rejects.`,
  import_rejects_unwritable: ({ file }) =>
    `Não foi possível gravar as linhas recusadas em ${file}. Indique outro arquivo com --rejects, em uma pasta em que você possa gravar.`,
  import_no_space: () =>
    'O disco dos arquivos temporários está cheio; libere espaço ou aponte TMPDIR para outra pasta.',
  import_write_failed: () =>
    'O banco de dados não aceitou os pedidos. O que já foi gravado está seguro; rode o mesmo comando de novo para continuar.',
};

const texts = defineTexts({ en: english, 'pt-BR': portuguese });

/** The sentence for an error of an import, or undefined for an error of something else. */
export function describeImportError(error: ServiceError, locale: Locale): string | undefined {
  return texts(locale)[error.reason]?.(makeAllInert(error.params));
}
