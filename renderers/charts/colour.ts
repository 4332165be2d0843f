/** Red, green and blue, 0 to 255, of `#rrggbb`. */
function channels(colour: string): [number, number, number] {
  const number = Number.parseInt(colour.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

/** A colour between two, `#rrggbb`: 0 is all `from`, 1 is all `to`. */
export function mixColours(from: string, to: string, share: number): string {
  const target = channels(to);
  const mixed = channels(from).map((channel, index) => {
    const value = Math.round(channel + ((target[index] ?? channel) - channel) * share);
    return value.toString(16).padStart(2, '0');
  });
  return `#${mixed.join('')}`;
}

/** Relative luminance, 0 (black) to 1 (white), by WCAG 2.2. */
function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, 1 to 21, by WCAG 2.2. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Black or white text, whichever is read better on a colour. */
export function inkOn(colour: string): string {
  const [dark, light] = ['#16181d', '#ffffff'] as const;
  return contrast(colour, light) >= contrast(colour, dark) ? light : dark;
}
