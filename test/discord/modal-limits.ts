import { asJson, asList, type Json } from '../json.ts';
import { checkComponents, componentType, typeOf } from './component-limits.ts';
import { checkCount, checkLengths } from './text-limits.ts';

const types = componentType;

/** What a modal's top level may hold. */
const topTypes: number[] = [types.actionRow, types.textDisplay, types.label];

function checkTextInput(input: Json, where: string): string[] {
  const least = Number(input['min_length'] ?? 0);
  const most = Number(input['max_length'] ?? 4_000);
  const { length } = String(input['value'] ?? '');
  const problems: string[] = [];
  if (least > most) problems.push(`${where}: min_length is more than max_length`);
  if (length > 0 && (length < least || length > most)) {
    problems.push(`${where}.value has ${length} characters, ${least} to ${most} are allowed`);
  }
  return problems;
}

function checkLabel(label: Json, where: string): string[] {
  const component = asJson(label['component']);
  const problems: string[] = [];
  if (label['component'] === undefined) problems.push(`${where} needs a component`);
  if (component['label'] !== undefined && component['label'] !== null) {
    problems.push(`${where}.component has a label of its own`);
  }
  if (component['disabled'] === true) problems.push(`${where}.component is disabled, which a modal refuses`);
  if (typeOf(component) === types.textInput) {
    problems.push(...checkTextInput(component, `${where}.component`));
  }
  return problems;
}

/** The limits on a modal. */
export function checkModalLimits(modal: Json): string[] {
  const problems = [
    ...checkLengths({ custom_id: '', title: '', ...modal }, { custom_id: [1, 100], title: [1, 45] }, 'modal'),
    ...checkCount(modal, 'components', [1, 5], 'modal'),
    ...checkComponents(modal['components']),
  ];
  for (const [index, value] of asList(modal['components']).entries()) {
    const component = asJson(value);
    const where = `components[${index}]`;
    if (!topTypes.includes(typeOf(component))) problems.push(`${where} may not stand in a modal`);
    if (typeOf(component) === types.label) problems.push(...checkLabel(component, where));
  }
  return problems;
}
