import type { Loader } from 'vega';

/** A loader that loads nothing, and what it was asked for. */
export interface RefusingLoader {
  loader: Loader;
  refused: string[];
}

/**
 * A Vega loader that refuses every address and every file. Vega itself only logs a load that failed and draws the
 * rest, so whoever draws looks at `refused` afterwards.
 */
export function createRefusingLoader(): RefusingLoader {
  const refused: string[] = [];
  const refuse = (address: string): Promise<never> => {
    refused.push(address);
    return Promise.reject(new Error('a chart may not load anything'));
  };
  return { loader: { load: refuse, sanitize: refuse, http: refuse, file: refuse }, refused };
}
