import type { WebClient } from '@slack/web-api';
import { attempt } from '../chat/attempt.ts';
import type { Log } from '../chat/chat-deps.ts';
import { cutText } from '../chat/cut-text.ts';
import type { Picture } from '../chat/prepare-answer.ts';
import { describeCause } from '../sort-errors.ts';
import { limits } from './blocks.ts';
import { judgeSlack } from './failures.ts';

export interface UploadOptions {
  client: WebClient;
  log: Log;
  /** Longest that an answer waits for its pictures, in milliseconds. */
  withinMs?: number;
  firstPauseMs?: number;
}

/** Slack is still looking at a file: a message that shows it now would be refused. */
class NotReadyError extends Error {}

/**
 * Uploads an answer's pictures and waits until Slack can show them. Gives the files' ids by the charts' keys; one that
 * did not arrive in time is left out and logged. Never rejects.
 */
export async function uploadPictures(
  pictures: readonly Picture[],
  { client, log, withinMs = 15_000, firstPauseMs = 150 }: UploadOptions,
): Promise<Map<string, string>> {
  const uploaded = await Promise.all(
    pictures.map(async ({ key, alt, png }) => {
      if (png === null) return [];
      const limit = { withinMs, firstPauseMs, repeatable: true };
      try {
        // Nobody sees a file that no message shows, so that one uploaded twice does no harm.
        const id = await attempt(() => upload(client, key, alt, png), { ...limit, judge: judgeSlack });
        await attempt(() => checkReady(client, id), {
          ...limit,
          judge: (error) => (error instanceof NotReadyError ? { kind: 'not_done' } : judgeSlack(error)),
        });
        return [[key, id] as const];
      } catch (error) {
        log.warn({ chart: key, err: describeCause(error) }, 'picture not uploaded');
        return [];
      }
    }),
  );
  return new Map(uploaded.flat());
}

async function upload(client: WebClient, key: string, alt: string, png: Uint8Array): Promise<string> {
  const { files } = await client.filesUploadV2({
    file: Buffer.from(png.buffer, png.byteOffset, png.byteLength),
    filename: `${key || 'chart'}.png`,
    alt_text: cutText(alt, limits.alt) || ' ',
  });
  const id = files[0]?.files?.[0]?.id;
  if (id === undefined) throw new Error('Slack gave no id for the file');
  return id;
}

async function checkReady(client: WebClient, file: string): Promise<void> {
  const { file: known } = await client.files.info({ file });
  if (!known?.mimetype) throw new NotReadyError('the file has no type yet');
}
