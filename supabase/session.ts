/** One SQL statement; parameters and results are in Postgres's text form, so nothing is parsed on the way. */
export interface Statement {
  text: string;
  values?: readonly (string | null)[];
  /** The statement returns often under the same text: it may be kept parsed and planned for the session's life. */
  keep?: boolean;
}

export type TextRow = (string | null)[];

/**
 * One connection to a Postgres as superuser, over which work runs in order. Both methods throw `StatementError` for
 * what the database refuses.
 */
export interface Session {
  /** Runs the statements as one transaction, all or nothing, and gives the rows of each. */
  run(statements: readonly Statement[]): Promise<TextRow[][]>;
  /** Runs a script of any number of statements as one transaction, unless it ends transactions itself. */
  script(sql: string): Promise<void>;
}

export interface StatementErrorFields {
  /** SQLSTATE. */
  code: string;
  message: string;
  detail?: string | undefined;
  hint?: string | undefined;
  /** Place of the error in the statement, in characters from 1. */
  position?: number | undefined;
}

/** What Postgres answered instead of a result. */
export class StatementError extends Error {
  readonly code: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly position: number | undefined;

  constructor(fields: StatementErrorFields, options?: { cause?: unknown }) {
    super(fields.message, options);
    this.name = 'StatementError';
    this.code = fields.code;
    this.detail = fields.detail;
    this.hint = fields.hint;
    this.position = fields.position;
  }
}
