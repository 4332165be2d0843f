import type { PGlite } from '@electric-sql/pglite';
import { type Session, type Statement, StatementError, type TextRow } from '../session.ts';
import { decodeAnswer, encodePipeline, encodeScript, type WireAnswer } from './wire.ts';

/** The server broke off in the middle of an answer: only another one can go on. */
export class ServerGoneError extends Error {
  constructor() {
    super('The embedded Postgres ended in the middle of a statement.');
    this.name = 'ServerGoneError';
  }
}

export interface PgliteSession extends Session {
  /** Hears what is notified on the channels that the session listens to. */
  onNotification: ((channel: string, payload: string) => void) | undefined;
}

/**
 * Speaks Postgres's protocol to PGlite directly: PGlite's own query() makes six trips for what is one message here,
 * reads every answer in JavaScript and guesses parameter types. Throws `ServerGoneError` when the server is beyond use.
 */
export function createPgliteSession(pglite: PGlite): PgliteSession {
  const kept = new Map<string, string>();
  let names = 0;

  async function exchange(message: Buffer): Promise<WireAnswer> {
    const chunks: Buffer[] = [];
    // The bytes given are the server's own memory, reused for the next chunk.
    const onRawData = (bytes: Uint8Array) => chunks.push(Buffer.from(bytes));
    await pglite.execProtocolRawStream(message, { syncToFs: false, onRawData });
    const answer = decodeAnswer(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    if (answer.status === undefined) throw new ServerGoneError();
    return answer;
  }

  async function settle(answer: WireAnswer): Promise<TextRow[][]> {
    for (const { channel, payload } of answer.notifications) session.onNotification?.(channel, payload);
    if (answer.status !== 'I') {
      await exchange(encodeScript('rollback'));
      throw answer.error ?? new StatementError({ code: '25000', message: 'A transaction was left open.' });
    }
    if (answer.error) throw answer.error;
    return answer.rows;
  }

  const session: PgliteSession = {
    onNotification: undefined,
    async run(statements) {
      const fresh: { text: string; name: string }[] = [];
      const answer = await exchange(
        encodePipeline(
          statements.map(({ text, values = [], keep }: Statement) => {
            const known = keep ? kept.get(text) : '';
            if (known) return { name: known, text: null, values };
            const name = keep ? `s${names++}` : '';
            fresh.push({ text, name });
            return { name, text, values };
          }),
        ),
      );
      for (const { text, name } of fresh.slice(0, answer.parsed)) if (name) kept.set(text, name);
      return settle(answer);
    },
    async script(sql) {
      await settle(await exchange(encodeScript(sql)));
    },
  };
  return session;
}
