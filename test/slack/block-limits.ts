import { asJson, asList, asText, isJson, type Json, walk } from '../json.ts';
import { checkTables } from './table-limits.ts';

interface TextRule {
  max: number;
  plain?: true;
}

const plain = (max: number): TextRule => ({ max, plain: true });
const selectTexts = { placeholder: plain(150) };

/** Text objects with a length of their own, by the type of what holds them. */
const textRules: Record<string, Record<string, TextRule>> = {
  section: { text: { max: 3_000 } },
  header: { text: plain(150) },
  image: { title: plain(2_000) },
  input: { label: plain(2_000), hint: plain(2_000) },
  button: { text: plain(75) },
  modal: { title: plain(24), submit: plain(24), close: plain(24) },
  plain_text_input: selectTexts,
  static_select: selectTexts,
  external_select: selectTexts,
  conversations_select: selectTexts,
  channels_select: selectTexts,
  users_select: selectTexts,
  multi_static_select: selectTexts,
  multi_external_select: selectTexts,
};

/** Plain strings with a length, by the type of what holds them; '*' is everything. */
const stringRules: Record<string, Record<string, number>> = {
  '*': { action_id: 255, block_id: 255 },
  button: { value: 2_000, url: 3_000, accessibility_label: 75 },
  image: { alt_text: 2_000, image_url: 3_000 },
  modal: { private_metadata: 3_000, callback_id: 255, external_id: 255 },
  home: { private_metadata: 3_000, callback_id: 255, external_id: 255 },
  markdown: { text: 12_000 },
};

const listRules: Record<string, Record<string, [least: number, most: number]>> = {
  section: { fields: [1, 10] },
  context: { elements: [1, 10] },
  actions: { elements: [1, 25] },
  overflow: { options: [1, 5] },
  checkboxes: { options: [1, 10] },
  radio_buttons: { options: [1, 10] },
  static_select: { options: [1, 100], option_groups: [1, 100] },
  multi_static_select: { options: [1, 100], option_groups: [1, 100] },
};

const confirmRules = { title: plain(100), text: { max: 300 }, confirm: plain(30), deny: plain(30) };

function checkTexts(node: Json, rules: Record<string, TextRule>, where: string): string[] {
  const problems: string[] = [];
  for (const [key, rule] of Object.entries(rules)) {
    if (node[key] === undefined) continue;
    const text = asJson(node[key]);
    if (rule.plain && text['type'] !== 'plain_text') problems.push(`${where}.${key} must be plain_text`);
    const length = asText(text['text']).length;
    if (length > rule.max) problems.push(`${where}.${key} has ${length} characters, at most ${rule.max}`);
  }
  return problems;
}

function checkStrings(node: Json, type: string, where: string): string[] {
  const problems: string[] = [];
  for (const [key, most] of Object.entries({ ...stringRules['*'], ...stringRules[type] })) {
    const length = asText(node[key]).length;
    if (length > most) problems.push(`${where}.${key} has ${length} characters, at most ${most}`);
    if (node[key] === '' && key.endsWith('_id')) problems.push(`${where}.${key} is empty`);
  }
  for (const [key, [least, most]] of Object.entries(listRules[type] ?? {})) {
    if (node[key] === undefined) continue;
    const count = asList(node[key]).length;
    if (count < least || count > most)
      problems.push(`${where}.${key} has ${count} items, ${least} to ${most} are allowed`);
  }
  return problems;
}

/** An option is known by where it stands: it has no type. */
export function checkOption(option: unknown, where: string): string[] {
  const node = asJson(option);
  const problems = checkTexts(node, { text: { max: 75 }, description: { max: 75 } }, where);
  const value = asText(node['value']);
  if (value.length > 150) problems.push(`${where}.value has ${value.length} characters, at most 150`);
  if (value === '' && node['url'] === undefined) problems.push(`${where}.value is missing`);
  if (asText(asJson(node['text'])['text']) === '') problems.push(`${where}.text is empty`);
  return problems;
}

function checkNode(node: Json, where: string): string[] {
  const type = asText(node['type']);
  const problems = [...checkTexts(node, textRules[type] ?? {}, where), ...checkStrings(node, type, where)];
  if (isJson(node['confirm']))
    problems.push(...checkTexts(node['confirm'], confirmRules, `${where}.confirm`));
  for (const [index, option] of asList(node['options']).entries()) {
    problems.push(...checkOption(option, `${where}.options[${index}]`));
  }
  if (['plain_text', 'mrkdwn', 'markdown'].includes(type) && asText(node['text']) === '') {
    problems.push(`${where}.text is empty`);
  }
  if (type === 'image' && asText(node['alt_text']) === '')
    problems.push(`${where}.alt_text is missing or empty`);
  if (type === 'section') {
    if (node['text'] === undefined && node['fields'] === undefined) {
      problems.push(`${where} needs text or fields`);
    }
    for (const [index, field] of asList(node['fields']).entries()) {
      problems.push(...checkTexts({ field }, { field: { max: 2_000 } }, `${where}.fields[${index}]`));
    }
  }
  return problems;
}

/** No two blocks of one id, nor two elements of one id in a block: Slack could not tell which was pressed. */
function checkIds(blocks: unknown[]): string[] {
  const problems: string[] = [];
  const blockIds = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    const blockId = asText(asJson(block)['block_id']);
    if (blockId && blockIds.has(blockId)) problems.push(`block_id ${blockId} is used twice`);
    blockIds.add(blockId);
    const actionIds = new Set<string>();
    for (const { node } of walk(block)) {
      const actionId = asText(node['action_id']);
      if (actionId && actionIds.has(actionId)) {
        problems.push(`action_id ${actionId} is used twice in blocks[${index}]`);
      }
      actionIds.add(actionId);
    }
  }
  return problems;
}

/** The limits on blocks that hold anywhere, which the schema lacks or which need context. */
export function checkBlocks(blocks: unknown, most: number): string[] {
  if (!Array.isArray(blocks)) return ['blocks is not a list'];
  const problems: string[] = [];
  if (blocks.length > most) problems.push(`${blocks.length} blocks, at most ${most}`);
  for (const { node, path } of walk(blocks)) problems.push(...checkNode(node, `blocks${path}`));
  return [...problems, ...checkIds(blocks), ...checkTables(blocks)];
}

/** The limits on a view around its blocks. */
export function checkView(view: Json): string[] {
  const blocks = asList(view['blocks']);
  const problems = [
    ...checkNode({ ...view, blocks: undefined }, 'view'),
    ...checkBlocks(view['blocks'], 100),
  ];
  const types = blocks.map((block) => asText(asJson(block)['type']));
  for (const type of ['table', 'markdown']) {
    if (types.includes(type)) problems.push(`a ${type} block is only for messages`);
  }
  if (view['type'] === 'modal') {
    if (view['title'] === undefined) problems.push('view.title is missing');
    if (types.includes('input') && view['submit'] === undefined) {
      problems.push('view.submit is missing, and there is an input block');
    }
  } else if (view['type'] !== 'home') {
    problems.push('view.type must be modal or home');
  }
  return problems;
}
