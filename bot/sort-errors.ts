import { ServiceError } from '../services/errors.ts';

/** SQLSTATE classes of a database that is away or shutting down: connection, resources, operator. */
const awayCodes = /^(08|53|57P|unreachable|PGRST00)/;

/** What went wrong as the one family that has words: a database away, a statement cut off, or our own mistake. */
export function asServiceError(cause: unknown): ServiceError {
  if (cause instanceof ServiceError) return cause;
  if (cause instanceof Error && cause.name === 'DatabaseError' && 'code' in cause && 'status' in cause) {
    const { code, status } = cause;
    if (code === '57014') return new ServiceError('upstream', 'timed_out', {}, { cause });
    if (awayCodes.test(String(code)) || status === 0 || status === 502 || status === 503 || status === 504) {
      return new ServiceError('upstream', 'database_away', {}, { cause });
    }
  }
  return new ServiceError('upstream', 'unexpected', {}, { cause });
}

/** Whether the operator must look at it; otherwise the person who asked can put it right. */
export function isOwnFault(error: ServiceError): boolean {
  return error.code === 'upstream';
}

/** An error as the log keeps it: never the details that a database adds, which quote its data. */
export interface LoggedError {
  type: string;
  message: string;
  code?: string;
  stack?: string | undefined;
  cause?: LoggedError;
}

const longestMessage = 500;

/** What the log keeps of a cause, and of its own cause. */
export function describeCause(cause: unknown, depth = 3): LoggedError {
  if (!(cause instanceof Error))
    return { type: typeof cause, message: 'something that is no error was thrown' };
  return {
    type: cause.name,
    message: cause.message.slice(0, longestMessage),
    ...('code' in cause ? { code: String(cause.code) } : {}),
    stack: cause.stack?.split('\n').slice(1).join('\n'),
    ...(cause.cause !== undefined && depth > 0 ? { cause: describeCause(cause.cause, depth - 1) } : {}),
  };
}
