import { asJson, asList, type Json, walk } from '../../json.ts';
import type { Workspace } from './workspace.ts';

/** The blocks as Slack hands them back: each with an id. */
export const withIds = (blocks: unknown[]): Json[] =>
  blocks.map((block, index) => ({ block_id: `b${index + 1}`, ...asJson(block) }));

/** What was pressed or chosen, as one of `actions`. */
export function findAction(workspace: Workspace, blocks: unknown[], actionId: string): Json {
  for (const block of withIds(blocks)) {
    for (const { node } of walk(block)) {
      if (node['action_id'] !== actionId) continue;
      const kept = ['type', 'action_id', 'text', 'value', 'style', 'url'].filter(
        (key) => node[key] !== undefined,
      );
      return {
        ...Object.fromEntries(kept.map((key) => [key, node[key]])),
        block_id: block['block_id'],
        action_ts: workspace.nextTs(),
        ...(node['options'] === undefined ? {} : { selected_option: asList(node['options'])[0] }),
      };
    }
  }
  throw new Error(`there is no element with the action_id ${actionId}`);
}

/** What an input holds when nobody has touched it. */
export function untouched(element: Json): Json {
  const type = element['type'];
  if (type === 'plain_text_input') return { type, value: element['initial_value'] ?? null };
  if (type === 'checkboxes') return { type, selected_options: element['initial_options'] ?? [] };
  return { type, selected_option: element['initial_option'] ?? null };
}
