import { parseArgs } from 'node:util';
import { type ModelImportInput, modelFields, parseMappingOf } from '../../services/imports/index.ts';
import { checkTokens, readFileReading, refuse, sharedOptions } from './import-arguments.ts';

const options = {
  map: { type: 'string', multiple: true },
  model: { type: 'string' },
  version: { type: 'string' },
  ...sharedOptions,
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
  const text = (name: string) => values[name] as string | undefined;
  const input: ModelImportInput = {
    ...{ file, mappings: maps.map((each) => parseMappingOf(each, modelFields)) },
    ...readFileReading(text),
  };
  for (const name of ['model', 'version', 'source', 'rejects'] as const) {
    const value = text(name)?.trim();
    if (value) input[name] = value;
  }
  return { help: false, input, dryRun: values['dry-run'] === true };
}
