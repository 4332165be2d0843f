import { type REST, Routes } from 'discord.js';
import { attempt } from '../chat/attempt.ts';
import { within } from '../chat/within.ts';
import { codes, judgeDiscord, refusalOf } from './failures.ts';

/** How long a person counts as a member, in milliseconds: who leaves a server is not answered for longer. */
const keptMs = 5 * 60_000;
/** And how long somebody counts as none, in milliseconds: who joins is answered soon. */
const keptOutMs = 60_000;
const mostKept = 10_000;

const notThere: ReadonlySet<number> = new Set([
  codes.unknownMember,
  codes.unknownUser,
  codes.unknownGuild,
  codes.missingAccess,
]);

/** Whether somebody belongs to the shop. */
export interface Membership {
  /**
   * In a server of the shop's, whoever writes there does; in direct messages, who is a member of one of them. Rejects
   * where Discord cannot be asked.
   */
  isMember(asker: { user: string; guildId: string | null }, limit?: { withinMs: number }): Promise<boolean>;
}

/** A bot can be added to any server by anybody who has its link: only those of the shop are answered. */
export function createMembership(rest: REST, guildIds: readonly string[]): Membership {
  /** What was found of somebody, and until when it counts, by the person's id. */
  const known = new Map<string, { isMember: boolean; until: number }>();

  const isIn = async (guildId: string, user: string, withinMs: number): Promise<boolean> => {
    try {
      await attempt(() => rest.get(Routes.guildMember(guildId, user)), {
        judge: judgeDiscord,
        repeatable: true,
        withinMs,
      });
      return true;
    } catch (error) {
      const refusal = refusalOf(error);
      // Neither is somebody whom Discord does not know, nor who is in a server that we are not in.
      if (refusal !== null && notThere.has(refusal)) return false;
      throw error;
    }
  };

  return {
    isMember: async ({ user, guildId }, { withinMs } = { withinMs: 5_000 }) => {
      if (guildId !== null) return guildIds.includes(guildId);
      const kept = known.get(user);
      if (kept && kept.until > Date.now()) return kept.isMember;
      const looking = Promise.allSettled(guildIds.map((id) => isIn(id, user, withinMs)));
      const found = await within(looking, withinMs, 'looking for a member');
      const isMember = found.some((one) => one.status === 'fulfilled' && one.value);
      const failed = found.find((one) => one.status === 'rejected');
      if (!isMember && failed) throw failed.reason;
      if (known.size >= mostKept) known.clear();
      known.set(user, { isMember, until: Date.now() + (isMember ? keptMs : keptOutMs) });
      return isMember;
    },
  };
}
