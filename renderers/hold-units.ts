const unitAfter = /(\d) (?=(?:[kmc]?g|[mc]?l|[mc]?m|un|oz|lb|h)(?![\p{L}\d]))/giu;

/** A number and its unit held on one line by a no-break space, also in a name that comes from the shop: `1 kg`. */
export function holdUnits(text: string): string {
  return text.replace(unitAfter, '$1\u00A0');
}
