import type { ShopStatus, WebDeps } from './deps.ts';

/** The shop as the page's head shows it; a page is shown without it when the database is away. */
export async function readStatus(deps: WebDeps): Promise<ShopStatus> {
  try {
    return await deps.status();
  } catch (cause) {
    deps.log.error({ err: cause }, 'status of the shop could not be read');
    return { name: null, demo: false, freshness: null };
  }
}
