import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { asJson, asList, asText, type Json } from '../json.ts';

const schemaId = 'https://slack.test/blocks';

/** Slack raised an option's value from 75 to 150 after these types were written. */
function correctLimits(definitions: Json): void {
  for (const name of ['PlainTextOption', 'MrkdwnOption']) {
    const value = asJson(asJson(asJson(definitions[name])['properties'])['value']);
    if (value['maxLength'] === 75) value['maxLength'] = 150;
  }
}

const typeOf = (schema: Json): unknown => asJson(asJson(schema['properties'])['type'])['const'];

/** Says what is wrong with a value by the schema, in words about the one branch of a union that was meant. */
export function readShapes(schemaText: string): {
  block(block: unknown, where: string): string[];
  view(view: Json): string[];
} {
  const schema = asJson(JSON.parse(schemaText.replaceAll('"#/definitions/', `"${schemaId}#/definitions/`)));
  const definitions = asJson(schema['definitions']);
  correctLimits(definitions);
  const ajv = new Ajv({ strict: false, allErrors: true, verbose: true, logger: false });
  ajv.addSchema({ $id: schemaId, definitions });
  const compiled = new WeakMap<Json, ValidateFunction>();

  function resolve(branch: Json): Json {
    const name = asText(branch['$ref']).split('#/definitions/')[1];
    return name ? asJson(definitions[decodeURIComponent(name)]) : branch;
  }

  /** The branches with no union left among them. */
  function flatten(branches: unknown[]): Json[] {
    return branches.map(asJson).flatMap((branch) => {
      const inner = resolve(branch)['anyOf'];
      return Array.isArray(inner) ? flatten(inner) : [resolve(branch)];
    });
  }

  function validate(branch: Json, value: unknown): ErrorObject[] {
    const check = compiled.get(branch) ?? ajv.compile(branch);
    compiled.set(branch, check);
    return check(value) ? [] : (check.errors ?? []);
  }

  function sayError(error: ErrorObject, where: string): string {
    const extra = asText(error.params['additionalProperty']);
    const at = `${where}${error.instancePath.replaceAll('/', '.')}`;
    return `${at} ${error.message ?? 'is wrong'}${extra ? ` (${extra})` : ''}`;
  }

  function explain(branch: Json, value: unknown, where: string): string[] {
    const errors = validate(branch, value);
    const unions = errors.filter((error) => error.keyword === 'anyOf');
    const outer = unions.filter(
      (one) =>
        !unions.some((other) => other !== one && one.instancePath.startsWith(`${other.instancePath}/`)),
    );
    const inUnion = (error: ErrorObject) =>
      outer.some((one) => `${error.instancePath}/`.startsWith(`${one.instancePath}/`));
    const plain = errors.filter((error) => !inUnion(error)).map((error) => sayError(error, where));
    const nested = outer.flatMap((error) =>
      explainUnion(asList(error.schema), error.data, `${where}${error.instancePath.replaceAll('/', '.')}`),
    );
    return [...new Set([...plain, ...nested])];
  }

  function explainUnion(branches: unknown[], value: unknown, where: string): string[] {
    const all = flatten(branches);
    const type = asJson(value)['type'];
    const typed = all.filter((branch) => typeOf(branch) !== undefined);
    const meant = typed.length > 0 ? typed.filter((branch) => typeOf(branch) === type) : all;
    if (meant.length === 0) return [`${where}: type ${JSON.stringify(type)} is not allowed here`];
    const stories = meant.map((branch) => explain(branch, value, where));
    return stories.reduce((best, story) => (story.length < best.length ? story : best));
  }

  return {
    block: (block, where) => explainUnion([asJson(definitions['KnownBlock'])], block, where),
    view: (view) => explainUnion([definitions['ModalView'], definitions['HomeView']], view, 'view'),
  };
}
