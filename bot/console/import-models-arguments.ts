import { parseArgs } from 'node:util';
import {
  type ModelImportInput,
  modelFields,
  parseDelimiter,
  parseMappingOf,
} from '../../services/imports/index.ts';
import { checkTokens, choose, refuse } from './import-arguments.ts';

const options = {
  map: { type: 'string', multiple: true },
  model: { type: 'string' },
  version: { type: 'string' },
  source: { type: 'string' },
  'time-zone': { type: 'string' },
  delimiter: { type: 'string' },
  'date-order': { type: 'string' },
  decimal: { type: 'string' },
  rejects: { type: 'string' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What the command line asks for: the help, or an import of what models told. */
export type ModelImportArguments = { help: true } | { help: false; input: ModelImportInput; dryRun: boolean };

/** Reads the command line of an import of models. Throws ServiceError for what it cannot understand. */
export function readModelImportArguments(argv: string[]): ModelImportArguments {
  const parsed = parseArgs({ args: argv, options, allowPositionals: true, strict: false, tokens: true });
  checkTokens(options, parsed.tokens);
  const values = parsed.values as { [name: string]: string | string[] | boolean | undefined };
  if (values.help) return { help: true };
  const [file, more] = parsed.positionals;
  if (file === undefined) throw refuse('import_models_no_file');
  if (more !== undefined) throw refuse('import_several_files', { file: more });

  const maps = (values['map'] as string[] | undefined) ?? [];
  const input: ModelImportInput = { file, mappings: maps.map((text) => parseMappingOf(text, modelFields)) };
  const text = (name: keyof typeof options) => values[name] as string | undefined;
  const delimiter = text('delimiter');
  if (delimiter !== undefined) {
    const sign = parseDelimiter(delimiter);
    if (!sign) {
      const expected = 'comma, semicolon, tab, pipe';
      throw refuse('import_bad_option', { option: '--delimiter', value: delimiter, expected });
    }
    input.delimiter = sign;
  }
  const dateOrder = choose('--date-order', text('date-order'), ['dmy', 'mdy']);
  if (dateOrder) input.dateOrder = dateOrder;
  const decimal = choose('--decimal', text('decimal'), ['comma', 'point']);
  if (decimal) input.decimal = decimal;
  for (const name of ['model', 'version', 'source', 'rejects'] as const) {
    const value = text(name)?.trim();
    if (value) input[name] = value;
  }
  const timeZone = text('time-zone');
  if (timeZone !== undefined) input.timeZone = timeZone;
  return { help: false, input, dryRun: values['dry-run'] === true };
}
