/** Longest that an acknowledgement waits for the database, in milliseconds: Slack gives up after three seconds. */
const keptWithinMs = 500;

/**
 * Acknowledges when it is called, or by itself before Slack gives up: so that what is acknowledged is kept, and
 * answered even if this process dies right after.
 */
export function acknowledgeSoon(ack: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  const acknowledge = () => {
    clearTimeout(timer);
    done ??= ack();
    return done;
  };
  const timer = setTimeout(() => void acknowledge().catch(() => undefined), keptWithinMs);
  return acknowledge;
}
