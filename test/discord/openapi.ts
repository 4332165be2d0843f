import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { asJson, asList, asText, type Json } from '../json.ts';
import { narrowUnions } from './narrow-unions.ts';

/** Says what is wrong with a value by one of Discord's schemas. */
export type CheckShape = (schemaName: string, value: unknown) => string[];

const specFile = new URL('../../../shared/specs/discord_openapi.json', import.meta.url);
const specId = 'https://discord.test/openapi';

function sayError(error: ErrorObject): string {
  const at = error.instancePath.slice(1).replaceAll('/', '.') || 'body';
  return `${at} ${error.message ?? 'is wrong'}`;
}

/** Compiles only the schemas that are asked for: there are over 500. */
function buildCheck(specText: string): CheckShape {
  const components = asJson(JSON.parse(specText.replaceAll('"#/components/', `"${specId}#/components/`)))[
    'components'
  ];
  const schemas = asJson(asJson(components)['schemas']);
  const resolve = (branch: Json): Json => {
    const name = asText(branch['$ref']).split('#/components/schemas/')[1];
    return name ? asJson(schemas[name]) : branch;
  };
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false, logger: false });
  ajv.addSchema({ $id: specId, components: { schemas: narrowUnions(schemas, resolve) } });
  const compiled = new Map<string, ValidateFunction>();
  return (schemaName, value) => {
    const check =
      compiled.get(schemaName) ?? ajv.compile({ $ref: `${specId}#/components/schemas/${schemaName}` });
    compiled.set(schemaName, check);
    if (check(value)) return [];
    return asList(check.errors)
      .map((error) => error as ErrorObject)
      .filter((error) => error.keyword !== 'if')
      .map(sayError);
  };
}

let loaded: CheckShape | undefined;

/** Finds nothing wrong where ../shared is absent: the specification is not in the repository. */
export const checkShape: CheckShape = (schemaName, value) => {
  loaded ??= loadCheck();
  return loaded(schemaName, value);
};

function loadCheck(): CheckShape {
  try {
    return buildCheck(readFileSync(specFile, 'utf8'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return () => [];
  }
}
