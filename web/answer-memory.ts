import type { Answered } from './answer.ts';

export interface AnswerMemoryOptions {
  /** Answers kept; the oldest goes first. */
  capacity?: number;
  /** How long one is kept, in milliseconds: about as long as a person tries again. */
  keptMs?: number;
  now?: () => Date;
}

export interface AnswerMemory {
  /**
   * Answers a question once: sent again under its id, as after a response that was lost, it gets the answer that was
   * made, or is being made, for it. One that failed is made anew.
   */
  answerOnce(id: string, line: string, make: () => Promise<Answered>): Promise<Answered>;
}

/** Remembers the latest answers by the ids that the asking browser gave their questions. */
export function createAnswerMemory({
  capacity = 100,
  keptMs = 600_000,
  now = () => new Date(),
}: AnswerMemoryOptions = {}): AnswerMemory {
  const known = new Map<string, { at: number; answered: Promise<Answered> }>();

  function forgetOld(): void {
    for (const [key, { at }] of known) {
      if (known.size <= capacity && now().getTime() - at <= keptMs) return;
      known.delete(key);
    }
  }

  return {
    answerOnce(id, line, make) {
      forgetOld();
      // An id stands for one question: with another line it is another one.
      const key = `${id}\n${line}`;
      const before = known.get(key);
      if (before) return before.answered;
      const answered = make();
      const entry = { at: now().getTime(), answered };
      known.set(key, entry);
      const forget = () => {
        if (known.get(key) === entry) known.delete(key);
      };
      answered.then(({ reply }) => reply.reference !== undefined && forget(), forget);
      forgetOld();
      return answered;
    },
  };
}
