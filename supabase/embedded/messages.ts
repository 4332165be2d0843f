import type { RpcAnswer, RpcRequest } from '../postgrest/answer-rpc.ts';
import type { StatementErrorFields, TextRow } from '../session.ts';

/** What the worker is started with. */
export interface WorkerSettings {
  /** Folder of the Postgres data itself; made when it is empty. */
  dataFolder: string;
  /** Commits reach the disk. */
  durable: boolean;
  /** Folder of the migrations to apply; null leaves the data as it is. */
  migrationsFolder: string | null;
}

/** What the worker is asked; it does one thing at a time, in order. */
export type Task =
  | { kind: 'rpc'; request: RpcRequest }
  | { kind: 'sql'; text: string; values: readonly (string | null)[] }
  | { kind: 'script'; sql: string }
  | { kind: 'tidy'; calm: boolean }
  | { kind: 'close' };

export type TaskMessage = Task & { id: number };

/** Results by the kind of task. */
export interface TaskResults {
  rpc: RpcAnswer;
  sql: TextRow[];
  script: null;
  /** Whether there is more to tidy. */
  tidy: boolean;
  close: null;
}

/** What becomes of an error on its way between threads. */
export interface SentError {
  name: string;
  message: string;
  /** The migration's file, where one is to blame. */
  file?: string | undefined;
  statement?: StatementErrorFields | undefined;
}

export type WorkerMessage =
  | { kind: 'migrating'; file: string; index: number; count: number }
  | { kind: 'ready'; applied: number }
  | { kind: 'broken'; error: SentError }
  | { kind: 'done'; id: number; result: TaskResults[Task['kind']]; untidy: boolean }
  | { kind: 'refused'; id: number; error: SentError };
