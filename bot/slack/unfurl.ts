import type { KnownBlock, LinkUnfurls } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { arrangeAnswer } from '../chat/arrange-answer.ts';
import { attempt } from '../chat/attempt.ts';
import type { ChatDeps } from '../chat/chat-deps.ts';
import { askQuestion, chatQuestionSchema } from '../chat/chat-question.ts';
import { bareAnswer, drawPictures, type PreparedAnswer } from '../chat/prepare-answer.ts';
import { describeCause } from '../sort-errors.ts';
import * as make from './blocks.ts';
import { isContentRefusal, judgeSlack } from './failures.ts';
import { uploadPictures } from './upload-pictures.ts';

/** A link of ours in a message, with the question that it stands for. */
const linkSchema = z.object({ url: z.string(), question: chatQuestionSchema });

/** Links of ours to be shown below the message that has them, as the database keeps it while it is under way. */
export const unfurlJobSchema = z.object({
  links: z.array(linkSchema),
  unfurlId: z.string(),
  /** Where the message is: being written, or posted. */
  source: z.enum(['composer', 'conversations_history']),
});

export type UnfurlJob = z.output<typeof unfurlJobSchema>;
type Link = z.output<typeof linkSchema>;

/** Shows each link's answer below its message: what everyone may see alone. Doing it twice is as once. */
export async function performUnfurl(deps: ChatDeps, client: WebClient, job: UnfurlJob): Promise<void> {
  const { unfurlId, source } = job;
  const previews = await Promise.all(job.links.map((link) => makePreview(deps, client, link)));
  const show = (blocksOf: (preview: Preview) => KnownBlock[]) => {
    const unfurls: LinkUnfurls = {};
    for (const preview of previews) if (preview) unfurls[preview.url] = { blocks: blocksOf(preview) };
    if (Object.keys(unfurls).length === 0) return Promise.resolve();
    return attempt(async () => void (await client.chat.unfurl({ unfurl_id: unfurlId, source, unfurls })), {
      judge: judgeSlack,
      repeatable: true,
    });
  };
  try {
    await show(({ whole }) => whole).catch((error: unknown) => {
      if (!isContentRefusal(error)) throw error;
      deps.log.warn({ platform: 'slack', err: describeCause(error) }, 'unfurled without pictures');
      return show(({ plain }) => plain);
    });
  } catch (error) {
    // The link is there and leads to the same: nothing is lost that has to be said.
    deps.log.warn({ platform: 'slack', err: describeCause(error) }, 'link not unfurled');
  }
}

interface Preview {
  url: string;
  whole: KnownBlock[];
  /** Without pictures. */
  plain: KnownBlock[];
}

/** What a link shows; null where its answer is not for everyone, or is none. */
async function makePreview(
  deps: ChatDeps,
  client: WebClient,
  { url, question }: Link,
): Promise<Preview | null> {
  const reply = await askQuestion(deps, question);
  if (reply.visibility === 'private' || reply.tone === 'error') return null;
  const pictures = await drawPictures(deps, reply);
  // The link itself is the way to tables and buttons.
  const answer = { ...bareAnswer(question, reply), pictures };
  const files = await uploadPictures(pictures, { client, log: deps.log });
  return { url, whole: layPreview(answer, files), plain: layPreview(answer, new Map()) };
}

/** Sections and pictures alone: Slack refuses rich text and buttons below a link. */
function layPreview(answer: PreparedAnswer, files: ReadonlyMap<string, string>): KnownBlock[] {
  const plan = { pictures: files.size > 0, rows: 0, details: true };
  const { sentence, warnings, pictures, facts, footer } = arrangeAnswer(answer, {
    plan,
    sent: new Set(files.keys()),
    platformName: 'Slack',
  });
  const alts = new Map(answer.pictures.map(({ key, alt }) => [key, alt]));
  return [
    { type: 'section', text: make.plainText(sentence) },
    ...make.context(warnings),
    ...pictures.flatMap((key) => {
      const file = files.get(key);
      return file === undefined ? [] : [make.image(file, alts.get(key) ?? sentence)];
    }),
    ...make.factFields(facts).slice(0, 1),
    ...make.context(footer),
  ];
}
