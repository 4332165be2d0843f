/** A text as a part of a file's name: lower-case letters without accents, digits and hyphens. */
export function toFileWord(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/\.\.+/g, '-to-')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
