import { REST, type RESTOptions } from 'discord.js';

/** Discord's API by a bot's token, without tries of the library's own: it sends again what may be there already. */
export function createRest({ token, apiUrl }: { token: string; apiUrl: string }): REST {
  return new REST({
    api: apiUrl,
    version: '10',
    retries: 0,
    rejectOnRateLimit: () => true,
    timeout: 10_000,
    // The library's own HTTP client takes this process's dispatcher, which is of another version once anything has
    // used fetch; a message with a picture then never leaves.
    makeRequest: fetch as unknown as RESTOptions['makeRequest'],
  }).setToken(token);
}
