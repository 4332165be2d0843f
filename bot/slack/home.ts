import type { HomeView, KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { arrangeAnswer } from '../chat/arrange-answer.ts';
import { attempt } from '../chat/attempt.ts';
import type { ChatDeps } from '../chat/chat-deps.ts';
import { type ChatQuestion, chatQuestionSchema } from '../chat/chat-question.ts';
import { keepMessageState, writeButtonMark } from '../chat/message-state.ts';
import { prepareAnswer } from '../chat/prepare-answer.ts';
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
  const reply = await deps.ask({ text: line, actorId, role, locale, platform: 'slack' });
  const asked = { ...question, view: 'table' as const };
  const answer = await prepareAnswer(deps, asked, { ...reply, visibility: 'private' });
  const plan = { pictures: false, rows: 0, details: true };
  const { sentence, warnings, facts, footer, buttons } = arrangeAnswer(answer, {
    plan,
    sent: new Set(),
    platformName: 'Slack',
  });
  return {
    type: 'home',
    blocks: [
      make.richText([make.text(sentence, { bold: true })]),
      ...make.factFields(facts),
      ...make.context([...warnings, ...footer]),
      ...make.buttons(buttons),
      { type: 'divider' },
      ...(await listHelp(deps, question)),
      { type: 'divider' },
      ...make.context([words.roles[role]]),
    ],
  };
}

/** Every command that the person may ask, with a button that asks its first example. */
async function listHelp(deps: ChatDeps, { actorId, locale }: ChatQuestion): Promise<KnownBlock[]> {
  const words = homeTexts(locale);
  const commands = deps.commands
    .filter((command) => mayAsk(deps.roleOf(actorId), command))
    .slice(0, mostCommands);
  const lines = commands.map((command) => listCommandLines(command, locale)[0] ?? `/${command.name}`);
  const state = {
    line: homeLine,
    asks: lines,
    view: 'picture' as const,
    isPrivate: true,
    askerId: actorId,
    locale,
  };
  // Without a database the help still helps.
  const reference = await deps
    .db()
    .then((db) => keepMessageState(db, state))
    .catch(() => null);
  return [
    make.richText([make.text(words.help, { bold: true })], [make.text(words.where)]),
    ...commands.map(({ description }, index): KnownBlock => {
      const section = {
        type: 'section' as const,
        text: make.plainText(`${lines[index]}\n${description[locale]}`),
      };
      if (reference === null) return section;
      const does = { mark: writeButtonMark({ reference, use: index }) };
      return { ...section, accessory: make.button({ label: words.ask, does }, index) };
    }),
  ];
}
