/** Breaks of a line and odd blanks; an ordinary space and the no-break ones stay. */
const breaks = /[^\S \u00A0\u202F\uFEFF]+|\u0085/gu;
const emojiBefore = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]`;
/** What is not seen: control, direction and zero-width characters, but for those that emoji are made with. */
const invisible = new RegExp(
  String.raw`(?![\u200D\uFE0E\uFE0F])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]` +
    String.raw`|(?<!${emojiBefore})\u200D|\u200D(?!\p{Extended_Pictographic})`,
  'gu',
);

/**
 * A text from outside (a product's name, what a person typed) as one line that cannot change how the text around it is
 * shown: no line breaks, control, direction or zero-width characters.
 */
export function makeInert(text: string): string {
  return text.toWellFormed().replace(breaks, ' ').replace(invisible, '');
}

/** The same value with every text in it made inert, however deep; what has nothing to change is kept as it is. */
export function makeAllInert<T>(value: T): T {
  if (typeof value === 'string') return makeInert(value) as T;
  if (typeof value !== 'object' || value === null) return value;
  const inert = Object.entries(value).map(([key, child]) => [key, makeAllInert(child)] as const);
  if (inert.every(([key, child]) => child === (value as Record<string, unknown>)[key])) return value;
  return (Array.isArray(value) ? inert.map(([, child]) => child) : Object.fromEntries(inert)) as T;
}
