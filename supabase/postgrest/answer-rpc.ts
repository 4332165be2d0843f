import { type Session, StatementError } from '../session.ts';
import { readArgumentNames } from './argument-names.ts';
import { writeCall } from './call-sql.ts';
import { answerStatementError } from './error-answer.ts';
import { type Choice, chooseFunction, knownFunctions, type RpcFunction } from './functions.ts';

export type DatabaseRole = 'service_role' | 'authenticated' | 'anon';

export interface RpcRequest {
  method: 'POST' | 'GET' | 'HEAD';
  /** Name of the function. */
  name: string;
  /** Arguments of a GET, as the query string holds them. */
  query: [name: string, value: string][];
  /** Arguments of a POST: the text of a JSON object. */
  body: string;
  role: DatabaseRole;
}

export interface RpcAnswer {
  status: number;
  /** JSON text; null where the answer has none. */
  body: string | null;
}

const settings = `select set_config('role', $1, true), set_config('request.jwt.claims', $2, true),
  set_config('request.method', $3, true), set_config('request.path', $4, true),
  set_config('transaction_read_only', $5, true)`;

/**
 * Answers a call of a function as PostgREST would: in one transaction, as the given role, reading only unless the
 * function is volatile and called by POST. What is wrong with the call or raised by it is an answer too; throws only
 * when the session itself fails.
 */
export async function answerRpc(session: Session, request: RpcRequest): Promise<RpcAnswer> {
  const byBody = request.method === 'POST';
  if (byBody && request.query.length > 0) {
    return refuse(400, 'PGRST100', 'Filters, columns and limits of a call are not answered here.');
  }
  const given = byBody ? readArgumentNames(request.body || '{}') : request.query.map(([name]) => name);
  if (!given) return refuse(400, 'PGRST102', 'Empty or invalid json');
  const choice = chooseFunction(await knownFunctions(session), request.name, given);
  if (!choice.chosen) return refuseUnknown(request.name, given, choice);

  try {
    return await callFunction(session, request, choice.chosen, choice.unnamed ? 'whole body' : given);
  } catch (error) {
    if (!(error instanceof StatementError)) throw error;
    const answer = answerStatementError(error, request.role === 'anon');
    return { status: answer.status, body: JSON.stringify(answer.error) };
  }
}

async function callFunction(
  session: Session,
  request: RpcRequest,
  called: RpcFunction,
  given: readonly string[] | 'whole body',
): Promise<RpcAnswer> {
  const byBody = request.method === 'POST';
  const whole = given === 'whole body';
  const named = byBody ? 'body' : 'query';
  const call = writeCall(called, whole ? [] : given, whole ? 'whole body' : named);
  const body = whole || given.length > 0 ? [request.body || '{}'] : [];
  const [, rows] = await session.run([
    {
      text: settings,
      values: [
        request.role,
        JSON.stringify({ role: request.role }),
        request.method,
        `/rpc/${request.name}`,
        byBody && called.writes ? 'off' : 'on',
      ],
      keep: true,
    },
    // A plan made for one role must not answer another, hence the role in the text under which it is kept.
    {
      text: `/* ${request.role} */ ${call}`,
      values: byBody ? body : request.query.map(([, value]) => value),
      keep: true,
    },
  ]);
  const [answer = null, status = null] = rows?.[0] ?? [];
  if (called.result === 'void') return { status: Number(status ?? 204), body: null };
  return { status: Number(status ?? 200), body: request.method === 'HEAD' ? null : answer };
}

function refuseUnknown(
  name: string,
  given: readonly string[],
  choice: Choice & { chosen: undefined },
): RpcAnswer {
  if (choice.ambiguous) {
    const candidates = choice.overloads.map(
      (overload) => `public.${overload.name}(${listParameters(overload)})`,
    );
    const message = `Could not choose the best candidate function between: ${candidates.join(', ')}`;
    return refuse(
      300,
      'PGRST203',
      message,
      null,
      'Try renaming the parameters or the function itself in the database.',
    );
  }
  const names = [...given].sort();
  const words = names.length === 1 ? 'parameter' : 'parameters';
  const searched = names.length === 0 ? 'without parameters' : `with ${words} ${names.join(', ')}`;
  const called =
    names.length === 0 ? `public.${name} without parameters` : `public.${name}(${names.join(', ')})`;
  const meant = nearest(choice.overloads, given);
  return refuse(
    404,
    'PGRST202',
    `Could not find the function ${called} in the schema cache`,
    `Searched for the function public.${name} ${searched} or with a single unnamed json/jsonb parameter, but no matches were found in the schema cache.`,
    meant ? `Perhaps you meant to call the function public.${name}(${listParameters(meant)})` : null,
  );
}

/** The overload that shares most names with those given, letter case aside; none when it shares none. */
function nearest(overloads: readonly RpcFunction[], given: readonly string[]): RpcFunction | undefined {
  const wanted = new Set(given.map((name) => name.toLowerCase()));
  const shared = ({ parameters }: RpcFunction) =>
    parameters.filter((parameter) => wanted.has(parameter.name.toLowerCase())).length;
  const [best] = overloads.filter(shared).sort((one, other) => shared(other) - shared(one));
  return best;
}

function listParameters({ parameters }: RpcFunction): string {
  return parameters
    .map((parameter) => parameter.name)
    .sort()
    .join(', ');
}

function refuse(
  status: number,
  code: string,
  message: string,
  details: string | null = null,
  hint: string | null = null,
): RpcAnswer {
  return { status, body: JSON.stringify({ code, details, hint, message }) };
}
