import type { z } from 'zod';
import type { Locale } from '../renderers/locale.ts';
import type { Reply } from '../renderers/reply.ts';
import type { Context, Role } from '../services/context.ts';

/** A text in each language. */
export type Localized = Record<Locale, string>;

/** A command's context: the services' one, and how the asker reads. */
export interface CommandContext extends Context {
  locale: Locale;
}

export interface Suggestion {
  /** What is put into the line. */
  value: string;
  /** What the person reads. */
  label: string;
}

/** One of the values that an option allows, and how people say it. */
export interface Choice {
  label: Localized;
  /** Further words for it, in either language. */
  aliases?: string[];
}

export interface Option<S extends z.ZodType = z.ZodType> {
  schema: S;
  description: Localized;
  /** The values that may be given, by the value that the schema takes; their labels and aliases are understood too. */
  choices?: Record<string, Choice>;
  /**
   * Rewrites what a person typed as the text that the schema takes and the canonical line shows, so that the line
   * means the same tomorrow: `last month` becomes `2026-10`. Throws ServiceError. Its own texts must read as themselves.
   */
  read?: (typed: string, context: CommandContext) => string;
  /** Further names that a person may write, in either language, the Portuguese one first: `por` for `by`. */
  aliases?: string[];
  /** Words without a name go to the positional option (at most one a command): the `last month` of `/kpi last month`. */
  positional?: boolean;
  /** What follows its name is its value to the end of the line, as typed: the rule after `where`. */
  rest?: boolean;
  /** Examples that work, shown where the option could not be understood. */
  examples: Localized[];
  suggest?: (typed: string, context: CommandContext) => Suggestion[] | Promise<Suggestion[]>;
}

export type Options = Record<string, Option>;

export type OptionValues<O extends Options> = { [K in keyof O]: z.output<O[K]['schema']> };

/**
 * What a command's `run` gives back; dispatch fills in what is the same for all. `question` is the line as answered,
 * where `run` knows it better than the parser: with relative periods made absolute.
 */
export type Answer = Omit<Reply, 'question' | 'visibility' | 'tone'> & {
  question?: string;
  tone?: Reply['tone'];
};

export interface Command<O extends Options = Options> {
  /** Words after the slash, e.g. `kpi`, `rfm moves`; English, the same in every language. */
  name: string;
  /** Other words for the name, in either language: `ajuda` for `regulars help`. */
  aliases?: string[];
  description: Localized;
  /** Lines that a person may type, shown by help. */
  examples: Localized[];
  /** The least role that may ask. */
  role: Role;
  visibility: Reply['visibility'];
  /** What is typed to it names persons: of a line that was not answered, no more than the command is kept. */
  namesPersons?: true;
  /** The command that a filled-in form of this one asks first, with the same options: it shows what this one would do. */
  formAsks?: string;
  /** Milliseconds that an answer may take, where that is longer than usual. */
  timeoutMs?: number;
  options: O;
  run(context: CommandContext, options: OptionValues<O>): Promise<Answer>;
}

/** Types a command's `run` by its options. */
export function defineCommand<O extends Options>(command: Command<O>): Command<O> {
  return command;
}
