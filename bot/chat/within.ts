/** What a work comes to, if it does within so many milliseconds. Rejects as the work does, or because it takes longer. */
export async function within<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`${what} took longer than ${ms / 1_000} s`)), ms);
  // Whichever comes second has nobody to tell.
  late.promise.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
