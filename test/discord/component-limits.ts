import { asJson, asList, asText, isJson, type Json } from '../json.ts';
import { checkCount, checkLengths, findRepeated, type Lengths } from './text-limits.ts';

export const componentType = {
  actionRow: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  section: 9,
  textDisplay: 10,
  thumbnail: 11,
  mediaGallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
} as const;

const types = componentType;
const customId = { custom_id: [1, 100] } as const;

const lengthsByType: Record<number, Lengths> = {
  [types.button]: { ...customId, label: [0, 80], url: [1, 512] },
  [types.stringSelect]: { ...customId, placeholder: [0, 150] },
  [types.textInput]: { ...customId, label: [1, 45], placeholder: [0, 100], value: [0, 4_000] },
  [types.textDisplay]: { content: [1, 4_000] },
  [types.thumbnail]: { description: [1, 1_024] },
  [types.label]: { label: [1, 45], description: [1, 100] },
};

const countsByType: Record<number, Record<string, readonly [number, number]>> = {
  [types.actionRow]: { components: [1, 5] },
  [types.stringSelect]: { options: [1, 25] },
  [types.section]: { components: [1, 3] },
  [types.mediaGallery]: { items: [1, 10] },
  [types.container]: { components: [1, 40] },
};

const nameOf = (type: number): string | undefined =>
  Object.entries(types).find(([, value]) => value === type)?.[0];

export const typeOf = (component: unknown): number => Number(asJson(component)['type']);

function checkButton(button: Json, where: string): string[] {
  const problems: string[] = [];
  const isLink = button['style'] === 5;
  if (isLink !== Boolean(button['url'])) problems.push(`${where}: a url goes with style 5 and no other`);
  if (isLink === Boolean(button['custom_id'])) {
    problems.push(`${where}: a custom_id goes with every style but 5`);
  }
  if (!button['label'] && !button['emoji']) problems.push(`${where} needs a label or an emoji`);
  return problems;
}

function checkSelect(select: Json, where: string): string[] {
  const options = asList(select['options']).map(asJson);
  const problems = options.flatMap((option, index) =>
    checkLengths(
      option,
      { label: [1, 100], value: [1, 100], description: [0, 100] },
      `${where}.options[${index}]`,
    ),
  );
  for (const value of findRepeated(options.map((option) => asText(option['value'])))) {
    problems.push(`${where} has the option ${value} twice`);
  }
  const most = Number(select['max_values'] ?? 1);
  const chosen = options.filter((option) => option['default'] === true).length;
  if (most > options.length) problems.push(`${where}.max_values is more than there are options`);
  if (chosen > most) problems.push(`${where} has ${chosen} defaults, at most ${most}`);
  return problems;
}

function checkRow(row: Json, where: string): string[] {
  const kinds = asList(row['components']).map(typeOf);
  const isAllowed =
    kinds.every((kind) => kind === types.button) || (kinds.length === 1 && kinds[0] !== types.textDisplay);
  return isAllowed ? [] : [`${where} may hold up to 5 buttons or one select`];
}

/** What a container or a section may hold; action rows are looked at by themselves. */
const childTypes: Record<number, number[]> = {
  [types.container]: [
    types.actionRow,
    types.section,
    types.textDisplay,
    types.mediaGallery,
    types.file,
    types.separator,
  ],
  [types.section]: [types.textDisplay],
};

function checkChildren(component: Json, where: string): string[] {
  const allowed = childTypes[typeOf(component)];
  if (allowed === undefined) return [];
  return asList(component['components'])
    .map(typeOf)
    .filter((type) => !allowed.includes(type))
    .map((type) => `${where}: type ${type} may not stand in a ${nameOf(typeOf(component))}`);
}

const checksByType: Record<number, (component: Json, where: string) => string[]> = {
  [types.button]: checkButton,
  [types.stringSelect]: checkSelect,
  [types.actionRow]: checkRow,
  [types.mediaGallery]: (gallery, where) =>
    asList(gallery['items']).flatMap((item, index) =>
      checkLengths(asJson(item), { description: [1, 1_024] }, `${where}.items[${index}]`),
    ),
};

/** Every component at any depth, and where it is. */
export function* walkComponents(
  components: unknown,
  where = 'components',
): Generator<{ component: Json; where: string }> {
  for (const [index, value] of asList(components).entries()) {
    const component = asJson(value);
    const at = `${where}[${index}]`;
    yield { component, where: at };
    yield* walkComponents(component['components'], `${at}.components`);
    for (const key of ['accessory', 'component']) {
      const inner = component[key];
      if (!isJson(inner)) continue;
      yield { component: inner, where: `${at}.${key}` };
    }
  }
}

/** The limits on components wherever they are. */
export function checkComponents(components: unknown): string[] {
  const problems: string[] = [];
  const customIds: string[] = [];
  for (const { component, where } of walkComponents(components)) {
    const type = typeOf(component);
    problems.push(...checkLengths(component, lengthsByType[type] ?? {}, where));
    for (const [key, counts] of Object.entries(countsByType[type] ?? {})) {
      problems.push(...checkCount(component, key, counts, where));
    }
    problems.push(...checkChildren(component, where));
    problems.push(...(checksByType[type]?.(component, where) ?? []));
    if (component['custom_id']) customIds.push(asText(component['custom_id']));
  }
  for (const id of findRepeated(customIds)) problems.push(`custom_id ${id} is used twice`);
  return problems;
}
