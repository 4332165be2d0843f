/** What went wrong, as far as a caller can act on it. */
export type ErrorCode = 'invalid_input' | 'not_found' | 'forbidden' | 'conflict' | 'upstream';

/**
 * The one family of errors that services throw. `reason` is a stable key by which a way in finds its sentence in
 * the reader's language, `params` what that sentence names; `message` is for the log.
 */
export class ServiceError extends Error {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly params: Record<string, string | number>;

  constructor(
    code: ErrorCode,
    reason: string,
    params: Record<string, string | number> = {},
    options?: { cause?: unknown },
  ) {
    super(`${reason} ${JSON.stringify(params)}`, options);
    this.name = 'ServiceError';
    this.code = code;
    this.reason = reason;
    this.params = params;
  }
}
