/** How a person's name is written for who may not know it: the initials of the first and the last word. */
export function maskName(name: string | null): string {
  const words = (name ?? '').trim().split(/\s+/u).filter(Boolean);
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined].flatMap((word) =>
    word === undefined ? [] : [`${[...word][0]?.toLocaleUpperCase() ?? ''}.`],
  );
  return initials.join(' ') || '—';
}
