import type { Command } from '../command.ts';
import { campaignCompare } from './campaign-compare.ts';
import { campaignCreate } from './campaign-create.ts';
import { campaignExport } from './campaign-export.ts';
import { campaignList } from './campaign-list.ts';
import { campaignShow } from './campaign-show.ts';
import { customer } from './customer.ts';
import { customerErase } from './customer-erase.ts';
import { customerMerge } from './customer-merge.ts';
import { customerOrders } from './customer-orders.ts';
import { customerSplit } from './customer-split.ts';
import { kpi } from './kpi.ts';
import { modelList } from './model-list.ts';
import { modelShow } from './model-show.ts';
import { defineHelp } from './regulars-help.ts';
import { regularsStatus } from './regulars-status.ts';
import { rfm } from './rfm.ts';
import { rfmMoves } from './rfm-moves.ts';
import { segmentArchive } from './segment-archive.ts';
import { segmentCount } from './segment-count.ts';
import { segmentCreate } from './segment-create.ts';
import { segmentEdit } from './segment-edit.ts';
import { segmentExport } from './segment-export.ts';
import { segmentList } from './segment-list.ts';
import { segmentMembers } from './segment-members.ts';
import { segmentShow } from './segment-show.ts';
import { stock } from './stock.ts';

/** Every command, in the order in which help shows them: the one list that everything else is told from. */
export const commands: Command[] = [
  kpi,
  rfm,
  rfmMoves,
  segmentList,
  segmentShow,
  segmentCount,
  segmentCreate,
  segmentEdit,
  segmentArchive,
  segmentMembers,
  segmentExport,
  campaignList,
  campaignShow,
  campaignCompare,
  campaignCreate,
  campaignExport,
  stock,
  modelList,
  modelShow,
  customer,
  customerOrders,
  customerMerge,
  customerSplit,
  customerErase,
  regularsStatus,
  defineHelp(() => commands),
];
