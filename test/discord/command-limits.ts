import { asJson, asList, asText, type Json } from '../json.ts';
import { checkCount, checkLengths, findRepeated } from './text-limits.ts';

/** Discord's own pattern allows a few scripts' marks besides; letters in them have no case. */
const namePattern = /^[-_\p{L}\p{N}]{1,32}$/u;
const groups = new Set([1, 2]);

function checkName(node: Json, where: string): string[] {
  const name = asText(node['name']);
  const isAllowed = namePattern.test(name) && name === name.toLowerCase();
  return isAllowed ? [] : [`${where}: ${JSON.stringify(name)} may not be a name`];
}

function checkChoices(option: Json, where: string): string[] {
  const choices = asList(option['choices']).map(asJson);
  const problems = choices.flatMap((choice, index) =>
    checkLengths(choice, { name: [1, 100], value: [0, 100] }, `${where}.choices[${index}]`),
  );
  problems.push(...checkCount(option, 'choices', [0, 25], where));
  for (const name of findRepeated(choices.map((choice) => asText(choice['name'])))) {
    problems.push(`${where} has the choice ${name} twice`);
  }
  if (choices.length > 0 && option['autocomplete'] === true) {
    problems.push(`${where} has choices and autocomplete`);
  }
  return problems;
}

function checkOptions(holder: Json, where: string): string[] {
  const options = asList(holder['options']).map(asJson);
  const problems = checkCount(holder, 'options', [0, 25], where);
  for (const name of findRepeated(options.map((option) => asText(option['name'])))) {
    problems.push(`${where} has the option ${name} twice`);
  }
  const isGroup = (option: Json) => groups.has(Number(option['type']));
  if (options.some(isGroup) && !options.every(isGroup)) {
    problems.push(`${where} has subcommands beside options`);
  }
  const lastRequired = options.findLastIndex((option) => option['required'] === true);
  if (options.slice(0, Math.max(0, lastRequired)).some((option) => option['required'] !== true)) {
    problems.push(`${where} has a required option after one that is not`);
  }
  for (const option of options) problems.push(...checkNode(option, `${where}.${asText(option['name'])}`));
  return problems;
}

function checkNode(node: Json, where: string): string[] {
  return [
    ...checkName(node, where),
    ...checkLengths({ description: '', ...node }, { description: [1, 100] }, where),
    ...checkChoices(node, where),
    ...checkOptions(node, where),
  ];
}

/** Characters of all names, descriptions and values of a command. */
function countCharacters(node: Json): number {
  const own = ['name', 'description', 'value'].reduce((sum, key) => sum + asText(node[key]).length, 0);
  const inner = [...asList(node['options']), ...asList(node['choices'])].map(asJson);
  return inner.reduce((sum, child) => sum + countCharacters(child), own);
}

/** The limits on the list of an application's global slash commands. */
export function checkCommandLimits(commands: unknown[]): string[] {
  const problems: string[] = [];
  if (commands.length > 100) problems.push(`${commands.length} commands, at most 100`);
  for (const name of findRepeated(commands.map((command) => asText(asJson(command)['name'])))) {
    problems.push(`the command ${name} stands twice`);
  }
  for (const command of commands.map(asJson)) {
    const where = asText(command['name']);
    problems.push(...checkNode(command, where));
    const characters = countCharacters(command);
    if (characters > 4_000) problems.push(`${where} has ${characters} characters in all, at most 4000`);
  }
  return problems;
}

/** The limits on what one may choose from while writing an option. */
export function checkAutocompleteLimits(data: Json): string[] {
  return checkChoices(data, 'autocomplete');
}
