import { createHash } from 'node:crypto';
import type { HomeView, KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { arrangeAnswer } from '../chat/arrange-answer.ts';
import { attempt } from '../chat/attempt.ts';
import type { ChatDeps } from '../chat/chat-deps.ts';
import { askQuestion, type ChatQuestion, chatQuestionSchema } from '../chat/chat-question.ts';
import { keepMessageState, writeButtonMark } from '../chat/message-state.ts';
import { bareAnswer } from '../chat/prepare-answer.ts';
import { listCommandLines, mayAsk } from '../example-lines.ts';
import { describeCause } from '../sort-errors.ts';
import * as make from './blocks.ts';
import { judgeSlack } from './failures.ts';
import { homeTexts } from './home-texts.ts';

/** A person who looks at the App Home, as the database keeps it while it is made. */
export const homeJobSchema = z.object({ user: z.string(), homeOf: chatQuestionSchema });

export type HomeJob = z.output<typeof homeJobSchema>;

/** What the shop's key numbers are asked by. */
export const homeLine = '/kpi last 30 days';

/** Slack takes 100 blocks: room for the numbers, and two for each command. */
const mostCommands = 40;

/** Shows a person the shop's key numbers, the role and what can be asked. Doing it twice is as once. */
export async function publishHome(
  deps: ChatDeps,
  client: WebClient,
  { user, homeOf: question }: HomeJob,
): Promise<void> {
  try {
    const view = await makeHome(deps, question);
    await attempt(() => client.views.publish({ user_id: user, view }), {
      judge: judgeSlack,
      repeatable: true,
    });
  } catch (error) {
    deps.log.warn({ platform: 'slack', err: describeCause(error) }, 'home not shown');
  }
}

async function makeHome(deps: ChatDeps, question: ChatQuestion): Promise<HomeView> {
  const { line, actorId, locale } = question;
  const words = homeTexts(locale);
  const role = deps.roleOf(actorId);
  const reply = await askQuestion(deps, question);
  const { sentence, warnings, facts, footer } = arrangeAnswer(bareAnswer(question, reply), {
    plan: { pictures: false, rows: 0, details: true },
    sent: new Set(),
    platformName: 'Slack',
  });
  const commands = deps.commands.filter((command) => mayAsk(role, command)).slice(0, mostCommands);
  const lines = commands.map((command) => listCommandLines(command, locale)[0] ?? `/${command.name}`);
  const asks = [line, ...lines];
  const reference = await keepAsks(deps, question, asks);
  const ask = (index: number, label: string) =>
    reference === null ? [] : [{ label, does: { mark: writeButtonMark({ reference, use: index }) } }];
  return {
    type: 'home',
    blocks: [
      make.richText([make.text(sentence, { bold: true })]),
      ...make.factFields(facts),
      ...make.context([...warnings, ...footer]),
      ...make.buttons(reply.tone === 'error' ? [] : ask(0, words.whole)),
      { type: 'divider' },
      make.richText([make.text(words.help, { bold: true })], [make.text(words.where)]),
      ...commands.map(({ description }, index): KnownBlock => {
        const [button] = ask(index + 1, words.ask);
        const text = make.plainText(`${lines[index]}\n${description[locale]}`);
        return { type: 'section', text, ...(button ? { accessory: make.button(button, index + 1) } : {}) };
      }),
      { type: 'divider' },
      ...make.context([words.roles[role]]),
    ],
  };
}

/** Keeps what the buttons ask; one reference a person, however often one looks. Null without a database: the help still helps. */
async function keepAsks(
  deps: ChatDeps,
  { line, actorId, locale }: ChatQuestion,
  asks: string[],
): Promise<string | null> {
  const state = {
    line,
    asks,
    view: 'picture' as const,
    isPrivate: true,
    mayShare: false,
    askerId: actorId,
    locale,
  };
  const reference = createHash('sha256').update(`home:${actorId}`).digest('base64url').slice(0, 16);
  try {
    return await keepMessageState(await deps.db(), state, reference);
  } catch {
    return null;
  }
}
