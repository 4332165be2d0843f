import type { ChatDeps } from './chat-deps.ts';
import { type ButtonMark, findMessageState, type MessageState, readButtonMark } from './message-state.ts';
import { within } from './within.ts';

/** What a button stands for, or which of the chats' texts says why nobody knows. */
export type Meaning =
  | { mark: ButtonMark; state: MessageState; line: string }
  | { missing: 'notKept' | 'forgotten' };

/** Milliseconds for which a meaning is looked for: a press is to be answered within three seconds. */
const lookForMs = 1_000;

/** What a button's mark stands for: the line that it asks, where it may be asked. Never rejects. */
export async function findMeaning(deps: ChatDeps, text: string): Promise<Meaning> {
  const mark = readButtonMark(text);
  const looking = deps.db().then((db) => (mark ? findMessageState(db, mark.reference) : null));
  const state = await within(looking, lookForMs, 'the database').catch(() => undefined);
  if (state === undefined) return { missing: 'notKept' };
  if (!mark || !state || (mark.use === 'share' && !state.mayShare)) return { missing: 'forgotten' };
  const line = typeof mark.use === 'number' ? state.asks[mark.use] : state.line;
  return line ? { mark, state, line } : { missing: 'forgotten' };
}
