import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Verdict } from '../chat/attempt.ts';
import { judgeSocket } from '../chat/judge-socket.ts';

/** Discord's own codes. */
export const codes = {
  unknownGuild: 10_004,
  unknownMember: 10_007,
  unknownUser: 10_013,
  missingAccess: 50_001,
  unknownInteraction: 10_062,
  tooLarge: 40_005,
  alreadyAcknowledged: 40_060,
  invalidForm: 50_035,
} as const;

/** What Discord said no with; null where it said nothing. */
export function refusalOf(error: unknown): number | null {
  return error instanceof DiscordAPIError ? Number(error.code) : null;
}

/** What an error of Discord's API means for trying again. */
export function judgeDiscord(error: unknown): Verdict {
  if (error instanceof RateLimitError) return { kind: 'wait', ms: error.retryAfter };
  if (error instanceof DiscordAPIError) return { kind: error.status >= 500 ? 'unsure' : 'refused' };
  if (error instanceof HTTPError) return { kind: error.status >= 500 ? 'unsure' : 'refused' };
  return judgeSocket(error);
}

/** Whether Discord refused what the message holds, so that a plainer one may be taken. */
export function isContentRefusal(error: unknown): boolean {
  const refusal = refusalOf(error);
  // What stands before Discord refuses too, in words of its own.
  const isTooLarge = (error instanceof DiscordAPIError || error instanceof HTTPError) && error.status === 413;
  return isTooLarge || refusal === codes.tooLarge || refusal === codes.invalidForm;
}

/** Whether Discord does not know our token. */
export function isTokenRefusal(error: unknown): boolean {
  return (error instanceof DiscordAPIError || error instanceof HTTPError) && error.status === 401;
}
