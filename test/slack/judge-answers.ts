import { asText } from '../json.ts';
import { type AskedLine, channels } from './asked-lines.ts';
import { directMessage } from './front/channel-rules.ts';
import type { Call, SeenMessage, SlackFront } from './front/front-types.ts';

/** What the answer to the line of that number says. */
export const answerText = (number: number): string => `Answer ${number}.`;

const unsure = new Set(['fault:lost_reply', 'fault:lost_request', 'fault:http_500', 'fault:http_500_done']);

/** Whether nobody can know if a call's message is there, so that it must not be sent again. */
function isInDoubt({ method, body, outcome }: Call): boolean {
  if (!unsure.has(outcome)) return false;
  if (method === 'response_url' || method === 'chat.postEphemeral') return true;
  const channel = channels.find(({ id }) => id === body['channel']);
  return method === 'chat.postMessage' && channel?.botIsMember === false;
}

export interface Verdicts {
  answered: number;
  /** Not answered, and the person was told that nobody knows. */
  toldOnly: number;
  /** Answered, and told so all the same. */
  toldToo: number;
  /** What must not be, in words. */
  problems: string[];
}

/**
 * Looks through what people see. Each line has its answer once, where its asker sees it; or the asker is told once, by
 * direct message, that nobody knows whether it is there, and only where nobody can.
 */
export function judgeAnswers(front: SlackFront, lines: readonly AskedLine[]): Verdicts {
  const verdicts: Verdicts = { answered: 0, toldOnly: 0, toldToo: 0, problems: [] };
  const messages = front.messages();
  for (const asked of lines) {
    const { number, line, word, user, channel } = asked;
    const isOf = (message: SeenMessage) => message.text === answerText(number);
    const answers = messages.filter(isOf);
    const notices = messages.filter(({ text }) => text.startsWith(`I answered ${line},`));
    const doubtful = front.calls.some(
      (call) => asText(call.body['text']) === answerText(number) && isInDoubt(call),
    );
    const say = (problem: string) => verdicts.problems.push(`${line} in ${channel}: ${problem}`);

    if (answers.length > 1) say(`answered ${answers.length} times`);
    if (notices.length > 1) say(`told ${notices.length} times that it is in doubt`);
    if (answers.length + notices.length === 0) say('neither answered nor told');
    if (notices.length > 0 && !doubtful) say('told that it is in doubt, where one can look');
    const mine = directMessage(user);
    const isPrivate = word === 'regulars help';
    for (const answer of answers) {
      if (answer.channel !== channel && answer.channel !== mine) say(`answered in ${answer.channel}`);
      if ((answer.user ?? user) !== user) say(`shown to ${answer.user}`);
      if (isPrivate && answer.user === null && answer.channel !== mine) say('shown to everyone');
    }
    if (notices.some((notice) => notice.channel !== mine)) say('told elsewhere than by direct message');

    if (answers.length === 0) verdicts.toldOnly += 1;
    else if (notices.length > 0) verdicts.toldToo += 1;
    else verdicts.answered += 1;
  }
  return verdicts;
}

/** Notes that an answer is on its way which nothing has replaced, where the bot could have found them. */
export function findLeftNotes(front: SlackFront): SeenMessage[] {
  const unseen = new Set(channels.filter(({ botIsMember }) => botIsMember === false).map(({ id }) => id));
  return front
    .messages()
    .filter(({ text, channel }) => text.startsWith('Working on') && !unseen.has(channel));
}
