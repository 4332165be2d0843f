import {
  type APIInteractionResponse,
  type APIMessage,
  InteractionResponseType,
  MessageFlags,
  type REST,
  Routes,
} from 'discord.js';
import { attempt, InDoubtError } from '../chat/attempt.ts';
import { codes, judgeDiscord, refusalOf } from './failures.ts';
import type { Acknowledged, DiscordJob } from './job.ts';
import { isPrivateMessage } from './read-interaction.ts';

/** Where an interaction is answered. */
export interface Target {
  rest: REST;
  applicationId: string;
  interactionId: string;
  token: string;
  /** It is of a button or form below a message, which is what may have been acknowledged without a note. */
  isPressed: boolean;
  /** Makes sure before anything is sent that the answer is still this process's; rejects with LostJobError. */
  hold?: (() => Promise<void>) | undefined;
}

/** Where a job is answered. */
export function targetOf(
  { rest, applicationId }: Pick<Target, 'rest' | 'applicationId'>,
  { interactionId, token, pressed, shares }: DiscordJob,
  hold?: Target['hold'],
): Target {
  const isPressed = pressed !== null || shares !== null;
  return { rest, applicationId, interactionId, token, isPressed, hold };
}

/** Discord waits three seconds for the first answer. */
const withinMs = 2_500;

/**
 * Sends the first answer to an interaction; once, since Discord takes no second. Throws Discord's refusal, or InDoubtError
 * where it did not say.
 */
export async function respond(
  { rest, interactionId, token }: Pick<Target, 'rest' | 'interactionId' | 'token'>,
  body: APIInteractionResponse,
): Promise<void> {
  const route = Routes.interactionCallback(interactionId, token);
  await attempt(() => rest.post(route, { body, auth: false, signal: AbortSignal.timeout(withinMs) }), {
    judge: judgeDiscord,
    repeatable: true,
    withinMs,
    firstPauseMs: 100,
  });
}

/**
 * Says that an answer is on its way; gives what Discord has of it. Where it has been said before, by another process
 * or by an attempt whose answer was lost, that stands. Throws Discord's refusal: it came too late.
 */
export async function acknowledge(target: Target, wanted: Acknowledged): Promise<Acknowledged> {
  try {
    await respond(target, firstAnswer(wanted));
    return wanted;
  } catch (error) {
    const mayStand = refusalOf(error) === codes.alreadyAcknowledged || error instanceof InDoubtError;
    if (!mayStand) throw error;
    if (wanted.kind === 'update') return wanted;
    const { rest, applicationId, token, isPressed } = target;
    const original = await attempt(
      () => rest.get(Routes.webhookMessage(applicationId, token), { auth: false }) as Promise<APIMessage>,
      { judge: judgeDiscord, repeatable: true, withinMs: 10_000 },
    );
    // Of a button, it may be the message that was pressed: it was acknowledged without a note then.
    if (isPressed && !isLoading(original)) return { kind: 'update' };
    return { kind: 'note', isPrivate: isPrivateMessage(original) };
  }
}

/** Whether a message is a note of ours that an answer is still to replace. */
function isLoading({ flags }: APIMessage): boolean {
  return ((flags ?? 0) & MessageFlags.Loading) !== 0;
}

/** What Discord is first answered with. */
export function firstAnswer(wanted: Acknowledged): APIInteractionResponse {
  if (wanted.kind === 'update') return { type: InteractionResponseType.DeferredMessageUpdate };
  const data = wanted.isPrivate ? { flags: MessageFlags.Ephemeral as const } : {};
  return { type: InteractionResponseType.DeferredChannelMessageWithSource, data };
}

/** The first answer to an interaction, which is due by a time whatever its work needs. */
export interface Acknowledgement {
  /** Decides what it is, unless that was decided; gives what Discord has. Rejects where Discord refused it. */
  settle(wanted: Acknowledged): Promise<Acknowledged>;
  /** Nobody waits for it any longer: another process answers. */
  drop(): void;
}

/** Acknowledges by itself where nobody has within the time, in milliseconds. */
export function createAcknowledgement(
  target: Target,
  fallback: Acknowledged,
  afterMs: number,
): Acknowledgement {
  let done: Promise<Acknowledged> | null = null;
  const settle = (wanted: Acknowledged) => {
    clearTimeout(timer);
    done ??= acknowledge(target, wanted);
    // Whoever settles hears of it; nobody may.
    done.catch(() => undefined);
    return done;
  };
  const timer = setTimeout(() => void settle(fallback), afterMs);
  return { settle, drop: () => clearTimeout(timer) };
}
