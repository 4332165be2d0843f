import type { Session } from '../session.ts';

export interface Parameter {
  /** Empty for one without a name. */
  name: string;
  /** The type as SQL writes it. */
  type: string;
  required: boolean;
  variadic: boolean;
}

/** How a function's result is read: nothing, a value of a simple type, or a row. */
type ResultKind = 'void' | 'scalar' | 'row';

export interface RpcFunction {
  name: string;
  parameters: Parameter[];
  result: ResultKind;
  /** It returns a set of them. */
  set: boolean;
  /** Volatile: a call may write. */
  writes: boolean;
}

/** The functions of the exposed schema by name; the several of one name are overloads. */
export type Functions = ReadonlyMap<string, readonly RpcFunction[]>;

// A function with several columns or OUT parameters gives rows; so does one that returns a table's or type's row.
const listFunctions = `
  select coalesce(json_agg(json_build_object(
    'name', p.proname,
    'parameters', (
      select coalesce(json_agg(json_build_object(
          'name', coalesce(p.proargnames[i], ''),
          'type', format_type((coalesce(p.proallargtypes, p.proargtypes::oid[]))[i + a.base], null),
          'required', inputs.position <= p.pronargs - p.pronargdefaults,
          'variadic', coalesce(p.proargmodes[i] = 'v', false)
        ) order by i), '[]')
      from (select case when p.proallargtypes is null then -1 else 0 end as base) a,
        lateral (
          select i, row_number() over (order by i) as position
          from generate_series(1, coalesce(cardinality(p.proallargtypes), p.pronargs)) i
          where p.proargmodes is null or p.proargmodes[i] in ('i', 'b', 'v')
        ) inputs
    ),
    'result', case
      when p.prorettype = 'void'::regtype then 'void'
      when t.typtype = 'c' or p.proargmodes && '{o,b,t}'::"char"[] then 'row'
      else 'scalar' end,
    'set', p.proretset,
    'writes', p.provolatile = 'v'
  ) order by p.proname, p.pronargs), '[]')
  from pg_proc p
  join pg_type t on t.oid = p.prorettype
  where p.pronamespace = 'public'::regnamespace
    and p.prokind = 'f' and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)`;

const cache = new WeakMap<Session, Promise<Functions>>();

/** The functions that a session's database has; read once, until they are forgotten. */
export function knownFunctions(session: Session): Promise<Functions> {
  let functions = cache.get(session);
  if (!functions) {
    functions = readFunctions(session);
    cache.set(session, functions);
    functions.catch(() => cache.delete(session));
  }
  return functions;
}

/** Has the functions read anew before the next call, as PostgREST does on `notify pgrst, 'reload schema'`. */
export function forgetFunctions(session: Session): void {
  cache.delete(session);
}

async function readFunctions(session: Session): Promise<Functions> {
  const [rows] = await session.run([{ text: listFunctions }]);
  const functions = new Map<string, RpcFunction[]>();
  for (const found of JSON.parse(rows?.[0]?.[0] ?? '[]') as RpcFunction[]) {
    const overloads = functions.get(found.name);
    if (overloads) overloads.push(found);
    else functions.set(found.name, [found]);
  }
  return functions;
}

export type Choice =
  | { chosen: RpcFunction; unnamed: boolean }
  | { chosen: undefined; overloads: readonly RpcFunction[]; ambiguous: boolean };

/**
 * Finds the function that takes exactly these arguments: each is a parameter's name, and no parameter without a
 * default is missing. Failing that, one with a single unnamed json parameter takes the whole body.
 */
export function chooseFunction(functions: Functions, name: string, given: readonly string[]): Choice {
  const overloads = functions.get(name) ?? [];
  const fitting = overloads.filter(
    ({ parameters }) =>
      given.every((argument) => parameters.some((parameter) => parameter.name === argument)) &&
      parameters.every((parameter) => !parameter.required || given.includes(parameter.name)),
  );
  if (fitting.length > 1) return { chosen: undefined, overloads: fitting, ambiguous: true };
  if (fitting[0]) return { chosen: fitting[0], unnamed: false };
  const whole = overloads.find(
    ({ parameters: [first, ...more] }) => first && !more.length && takesBody(first),
  );
  if (whole) return { chosen: whole, unnamed: true };
  return { chosen: undefined, overloads, ambiguous: false };
}

function takesBody(parameter: Parameter): boolean {
  return parameter.name === '' && (parameter.type === 'json' || parameter.type === 'jsonb');
}
