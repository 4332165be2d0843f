import { asJson, asList, asText, type Json } from '../json.ts';
import { componentType, typeOf, walkComponents } from './component-limits.ts';
import type { DiscordWorld } from './discord-world.ts';

export interface CommandInput {
  name: string;
  subcommand?: string;
  options?: Record<string, string | number>;
  /** The option one is writing, for autocomplete. */
  focused?: string;
}

export type ModalValues = Record<string, string | string[]>;

const optionType = { subcommand: 1, string: 3, integer: 4, number: 10 };

function guessType(value: string | number): number {
  if (typeof value === 'string') return optionType.string;
  return Number.isInteger(value) ? optionType.integer : optionType.number;
}

const findNamed = (list: unknown, name: string): Json =>
  asList(list)
    .map(asJson)
    .find((item) => item['name'] === name) ?? {};

/** What a slash command holds; types of options are those of the registered command, where it has them. */
export function describeCommand(world: DiscordWorld, input: CommandInput): Json {
  const { name, subcommand, options = {}, focused } = input;
  const command = findNamed(world.registered, name);
  const holder = subcommand === undefined ? command : findNamed(command['options'], subcommand);
  const given = focused === undefined ? options : { ...options, [focused]: options[focused] ?? '' };
  const described = Object.entries(given).map(([option, value]) => ({
    name: option,
    type: findNamed(holder['options'], option)['type'] ?? guessType(value),
    value,
    ...(option === focused ? { focused: true } : {}),
  }));
  const within =
    subcommand === undefined
      ? described
      : [{ name: subcommand, type: optionType.subcommand, options: described }];
  return { id: world.commandId(name), name, type: 1, ...(within.length > 0 ? { options: within } : {}) };
}

/** What a press holds; throws where nobody could press it. */
export function describePress(components: Json[], customId: string, values?: string[]): Json {
  const found = [...walkComponents(components)].find(({ component }) => component['custom_id'] === customId);
  if (!found) throw new Error(`The message has nothing with the custom_id ${customId}.`);
  if (found.component['disabled'] === true) throw new Error(`${customId} is disabled.`);
  const type = typeOf(found.component);
  return { custom_id: customId, component_type: type, id: 1, ...(values ? { values } : {}) };
}

/** What a field sends where a person leaves it as it was. */
function presetOf(field: Json): string | string[] {
  if (typeOf(field) !== componentType.stringSelect) return asText(field['value']);
  const options = asList(field['options']).map(asJson);
  return options.filter((option) => option['default'] === true).map((option) => asText(option['value']));
}

function describeField(field: Json, value: string | string[], id: number): Json {
  const isSelect = Array.isArray(value);
  const type = field['type'] ?? (isSelect ? componentType.stringSelect : componentType.textInput);
  return { type, id, custom_id: field['custom_id'], ...(isSelect ? { values: value } : { value }) };
}

/** What a filled-in modal holds: every field of the modal that was shown, else those with a value. */
export function describeSubmission(shown: Json | undefined, customId: string, values: ModalValues): Json {
  const fields = shown
    ? [...walkComponents(shown['components'])]
        .map(({ component }) => component)
        .filter((component) => component['custom_id'] !== undefined)
    : Object.keys(values).map((id): Json => ({ custom_id: id }));
  const unknown = Object.keys(values).find((id) => !fields.some((field) => field['custom_id'] === id));
  if (unknown !== undefined) throw new Error(`The modal has no field ${unknown}.`);
  const components = fields.map((field, index) => {
    const value = values[asText(field['custom_id'])] ?? presetOf(field);
    const component = describeField(field, value, 2 * index + 2);
    return { type: componentType.label, id: 2 * index + 1, component };
  });
  return { custom_id: customId, components };
}
