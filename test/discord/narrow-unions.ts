import { asJson, asList, isJson, type Json } from '../json.ts';

/** The values of `type` by which a branch of a union is known. */
function typesOf(branch: Json): unknown[] {
  return asList(asJson(asJson(branch['properties'])['type'])['enum']);
}

function narrowUnion(branches: Json[], resolve: (branch: Json) => Json): Json | undefined {
  const isNull = (branch: Json) => branch['type'] === 'null';
  const others = branches.filter((branch) => !isNull(branch));
  if (others.length < branches.length) {
    const inner = others.length === 1 ? others[0] : (narrowUnion(others, resolve) ?? { anyOf: others });
    return { if: { type: 'null' }, else: inner };
  }
  if (branches.every((branch) => 'const' in branch))
    return { enum: branches.map((branch) => branch['const']) };
  const known = branches.map((branch) => ({ branch, types: typesOf(resolve(branch)) }));
  if (known.length < 2 || known.some(({ types }) => types.length === 0)) return undefined;
  return {
    type: 'object',
    required: ['type'],
    properties: { type: { enum: known.flatMap(({ types }) => types) } },
    allOf: known.map(({ branch, types }) => ({
      if: { required: ['type'], properties: { type: { enum: types } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: branch,
    })),
  };
}

/**
 * Writes unions as conditions on `type`, so that an error is about the one branch that was meant
 * and not about all the others.
 */
export function narrowUnions(schema: unknown, resolve: (branch: Json) => Json): unknown {
  if (Array.isArray(schema)) return schema.map((item) => narrowUnions(item, resolve));
  if (!isJson(schema)) return schema;
  const branches = asList(schema['oneOf'] ?? schema['anyOf']).map(asJson);
  const narrowed = branches.length > 0 ? narrowUnion(branches, resolve) : undefined;
  if (narrowed === undefined) {
    return Object.fromEntries(
      Object.entries(schema).map(([key, item]) => [key, narrowUnions(item, resolve)]),
    );
  }
  const { oneOf: _oneOf, anyOf: _anyOf, ...rest } = schema;
  const around = narrowUnions(rest, resolve);
  return { allOf: [around, narrowInside(narrowed, resolve)] };
}

/** Branches may hold unions themselves; a condition's `if` does not. */
function narrowInside(narrowed: Json, resolve: (branch: Json) => Json): Json {
  const inner = { ...narrowed };
  if ('else' in inner) inner['else'] = narrowUnions(inner['else'], resolve);
  return inner;
}
