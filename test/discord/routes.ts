import type { Json } from '../json.ts';
import type { DiscordRequest } from './read-request.ts';

export interface Call {
  /** What stands where the path has a placeholder, in order. */
  params: string[];
  query: URLSearchParams;
  request: DiscordRequest;
}

export interface Route {
  method: string;
  /** With `:id` and `:token` for what changes. */
  path: string;
  /** Asks for the bot's token. */
  asBot?: boolean;
  /** Nothing is answered with 204. */
  handle(call: Call): Json | Json[] | undefined;
}

/** The first route of that method and path, with what its placeholders stand for. */
export function findRoute(
  routes: Route[],
  method: string,
  path: string,
): { route: Route; params: string[] } | undefined {
  const parts = path.split('/');
  for (const route of routes) {
    const wanted = route.path.split('/');
    if (route.method !== method || wanted.length !== parts.length) continue;
    if (!wanted.every((part, index) => part.startsWith(':') || part === parts[index])) continue;
    return { route, params: parts.filter((_, index) => wanted[index]?.startsWith(':')) };
  }
  return undefined;
}
