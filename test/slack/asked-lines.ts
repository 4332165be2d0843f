import { createRandom } from '../../supabase/demo/random.ts';
import { directMessage } from './front/channel-rules.ts';
import type { Channel, Delivery, SlackFront } from './front/front-types.ts';

/** Channels of every kind as far as the bot is concerned. */
export const channels: Channel[] = [
  { id: 'C0001', name: 'sales' },
  { id: 'C0002', name: 'growth' },
  { id: 'C0003', name: 'founders', isPrivate: true },
  { id: 'C0004', name: 'random', botIsMember: false },
  { id: 'C0005', name: 'board', isPrivate: true, botIsMember: false },
];

/** A line that a person sends, told from all others by its number. */
export interface AskedLine {
  number: number;
  word: 'kpi' | 'rfm' | 'regulars help';
  /** The line as the answer repeats it. */
  line: string;
  via: 'command' | 'mention' | 'direct';
  user: string;
  channel: string;
  /** Slack delivers it again: while the first delivery is under way, or after. */
  again: 'never' | 'meanwhile' | 'after';
}

/** Lines as a workspace would send them, the same for the same seed: mostly public commands, some mentions and direct messages. */
export function makeAskedLines(count: number, seed: number, firstNumber = 1): AskedLine[] {
  const random = createRandom(seed, 'asked lines');
  return Array.from({ length: count }, (_, index) => {
    const number = firstNumber + index;
    const word = random.pick(['kpi', 'kpi', 'rfm', 'rfm', 'regulars help'] as const);
    const via = random.pick(['command', 'command', 'command', 'command', 'mention', 'direct'] as const);
    const user = `U1${random.between(100, 139)}`;
    // Slack tells of a mention only where the bot is.
    const near = channels.filter(({ botIsMember }) => via !== 'mention' || botIsMember !== false);
    const channel = via === 'direct' ? directMessage(user) : random.pick(near).id;
    const again = random.pick(['never', 'never', 'never', 'meanwhile', 'after'] as const);
    const line = `${via === 'command' ? '/' : ''}${word} ${number}`;
    return { number, word, line, via, user, channel, again };
  });
}

/** Has Slack deliver a line, in a thread where it is a mention with an even number. */
export function sendLine(front: SlackFront, asked: AskedLine): Promise<Delivery> {
  const { number, line, via, user, channel } = asked;
  if (via === 'command') {
    const [command = '', ...words] = line.split(' ');
    return front.command({ command, text: words.join(' '), user, channel, triggerId: `trigger-${number}` });
  }
  const ts = `1700000000.${String(number).padStart(6, '0')}`;
  const from = { user, channel, ts, ...(via === 'mention' && number % 2 === 0 ? { thread_ts: ts } : {}) };
  const event =
    via === 'mention'
      ? { ...from, type: 'app_mention', text: `<@U0BOT> ${line}` }
      : { ...from, type: 'message', channel_type: 'im', text: line };
  return front.event(event, { eventId: `Ev-${number}` });
}
