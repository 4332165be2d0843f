import { z } from 'zod';
import { ServiceError } from '../services/errors.ts';

/** What an option that takes a whole number from `least` to `most` is read by. */
export function wholeNumber(least: number, most: number) {
  return {
    schema: z.coerce.number(),
    /** Digits alone: `1e3` and `0x10` are no numbers of a person. Throws ServiceError `number_out_of_range`. */
    read: (typed: string): string => {
      const text = typed.trim();
      const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
      if (!(value >= least && value <= most)) {
        throw new ServiceError('invalid_input', 'number_out_of_range', { part: typed, least, most });
      }
      return String(value);
    },
  };
}
