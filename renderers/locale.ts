/** The languages that Regulars speaks. */
export const locales = ['en', 'pt-BR'] as const;

export type Locale = (typeof locales)[number];

/** The form for one, or that for any other number, none included: as English and Brazilian Portuguese count. */
export function plural<T>(count: number, one: T, other: T): T {
  return count === 1 ? one : other;
}

/**
 * Ties the texts of a part together: both languages must hold the same keys with the same arguments, or the
 * type check fails. Returns a function that gives the texts of one language.
 */
export function defineTexts<T extends object>(texts: { en: T; 'pt-BR': NoInfer<T> }): (locale: Locale) => T {
  return (locale) => texts[locale];
}
