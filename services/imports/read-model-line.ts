import type { SourceModelEvent } from '../../supabase/ingest-model-events.ts';
import type { ModelColumns, ModelField } from './model-columns.ts';
import { type DecimalStyle, isBlank, parseDecimal } from './parse-amount.ts';
import { type DateOrder, dayLength, parseStamp } from './parse-stamp.ts';
import type { CsvRecord } from './read-records.ts';
import { Rejected } from './rejected.ts';
import { stampInstant, type Zone } from './zone.ts';

/** How the lines of a file of models are to be read. */
export interface ModelLineFormat {
  width: number;
  columns: ModelColumns;
  dateOrder: DateOrder | null;
  decimal: DecimalStyle;
  zones: { stamps: Zone; shop: Zone };
  /** Milliseconds since 1970: dates more than a day later are mistakes. */
  now: number;
  damaged: boolean;
  /** What stands for columns that the file has not. */
  model: string | null;
  version: string | null;
}

const earliest = Date.UTC(1990, 0, 1);
const longestId = 500;
const longestName = 100;
const yes = new Set(['true', 'yes', 'y', '1', 'sim', 's', 'verdadeiro', 't']);
const no = new Set(['false', 'no', 'n', '0', 'não', 'nao', 'falso', 'f']);

/** Makes the function that reads a line, or throws Rejected. */
export function createModelLineReader(format: ModelLineFormat): (record: CsvRecord) => SourceModelEvent {
  const { columns, width } = format;
  let cells: string[] = [];
  const cell = (field: ModelField): string => {
    const column = columns[field];
    return column === undefined ? '' : (cells[column] ?? '').trim();
  };
  const name = (field: ModelField, most: number): string | undefined => {
    const text = cell(field);
    if (text.length > most) throw new Rejected('too_long', { field });
    return text === '' ? undefined : text;
  };
  const stamp = (field: ModelField): string | undefined => {
    const text = cell(field);
    if (isBlank(text)) return undefined;
    const read = parseStamp(text, format.dateOrder);
    if (!read) {
      const unclear = format.dateOrder === null && parseStamp(text, 'dmy') !== null;
      throw new Rejected(unclear ? 'unclear_date' : 'bad_date', { field, value: text });
    }
    const at = stampInstant(read, format.zones);
    if (at < earliest) throw new Rejected('date_too_early', { field, value: text });
    if (at > format.now + dayLength) throw new Rejected('date_in_future', { field, value: text });
    return new Date(at).toISOString();
  };
  const number = (text: string): number | null => {
    const read = parseDecimal(text, format.decimal);
    return read && read.units / 10 ** read.scale;
  };
  const probability = (field: 'score' | 'threshold'): number | undefined => {
    const text = cell(field);
    if (isBlank(text)) return undefined;
    const isPercent = text.endsWith('%');
    const read = number(isPercent ? text.slice(0, -1).trim() : text);
    const share = read !== null && isPercent ? read / 100 : read;
    if (share === null || share < 0 || share > 1)
      throw new Rejected('bad_probability', { field, value: text });
    return share;
  };
  const flag = (field: 'acted' | 'outcome'): boolean | undefined => {
    const text = cell(field);
    if (isBlank(text)) return undefined;
    const word = text.toLowerCase();
    if (!yes.has(word) && !no.has(word)) throw new Rejected('bad_flag', { field, value: text });
    return yes.has(word);
  };
  const latency = (): number | undefined => {
    const text = cell('latency_ms').replace(/\s*ms$/i, '');
    if (isBlank(text)) return undefined;
    const read = number(text);
    if (read === null || read < 0 || read > dayLength) throw new Rejected('bad_latency', { value: text });
    return Math.round(read);
  };

  return (record) => {
    if (!record.cells) throw new Rejected('broken_quotes');
    cells = record.cells;
    if (format.damaged && /[\0\ufffd]/.test(record.text)) throw new Rejected('bad_characters');
    if (cells.length < width) throw new Rejected('too_few_columns', { expected: width, found: cells.length });
    if (cells.length > width && cells.slice(width).some((text) => text.trim() !== '')) {
      throw new Rejected('too_many_columns', { expected: width, found: cells.length });
    }
    const id = name('id', longestId);
    if (id === undefined) throw new Rejected('no_event_id');
    const model = name('model', longestName) ?? format.model;
    if (model === null) throw new Rejected('no_model');
    const version = name('version', longestName) ?? format.version ?? undefined;
    const threshold = probability('threshold');
    if (threshold !== undefined && version === undefined) throw new Rejected('no_version');
    const [outcome, outcome_at] = [flag('outcome'), stamp('outcome_at')];
    if (outcome === undefined && outcome_at !== undefined) throw new Rejected('no_outcome');
    const customer = {
      id: name('customer_id', longestId) ?? null,
      email: name('email', longestId)?.toLowerCase() ?? null,
      document: name('document', longestId)?.replace(/\D/g, '') || null,
      phone: name('phone', longestId)?.replace(/(?!^\+)\D/g, '') || null,
    };
    const isTold = Object.values(customer).some((value) => value !== null);
    return leaveOut({
      id,
      model,
      version,
      threshold,
      activated_at: stamp('activated_at'),
      score: probability('score'),
      acted: flag('acted'),
      acted_at: stamp('acted_at'),
      outcome,
      outcome_at,
      latency_ms: latency(),
      updated_at: stamp('updated_at'),
      customer: isTold ? customer : undefined,
    });
  };
}

type Loose<T> = { [K in keyof T]: T[K] | undefined };

/** Without what is not told. */
function leaveOut(event: Loose<Required<SourceModelEvent>>): SourceModelEvent {
  return Object.fromEntries(
    Object.entries(event).filter(([, value]) => value !== undefined),
  ) as unknown as SourceModelEvent;
}
