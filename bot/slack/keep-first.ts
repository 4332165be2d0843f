import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { acknowledgeSoon } from './acknowledge-soon.ts';

/**
 * A receiver whose events are acknowledged once whoever listens to them has kept them, or soon in any case: so that Slack
 * brings again what died before it was kept. Bolt acknowledges them before it tells anybody.
 */
export function keepFirst(receiver: Receiver): Receiver {
  return {
    start: (...args: unknown[]) => receiver.start(...args),
    stop: (...args: unknown[]) => receiver.stop(...args),
    init: (app) => receiver.init({ processEvent: (event: ReceiverEvent) => pass(app, event) } as App),
  };
}

async function pass(app: App, event: ReceiverEvent): Promise<void> {
  // What people do by commands, buttons and forms is acknowledged by whoever listens.
  if (event.body['type'] !== 'event_callback') return app.processEvent(event);
  const acknowledge = acknowledgeSoon(async () => void (await event.ack()));
  await app.processEvent({ ...event, ack: async () => undefined });
  await acknowledge();
}
