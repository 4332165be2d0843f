import { REST, type RESTOptions } from 'discord.js';

/** How Discord's API is called: without tries of the library's own, which sends again what may be there already. */
export function restOptions(apiUrl: string): Partial<RESTOptions> {
  return {
    api: apiUrl,
    version: '10',
    retries: 0,
    timeout: 10_000,
    // The library's own HTTP client takes this process's dispatcher, which is of another version once anything has
    // used fetch; a message with a picture then never leaves.
    makeRequest: fetch as unknown as RESTOptions['makeRequest'],
  };
}

/** Discord's API by a bot's token. */
export function createRest({ token, apiUrl }: { token: string; apiUrl: string }): REST {
  return new REST({ ...restOptions(apiUrl), rejectOnRateLimit: () => true }).setToken(token);
}
