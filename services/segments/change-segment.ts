import { call, DatabaseError } from '../../supabase/client.ts';
import type { Context } from '../context.ts';
import { ServiceError } from '../errors.ts';
import type { Rule } from './rule.ts';
import { readSegment, type Segment, segmentSchema } from './segment.ts';

/** Longest name of a segment, in letters. */
const longestSegmentName = 80;

/** Keeps a rule under a name. Throws ServiceError `segment_name_taken`, `segment_name_unfit`. */
export async function createSegment(context: Context, input: { name: string; rule: Rule }): Promise<Segment> {
  checkName(input.name);
  const row = await refuseTaken(input.name, () =>
    call(
      context.db,
      'segment_create',
      { p_name: input.name, p_rule: input.rule, p_actor: context.actor.id },
      segmentSchema,
    ),
  );
  return readSegment(row);
}

export interface SegmentEdit {
  name?: string;
  rule?: Rule;
  archived?: boolean;
}

/**
 * Changes the name or the rule of a segment, archives it or takes it back. Throws ServiceError `segment_builtin` for one
 * of the RFM grid, `segment_changed` where somebody else changed it since it was read, `segment_name_taken`,
 * `segment_name_unfit`.
 */
export async function changeSegment(
  context: Context,
  input: { segment: Segment; edit: SegmentEdit },
): Promise<Segment> {
  const { segment, edit } = input;
  if (segment.builtin) throw new ServiceError('invalid_input', 'segment_builtin', { part: segment.name });
  if (edit.name !== undefined) checkName(edit.name);
  const row = await refuseTaken(edit.name ?? segment.name, () =>
    call(
      context.db,
      'segment_change',
      {
        p_id: segment.id,
        p_version: segment.version,
        p_actor: context.actor.id,
        p_name: edit.name ?? null,
        p_rule: edit.rule ?? null,
        p_archived: edit.archived ?? null,
      },
      segmentSchema.nullable(),
    ),
  );
  if (row === null) throw new ServiceError('conflict', 'segment_changed', { part: segment.name });
  return readSegment(row);
}

function checkName(name: string): void {
  const length = [...name.trim()].length;
  if (length === 0 || length > longestSegmentName || /\p{Cc}/u.test(name)) {
    throw new ServiceError('invalid_input', 'segment_name_unfit', { part: name, most: longestSegmentName });
  }
}

async function refuseTaken<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    if (!(cause instanceof DatabaseError) || cause.code !== '23505') throw cause;
    throw new ServiceError('conflict', 'segment_name_taken', { part: name }, { cause });
  }
}
