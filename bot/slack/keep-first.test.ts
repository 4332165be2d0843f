import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { expect, test, vi } from 'vitest';
import { keepFirst } from './keep-first.ts';

/** A receiver that hands over what a test sends, and an app that keeps it when the test says so. */
function open() {
  const kept = Promise.withResolvers<void>();
  let pass: App['processEvent'] = async () => undefined;
  const receiver = keepFirst({
    init: (app: App) => {
      pass = app.processEvent.bind(app);
    },
    start: async () => undefined,
    stop: async () => undefined,
  } as Receiver);
  const processEvent = async ({ ack }: ReceiverEvent) => {
    // As Bolt does with events before anybody listens.
    await ack();
    await kept.promise;
  };
  receiver.init({ processEvent } as unknown as App);
  const ack = vi.fn(async () => undefined);
  const send = (type: string) => pass({ body: { type }, ack } as unknown as ReceiverEvent);
  return { send, ack, kept };
}

test('an event is acknowledged once it is kept', async () => {
  const { send, ack, kept } = open();
  const sending = send('event_callback');
  await new Promise((resolve) => setImmediate(resolve));
  expect(ack).not.toHaveBeenCalled();
  kept.resolve();
  await sending;
  expect(ack).toHaveBeenCalledOnce();
});

test('an event that is not kept in time is acknowledged all the same, once', async () => {
  vi.useFakeTimers();
  const { send, ack, kept } = open();
  const sending = send('event_callback');
  await vi.advanceTimersByTimeAsync(500);
  vi.useRealTimers();
  expect(ack).toHaveBeenCalledOnce();
  kept.resolve();
  await sending;
  expect(ack).toHaveBeenCalledOnce();
});

test('what people do is acknowledged by whoever listens', async () => {
  const { send, ack, kept } = open();
  kept.resolve();
  await send('block_actions');
  expect(ack).toHaveBeenCalledOnce();
});
