import { attempt, InDoubtError } from '../chat/attempt.ts';
import { chatTexts } from '../chat/chat-texts.ts';
import { LostJobError } from '../chat/lost-job-error.ts';
import type { PreparedAnswer, ReadyFile } from '../chat/prepare-answer.ts';
import { describeCause } from '../sort-errors.ts';
import type { DeliverDeps } from './deliver.ts';
import { judgeSlack } from './failures.ts';
import type { Place } from './place.ts';
import { findConversation } from './send.ts';

/** Longest that an answer waits for a file, in milliseconds. */
const fileWithinMs = 60_000;

/**
 * Puts an answer's own files into the direct messages of who asked, where a file can be private, and tells what became of
 * each. What another process began is not sent again. Rejects only as `keep` does.
 */
export async function sendFiles(
  { files, question }: PreparedAnswer,
  place: Place,
  deps: DeliverDeps,
): Promise<{ place: Place; fileNotes: string[] }> {
  const words = chatTexts(question.locale).file;
  if (files.length === 0) return { place, fileNotes: [] };
  if (place.filesBegun) return { place, fileNotes: files.map(({ label }) => words.inDoubt(label)) };
  const begun = { ...place, filesBegun: true };
  await deps.keep(begun);
  const fileNotes: string[] = [];
  for (const file of files) {
    try {
      await sendFile(file, place.user, deps);
      fileNotes.push(words.direct(file.label));
    } catch (error) {
      if (error instanceof LostJobError) throw error;
      deps.log.error({ platform: 'slack', file: file.key, err: describeCause(error) }, 'file not sent');
      fileNotes.push(
        error instanceof InDoubtError ? words.inDoubt(file.label) : words.refused(file.label, 'Slack'),
      );
    }
  }
  return { place: begun, fileNotes };
}

async function sendFile({ name, label, bytes }: ReadyFile, user: string, { client, hold }: DeliverDeps) {
  const limits = { judge: judgeSlack, hold, withinMs: fileWithinMs };
  const channel = await attempt(() => findConversation(client, user), { ...limits, repeatable: true });
  await attempt(
    () => client.filesUploadV2({ channel_id: channel, file: bytes, filename: name, title: label }),
    limits,
  );
}
