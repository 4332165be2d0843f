import { ServiceError } from '../errors.ts';
import type { Encoding } from './detect-encoding.ts';
import { readText, type SourceFile } from './open-text.ts';
import { type CsvRecord, readRecords } from './read-records.ts';
import { type Delimiter, sniffDelimiter } from './sniff-delimiter.ts';

/** A file of which is known how its table is written. */
export interface Table {
  source: SourceFile;
  encoding: Encoding;
  delimiter: Delimiter;
  header: string[];
}

/** Excel's own first line that names the delimiter. */
const separatorLine = /^sep=([,;|\t])$/;

function isEmpty(record: CsvRecord): boolean {
  if (record.text === '') return true;
  return record.cells?.[0]?.trim() === '' && record.cells.every((cell) => cell.trim() === '');
}

function isPreface(record: CsvRecord): boolean {
  return isEmpty(record) || separatorLine.test(record.text);
}

async function findDelimiter(source: SourceFile, encoding: Encoding): Promise<Delimiter> {
  for await (const lines of readRecords(readText(source, encoding), '\n')) {
    for (const { text } of lines) {
      const named = separatorLine.exec(text)?.[1];
      if (named) return named as Delimiter;
      if (text.trim() !== '') return sniffDelimiter(text);
    }
  }
  throw new ServiceError('invalid_input', 'import_empty', { file: source.path });
}

/** Reads the header of a file, its delimiter found where it is not given. Throws import_empty. */
export async function openTable(
  source: SourceFile,
  encoding: Encoding,
  delimiter: Delimiter | undefined,
): Promise<Table> {
  const known = delimiter ?? (await findDelimiter(source, encoding));
  for await (const records of readRecords(readText(source, encoding), known)) {
    const header = records.find((record) => !isPreface(record));
    if (!header) continue;
    const cells = (header.cells ?? header.text.split(known)).map((cell) => cell.trim());
    while (cells.at(-1) === '') cells.pop();
    return { source, encoding, delimiter: known, header: cells };
  }
  throw new ServiceError('invalid_input', 'import_empty', { file: source.path });
}

/** The records below the header without the empty ones, an array for each piece of the file. */
export async function* readTable(
  table: Table,
  onRead?: (bytes: number) => void,
): AsyncGenerator<CsvRecord[]> {
  const { source, encoding, delimiter, header } = table;
  let begun = false;
  for await (const records of readRecords(readText(source, encoding, onRead), delimiter, header.length)) {
    let from = 0;
    if (!begun) {
      from = records.findIndex((record) => !isPreface(record)) + 1;
      if (from === 0) continue;
      begun = true;
    }
    const data: CsvRecord[] = [];
    for (let i = from; i < records.length; i++) {
      const record = records[i];
      if (record && !isEmpty(record)) data.push(record);
    }
    yield data;
  }
}
