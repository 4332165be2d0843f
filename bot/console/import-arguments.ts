import { parseArgs } from 'node:util';
import { ServiceError } from '../../services/errors.ts';
import {
  type ImportInput,
  parseDelimiter,
  parseMapping,
  parseStatusWord,
} from '../../services/imports/index.ts';

/** What every import takes, whatever is in its file. */
export const sharedOptions = {
  source: { type: 'string' },
  'time-zone': { type: 'string' },
  delimiter: { type: 'string' },
  'date-order': { type: 'string' },
  decimal: { type: 'string' },
  rejects: { type: 'string' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const options = {
  map: { type: 'string', multiple: true },
  status: { type: 'string', multiple: true },
  currency: { type: 'string' },
  ...sharedOptions,
} as const;

/** What the command line asks for: the help, or an import. */
export type ImportArguments = { help: true } | { help: false; input: ImportInput; dryRun: boolean };

export function refuse(reason: string, params: Record<string, string> = {}): ServiceError {
  return new ServiceError('invalid_input', reason, params);
}

/** One of the values that an option knows; undefined without the option. Throws import_bad_option. */
function choose<T extends string>(
  option: string,
  value: string | undefined,
  known: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = known.find((each) => each === value.toLowerCase());
  if (!found) throw refuse('import_bad_option', { option, value, expected: known.join(', ') });
  return found;
}

type KnownOptions = Record<string, { type: 'string' | 'boolean' }>;

/** Throws import_unknown_option, import_option_without_value or import_bad_option for what is none of the options known. */
export function checkTokens(
  known: KnownOptions,
  tokens: { kind: string; name?: string; rawName?: string; value?: string | undefined }[],
): void {
  for (const { kind, name, rawName, value } of tokens) {
    if (kind !== 'option') continue;
    const option = known[name ?? ''];
    if (!option) throw refuse('import_unknown_option', { option: rawName ?? '' });
    if (option.type === 'string' && !value)
      throw refuse('import_option_without_value', { option: rawName ?? '' });
    if (option.type === 'boolean' && value !== undefined) {
      throw refuse('import_bad_option', { option: rawName ?? '', value, expected: rawName ?? '' });
    }
  }
}

/** What the command line says of how a file is written, whatever is in it. */
interface FileReading {
  delimiter?: NonNullable<ImportInput['delimiter']>;
  dateOrder?: 'dmy' | 'mdy';
  decimal?: 'comma' | 'point';
  timeZone?: string;
}

/** Reads how a file is written, of the options that say it. Throws import_bad_option. */
export function readFileReading(text: (name: string) => string | undefined): FileReading {
  const reading: FileReading = {};
  const delimiter = text('delimiter');
  if (delimiter !== undefined) {
    const sign = parseDelimiter(delimiter);
    if (!sign) {
      const expected = 'comma, semicolon, tab, pipe';
      throw refuse('import_bad_option', { option: '--delimiter', value: delimiter, expected });
    }
    reading.delimiter = sign;
  }
  const dateOrder = choose('--date-order', text('date-order'), ['dmy', 'mdy']);
  if (dateOrder) reading.dateOrder = dateOrder;
  const decimal = choose('--decimal', text('decimal'), ['comma', 'point']);
  if (decimal) reading.decimal = decimal;
  const timeZone = text('time-zone');
  if (timeZone !== undefined) reading.timeZone = timeZone;
  return reading;
}

/** Reads the command line of an import. Throws ServiceError for what it cannot understand. */
export function readImportArguments(argv: string[]): ImportArguments {
  const parsed = parseArgs({ args: argv, options, allowPositionals: true, strict: false, tokens: true });
  checkTokens(options, parsed.tokens);
  const values = parsed.values as { [name: string]: string | string[] | boolean | undefined };
  if (values.help) return { help: true };
  const text = (name: keyof typeof options) => values[name] as string | undefined;
  const list = (name: keyof typeof options) => (values[name] as string[] | undefined) ?? [];

  const [file, more] = parsed.positionals;
  if (file === undefined) throw refuse('import_no_file');
  if (more !== undefined) throw refuse('import_several_files', { file: more });

  const input: ImportInput = {
    ...{ file, mappings: list('map').map(parseMapping), statusWords: list('status').map(parseStatusWord) },
    ...readFileReading((name) => values[name] as string | undefined),
  };
  const source = text('source');
  if (source !== undefined) input.source = source;
  const currency = text('currency');
  if (currency !== undefined) input.currency = currency.toUpperCase();
  const rejects = text('rejects');
  if (rejects !== undefined) input.rejects = rejects;
  return { help: false, input, dryRun: values['dry-run'] === true };
}
