import { asJson, asList, asText, type Json, walk } from '../json.ts';

/** The words in a cell, whichever way it is written. */
function cellText(cell: Json): string {
  if (cell['type'] !== 'rich_text') return asText(cell['text']);
  let text = '';
  for (const { node } of walk(cell)) {
    text += node['type'] === 'emoji' ? asText(node['name']) : asText(node['text']) || asText(node['url']);
  }
  return text;
}

function checkRows(rows: unknown[], where: string): { problems: string[]; characters: number } {
  const problems: string[] = [];
  let characters = 0;
  if (rows.length === 0) problems.push(`${where} has no rows`);
  if (rows.length > 100) problems.push(`${where} has ${rows.length} rows, at most 100`);
  for (const [index, row] of rows.entries()) {
    const cells = asList(row);
    if (cells.length === 0) problems.push(`${where}.rows[${index}] has no cells`);
    if (cells.length > 20) problems.push(`${where}.rows[${index}] has ${cells.length} cells, at most 20`);
    for (const [column, value] of cells.entries()) {
      const cell = asJson(value);
      const at = `${where}.rows[${index}][${column}]`;
      const text = cellText(cell);
      characters += text.length;
      if (cell['type'] === 'raw_number') continue;
      if (cell['type'] !== 'raw_text' && cell['type'] !== 'rich_text') {
        problems.push(`${at} must be raw_text or rich_text`);
      }
      if (text === '') problems.push(`${at} is empty`);
    }
  }
  return { problems, characters };
}

/** Tables have limits on the whole message: one of them, with so much text. */
export function checkTables(blocks: unknown[]): string[] {
  const problems: string[] = [];
  let tables = 0;
  let characters = 0;
  for (const [index, value] of blocks.entries()) {
    const block = asJson(value);
    if (block['type'] !== 'table') continue;
    tables++;
    const found = checkRows(asList(block['rows']), `blocks[${index}]`);
    problems.push(...found.problems);
    characters += found.characters;
    if (asList(block['column_settings']).length > 20)
      problems.push(`blocks[${index}] sets more than 20 columns`);
  }
  if (tables > 1) problems.push(`${tables} tables, at most 1 in a message`);
  if (characters > 10_000) problems.push(`tables have ${characters} characters in all, at most 10000`);
  return problems;
}
