import { StatementError, type TextRow } from '../session.ts';

/** One statement as the extended query protocol takes it. */
export interface WireStatement {
  /** Name under which the server keeps it; empty for one used once. */
  name: string;
  /** Null when the server already has the statement of that name. */
  text: string | null;
  values: readonly (string | null)[];
}

export interface WireAnswer {
  /** The rows of each statement that ran to its end. */
  rows: TextRow[][];
  /** How many statements of those sent with their text the server took. */
  parsed: number;
  error: StatementError | undefined;
  notifications: { channel: string; payload: string }[];
  /** I: no transaction is open; T: one is; E: one has failed. Undefined when the server broke off. */
  status: string | undefined;
}

const headerBytes = 5;

/**
 * Writes statements as one pipeline that ends in a single Sync, which Postgres runs as one transaction without
 * begin and commit (PostgreSQL documentation, "Message Flow", "Pipelining"). Sized first and written once, because
 * a parameter may be a body of many megabytes.
 */
export function encodePipeline(statements: readonly WireStatement[]): Buffer {
  const lengths = statements.map((statement) => statement.values.map(byteLength));
  let size = headerBytes;
  statements.forEach((statement, index) => {
    const name = Buffer.byteLength(statement.name) + 1;
    if (statement.text !== null) size += headerBytes + name + Buffer.byteLength(statement.text) + 1 + 2;
    size +=
      headerBytes +
      1 +
      name +
      2 +
      2 +
      2 +
      (lengths[index] ?? []).reduce((sum, n) => sum + 4 + Math.max(n, 0), 0);
    size += headerBytes + 1 + 4;
  });
  const writer = new Writer(Buffer.allocUnsafe(size));
  statements.forEach((statement, index) => {
    writeStatement(writer, statement, lengths[index] ?? []);
  });
  writer.begin('S');
  writer.end();
  return writer.buffer;
}

/** Writes a script as a message of the simple query protocol. */
export function encodeScript(sql: string): Buffer {
  const writer = new Writer(Buffer.allocUnsafe(headerBytes + Buffer.byteLength(sql) + 1));
  writer.begin('Q');
  writer.string(sql);
  writer.end();
  return writer.buffer;
}

/** Reads everything that the server sent in return. */
export function decodeAnswer(bytes: Buffer): WireAnswer {
  const answer: WireAnswer = { rows: [], parsed: 0, error: undefined, notifications: [], status: undefined };
  let rows: TextRow[] = [];
  for (let at = 0; at + headerBytes <= bytes.length; ) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    const body = bytes.subarray(at + headerBytes, end);
    switch (bytes[at]) {
      case code('1'):
        answer.parsed++;
        break;
      case code('D'):
        rows.push(readRow(body));
        break;
      case code('C'):
      case code('I'):
        answer.rows.push(rows);
        rows = [];
        break;
      case code('E'):
        answer.error ??= readError(body);
        break;
      case code('A'): {
        const [channel = '', payload = ''] = body.toString('utf8', 4).split('\0');
        answer.notifications.push({ channel, payload });
        break;
      }
      case code('Z'):
        answer.status = body.toString('latin1');
    }
    at = end;
  }
  return answer;
}

function writeStatement(writer: Writer, statement: WireStatement, lengths: number[]): void {
  if (statement.text !== null) {
    writer.begin('P');
    writer.string(statement.name);
    writer.string(statement.text);
    writer.int16(0);
    writer.end();
  }
  writer.begin('B');
  writer.string('');
  writer.string(statement.name);
  writer.int16(0);
  writer.int16(lengths.length);
  statement.values.forEach((value, index) => {
    writer.value(value, lengths[index] ?? -1);
  });
  writer.int16(0);
  writer.end();
  writer.begin('E');
  writer.string('');
  writer.int32(0);
  writer.end();
}

class Writer {
  readonly buffer: Buffer;
  #at = 0;
  #start = 0;

  constructor(buffer: Buffer) {
    this.buffer = buffer;
  }

  begin(type: string): void {
    this.#start = this.#at;
    this.buffer[this.#at] = code(type);
    this.#at += headerBytes;
  }

  end(): void {
    this.buffer.writeInt32BE(this.#at - this.#start - 1, this.#start + 1);
  }

  string(text: string): void {
    this.#at += this.buffer.write(text, this.#at, 'utf8');
    this.buffer[this.#at++] = 0;
  }

  int16(value: number): void {
    this.#at = this.buffer.writeInt16BE(value, this.#at);
  }

  int32(value: number): void {
    this.#at = this.buffer.writeInt32BE(value, this.#at);
  }

  value(value: string | null, length: number): void {
    this.int32(length);
    if (value !== null) this.#at += this.buffer.write(value, this.#at, 'utf8');
  }
}

function readRow(body: Buffer): TextRow {
  const row: TextRow = [];
  let at = 2;
  for (let column = body.readInt16BE(0); column > 0; column--) {
    const length = body.readInt32BE(at);
    at += 4;
    row.push(length < 0 ? null : body.toString('utf8', at, at + length));
    at += Math.max(length, 0);
  }
  return row;
}

/** Fields of an ErrorResponse, each a letter and a string (PostgreSQL documentation, "Error and Notice Message Fields"). */
function readError(body: Buffer): StatementError {
  const fields = new Map<string, string>();
  for (const field of body.toString('utf8').split('\0')) fields.set(field.slice(0, 1), field.slice(1));
  const position = fields.get('P');
  return new StatementError({
    code: fields.get('C') ?? 'XX000',
    message: fields.get('M') ?? 'The database gave no reason.',
    detail: fields.get('D'),
    hint: fields.get('H'),
    position: position === undefined ? undefined : Number(position),
  });
}

function byteLength(value: string | null): number {
  return value === null ? -1 : Buffer.byteLength(value);
}

function code(letter: string): number {
  return letter.charCodeAt(0);
}
