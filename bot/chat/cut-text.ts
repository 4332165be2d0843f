/** A text of at most `limit` UTF-16 units, which is how platforms count, with `…` where it was cut. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // A pair of units that the cut has split would be refused.
  const kept = text.slice(0, Math.max(0, limit - 1)).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()}…`;
}
