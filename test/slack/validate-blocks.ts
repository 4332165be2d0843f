import { readFileSync } from 'node:fs';
import { asJson, asList, asText, isJson } from '../json.ts';
import { checkBlocks, checkView } from './block-limits.ts';
import { readShapes } from './block-shapes.ts';

export interface SlackRules {
  message(payload: { text?: unknown; blocks?: unknown; attachments?: unknown }): string[];
  view(view: unknown): string[];
}

const schemaFile = new URL(
  '../../../shared/specs/slack_blockkit_from_types-3.2.0.schema.json',
  import.meta.url,
);

/** How the two problems that Slack answers with an error of their own begin. */
export const textTooLong = 'the text is too long';
export const blocksTooLong = 'the blocks are too long';

/** The type is newer than the schema: native charts, since June 2026. */
const newTypes = new Set(['data_visualization']);

type Shapes = ReturnType<typeof readShapes>;

function checkShapes(shapes: Shapes | undefined, blocks: unknown): string[] {
  if (shapes === undefined) return [];
  return asList(blocks).flatMap((block, index) =>
    newTypes.has(asText(asJson(block)['type'])) ? [] : shapes.block(block, `blocks[${index}]`),
  );
}

function buildRules(shapes: Shapes | undefined): SlackRules {
  const checkAll = (blocks: unknown) => [...checkBlocks(blocks, 50), ...checkShapes(shapes, blocks)];
  return {
    message({ text, blocks, attachments }) {
      const problems: string[] = [];
      if (text !== undefined && typeof text !== 'string') problems.push('text is not a string');
      const length = asText(text).length;
      if (length > 40_000) problems.push(`${textTooLong}: ${length} characters, at most 40000`);
      if (blocks !== undefined) {
        const size = JSON.stringify(blocks).length;
        if (size > 13_200) problems.push(`${blocksTooLong}: ${size} characters as JSON, at most 13200`);
        problems.push(...checkAll(blocks));
      }
      for (const attachment of asList(attachments)) {
        const inner = asJson(attachment)['blocks'];
        if (inner !== undefined) problems.push(...checkAll(inner).map((problem) => `attachment: ${problem}`));
      }
      return problems;
    },
    view(view) {
      if (!isJson(view)) return ['view is not an object'];
      const around = shapes?.view({ ...view, blocks: [] }) ?? [];
      return [...around, ...checkView(view), ...checkShapes(shapes, view['blocks'])];
    },
  };
}

/** The limits written by hand alone, for where the schema is absent. */
export const handRules: SlackRules = buildRules(undefined);

let loaded: SlackRules | undefined;

/** Undefined where ../shared is absent: the schema is not in the repository. */
export function loadSlackRules(): SlackRules | undefined {
  if (loaded !== undefined) return loaded;
  try {
    loaded = buildRules(readShapes(readFileSync(schemaFile, 'utf8')));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
  return loaded;
}
