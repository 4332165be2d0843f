import { ServiceError } from '../errors.ts';
import { dialects } from './dialects.ts';
import { type Columns, customerFields, type Field, fields } from './fields.ts';
import { listHeadings } from './headings.ts';

/** A choice of the person: this column, by its heading, is that field, or is to be left alone. */
export interface Mapping {
  column: string;
  field: Field | 'ignore';
}

/** A text without case, accents, spaces and punctuation: `Nº do Pedido` is `nodopedido`. */
export function plainWord(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const known = new Map(fields.map((field) => [field, listHeadings(field).map(plainWord)]));

/** A heading as it is compared: a currency in brackets, `Total (BRL)`, says nothing about the meaning. */
export function plainHeading(text: string): string {
  return plainWord(text.replace(/\((?:R\$|US\$|[$€£]|[A-Z]{3})\)/g, ''));
}

/** Reads `column=field`, the field also `ignore`. Throws import_unknown_field with the fields there are. */
export function parseMapping(text: string): Mapping {
  return parseMappingOf(text, fields);
}

/** The same for the fields of another kind of file. */
export function parseMappingOf<F extends string>(
  text: string,
  known: readonly F[],
): { column: string; field: F | 'ignore' } {
  const split = text.lastIndexOf('=');
  const column = text.slice(0, Math.max(split, 0)).trim();
  const named = text.slice(split + 1).trim();
  const field = named === 'ignore' ? named : known.find((each) => each === named);
  if (column === '' || !field) {
    throw new ServiceError('invalid_input', 'import_unknown_field', {
      mapping: text,
      field: named,
      fields: known.join(', '),
    });
  }
  return { column, field };
}

/**
 * Finds which column of a file is which field, by the person's own mappings first, then by its heading in English or
 * Portuguese. Throws import_unknown_column for a mapping to a heading that is not there, and import_missing_column
 * when there is nothing that tells when, who or how much.
 */
export function findColumns(header: string[], mappings: Mapping[]): Columns {
  const plain = header.map(plainHeading);
  const columns: Columns = {};
  const taken = new Set<number>();
  const take = (field: Field, column: number) => {
    columns[field] = column;
    taken.add(column);
  };

  for (const { column, field } of mappings) {
    const exact = header.findIndex((heading) => heading.trim() === column);
    const found = exact >= 0 ? exact : plain.indexOf(plainHeading(column));
    if (found < 0) {
      throw new ServiceError('invalid_input', 'import_unknown_column', {
        column,
        columns: header.join(', '),
      });
    }
    if (field === 'ignore') taken.add(found);
    else take(field, found);
  }

  const dialect = dialects.find((each) => each.signature.every((word) => plain.includes(plainWord(word))));
  for (const word of dialect?.ignored ?? []) {
    plain.forEach((heading, column) => {
      if (heading === plainWord(word)) taken.add(column);
    });
  }
  for (const field of fields) {
    const own = dialect?.columns[field];
    for (const word of own === undefined ? (known.get(field) ?? []) : [plainWord(own)]) {
      const column = plain.indexOf(word);
      if (columns[field] !== undefined || column < 0 || taken.has(column)) continue;
      take(field, column);
    }
  }
  return columns;
}

/** Throws import_missing_column, naming what is missing and the columns there are. */
export function requireColumns(columns: Columns, header: string[]): void {
  const missing = (field: string) =>
    new ServiceError('invalid_input', 'import_missing_column', { field, columns: header.join(', ') });
  if (columns.date === undefined) throw missing('date');
  if (customerFields.every((field) => columns[field] === undefined)) throw missing('customer');
  const amounts = [columns.total, columns.gross, columns.unit_price, columns.line_total];
  if (amounts.every((column) => column === undefined)) throw missing('amount');
}
