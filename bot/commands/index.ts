import type { Command } from '../command.ts';
import { kpi } from './kpi.ts';
import { defineHelp } from './regulars-help.ts';
import { regularsStatus } from './regulars-status.ts';
import { rfm } from './rfm.ts';
import { rfmMoves } from './rfm-moves.ts';

/** Every command, in the order in which help shows them: the one list that everything else is told from. */
export const commands: Command[] = [kpi, rfm, rfmMoves, regularsStatus, defineHelp(() => commands)];
