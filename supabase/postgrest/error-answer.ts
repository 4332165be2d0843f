import type { StatementError } from '../session.ts';

/** Body of an answer that is an error, as PostgREST words it. */
interface RpcError {
  code: string;
  message: string;
  details: string | null;
  hint: string | null;
}

export interface ErrorAnswer {
  status: number;
  error: RpcError;
}

/** Status by SQLSTATE or its class (PostgREST documentation, "Errors", "PostgreSQL errors"). */
const statuses: Record<string, number> = {
  '08': 503,
  '09': 500,
  '0L': 403,
  '0P': 403,
  '23503': 409,
  '23505': 409,
  '25006': 405,
  '25': 500,
  '28': 403,
  '2D': 500,
  '38': 500,
  '39': 500,
  '3B': 500,
  '40': 500,
  '42P01': 404,
  '42P17': 500,
  '42883': 404,
  '53400': 500,
  '53': 503,
  '54': 500,
  '55': 500,
  '57P01': 503,
  '57': 500,
  '58': 500,
  F0: 500,
  HV: 500,
  P0001: 400,
  P0: 500,
  XX: 500,
};

/** Answers what a statement was refused for: by its SQLSTATE, or as the function itself asked by raising PTnnn or PGRST. */
export function answerStatementError(refused: StatementError, anonymous: boolean): ErrorAnswer {
  const { code, message, detail = null, hint = null } = refused;
  if (code === 'PGRST') return answerRaised(message, detail);
  const asked = /^PT(\d{3})$/.exec(code)?.[1];
  const error = { code, message, details: detail, hint };
  if (asked) return { status: Number(asked), error };
  if (code === '42501') return { status: anonymous ? 401 : 403, error };
  return { status: statuses[code] ?? statuses[code.slice(0, 2)] ?? 400, error };
}

/** `raise sqlstate 'PGRST'` carries the error in its message and the status in its detail, both as JSON. */
function answerRaised(message: string, detail: string | null): ErrorAnswer {
  try {
    const error: Partial<RpcError> = JSON.parse(message);
    const { status }: { status?: number } = JSON.parse(detail ?? '');
    if (!error.code || !error.message || !status) throw new SyntaxError('incomplete');
    return {
      status,
      error: {
        code: error.code,
        message: error.message,
        details: error.details ?? null,
        hint: error.hint ?? null,
      },
    };
  } catch {
    return {
      status: 500,
      error: {
        code: 'PGRST121',
        message: 'Could not parse JSON in the "RAISE SQLSTATE \'PGRST\'" error',
        details: null,
        hint: 'MESSAGE holds code and message, DETAIL holds status and headers, both as JSON objects.',
      },
    };
  }
}
