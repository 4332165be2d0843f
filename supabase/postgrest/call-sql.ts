import type { Parameter, RpcFunction } from './functions.ts';

/** PostgREST's `db-max-rows` as hosted Supabase sets it; what lies beyond is cut without a word. */
const maxRows = 1000;

/** Where the arguments of a call are: in the body as names or as a whole, or in the query string. */
export type ArgumentSource = 'body' | 'whole body' | 'query';

/**
 * Writes the statement that calls a function and gives one row: the answer as JSON text (null where there is none),
 * and the status that the function set for itself. Values are cast as json_to_record does, so "7" is a number and
 * 1.5 no integer; parameters that are not given take their defaults. With 'query' the values come as $1, $2 … in
 * the order of `given`.
 */
export function writeCall(called: RpcFunction, given: readonly string[], source: ArgumentSource): string {
  const from = [];
  let args = '';
  if (source === 'whole body') {
    args = `$1::${called.parameters[0]?.type ?? 'jsonb'}`;
  } else {
    const parameters = given.map((name) => called.parameters.find((parameter) => parameter.name === name));
    const passed = parameters.filter((parameter) => parameter !== undefined);
    if (source === 'body' && passed.length > 0) {
      const columns = passed.map(({ name, type }) => `${quoteName(name)} ${type}`);
      from.push(`json_to_record($1::json) as _given(${columns.join(', ')})`);
    }
    args = passed.map((parameter, index) => passArgument(parameter, index, source)).join(', ');
  }
  const alias = called.result === 'scalar' ? '_result(_value)' : '_result';
  from.push(`lateral public.${quoteName(called.name)}(${args}) as ${alias}`);
  const status = `nullif(current_setting('response.status', true), '')`;
  return `select ${readResult(called, from.join(', '), status)}`;
}

function passArgument({ name, type, variadic }: Parameter, index: number, source: ArgumentSource): string {
  const value = source === 'query' ? `$${index + 1}::${type}` : `_given.${quoteName(name)}`;
  return `${variadic ? 'variadic ' : ''}${quoteName(name)} => ${value}`;
}

function readResult({ result, set }: RpcFunction, from: string, status: string): string {
  if (result === 'void') return `null, ${status} from ${from}`;
  if (set) {
    const columns = result === 'scalar' ? '_result._value' : '_result.*';
    const item = result === 'scalar' ? '_item._value' : '_item';
    return `coalesce(json_agg(${item}), '[]')::text, ${status} from (select ${columns} from ${from} limit ${maxRows}) _item`;
  }
  if (result === 'row')
    return `row_to_json(_item)::text, ${status} from (select _result.* from ${from}) _item`;
  return `coalesce(to_json(_result._value)::text, 'null'), ${status} from ${from}`;
}

/** Quotes an identifier for SQL. */
function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
