import { asJson, asList, asText, type Json } from '../json.ts';
import { checkCount, checkLengths } from './text-limits.ts';

const mostInAll = 6_000;

/** Each text of an embed that counts towards the sum over the message. */
function listTexts(embed: Json): unknown[] {
  const fields = asList(embed['fields']).map(asJson);
  return [
    embed['title'],
    embed['description'],
    asJson(embed['footer'])['text'],
    asJson(embed['author'])['name'],
    ...fields.flatMap((field) => [field['name'], field['value']]),
  ];
}

function checkEmbed(embed: Json, where: string): string[] {
  return [
    ...checkLengths(embed, { title: [0, 256], description: [0, 4_096] }, where),
    ...checkLengths(asJson(embed['footer']), { text: [0, 2_048] }, `${where}.footer`),
    ...checkLengths(asJson(embed['author']), { name: [0, 256] }, `${where}.author`),
    ...checkCount(embed, 'fields', [0, 25], where),
    ...asList(embed['fields']).flatMap((field, index) =>
      checkLengths(asJson(field), { name: [1, 256], value: [1, 1_024] }, `${where}.fields[${index}]`),
    ),
  ];
}

/** The limits on each embed and on all of them together. */
export function checkEmbeds(body: Json): string[] {
  const embeds = asList(body['embeds']).map(asJson);
  const characters = embeds.flatMap(listTexts).reduce<number>((sum, text) => sum + asText(text).length, 0);
  const problems = embeds.flatMap((embed, index) => checkEmbed(embed, `embeds[${index}]`));
  if (embeds.length > 10) problems.push(`${embeds.length} embeds, at most 10`);
  if (characters > mostInAll) {
    problems.push(`embeds have ${characters} characters in all, at most ${mostInAll}`);
  }
  return problems;
}
