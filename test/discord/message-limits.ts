import { asJson, asList, asText, type Json } from '../json.ts';
import { checkComponents, componentType, typeOf, walkComponents } from './component-limits.ts';
import { checkEmbeds } from './embed-limits.ts';
import { checkLengths } from './text-limits.ts';

export const messageFlag = { ephemeral: 1 << 6, loading: 1 << 7, componentsV2: 1 << 15 } as const;

/** How the one problem begins that has an error code of its own. */
export const emptyMessage = 'the message is empty';

const types = componentType;
const attachmentScheme = 'attachment://';

export const isComponentsV2 = (body: Json): boolean =>
  (Number(body['flags'] ?? 0) & messageFlag.componentsV2) !== 0;

/** Where components and embeds show a picture or a file. */
function* listMedia(body: Json): Generator<{ url: string; where: string; mustBeAttached: boolean }> {
  for (const { component, where } of walkComponents(body['components'])) {
    const url = (holder: unknown) => asText(asJson(holder)['url']);
    if (typeOf(component) === types.thumbnail) {
      yield { url: url(component['media']), where, mustBeAttached: false };
    }
    if (typeOf(component) === types.file) {
      yield { url: url(component['file']), where, mustBeAttached: true };
    }
    if (typeOf(component) !== types.mediaGallery) continue;
    for (const [index, item] of asList(component['items']).entries()) {
      yield { url: url(asJson(item)['media']), where: `${where}.items[${index}]`, mustBeAttached: false };
    }
  }
  for (const [index, embed] of asList(body['embeds']).map(asJson).entries()) {
    const url = asText(asJson(embed['image'])['url']);
    if (url) yield { url, where: `embeds[${index}].image`, mustBeAttached: false };
  }
}

function checkMedia(body: Json, filenames: string[]): string[] {
  const problems: string[] = [];
  for (const { url, where, mustBeAttached } of listMedia(body)) {
    if (url.startsWith(attachmentScheme)) {
      const name = url.slice(attachmentScheme.length);
      // Discord takes other characters out of a file's name, and then nothing is called that.
      if (!/^[\w.-]+$/.test(name) || !filenames.includes(name))
        problems.push(`${where}: no file ${name} comes with the message`);
    } else if (mustBeAttached || !/^https?:\/\//.test(url)) {
      problems.push(
        `${where} must show ${mustBeAttached ? 'an attachment' : 'an attachment or a web address'}`,
      );
    }
  }
  return problems;
}

function checkComponentsV2(body: Json): string[] {
  const problems: string[] = [];
  for (const key of ['content', 'embeds', 'poll', 'sticker_ids']) {
    const isSet = Array.isArray(body[key]) ? body[key].length > 0 : Boolean(body[key]);
    if (isSet) problems.push(`${key} cannot go with Components V2`);
  }
  const all = [...walkComponents(body['components'])].map(({ component }) => component);
  if (all.length === 0) problems.push(`${emptyMessage}: Components V2 without components`);
  if (all.length > 40) problems.push(`${all.length} components at any depth, at most 40`);
  const texts = all.filter((component) => typeOf(component) === types.textDisplay);
  const characters = texts.reduce((sum, text) => sum + asText(text['content']).length, 0);
  if (characters > 4_000) problems.push(`text displays have ${characters} characters in all, at most 4000`);
  for (const text of texts) {
    if (asText(text['content']).trim() === '') problems.push('a text display is empty');
  }
  return problems;
}

function checkPlain(body: Json, filenames: string[]): string[] {
  const components = asList(body['components']);
  const problems = checkLengths(body, { content: [0, 2_000] }, 'message');
  if (components.length > 5) problems.push(`${components.length} action rows, at most 5`);
  if (components.some((component) => typeOf(component) !== types.actionRow)) {
    problems.push(`only action rows are allowed without the flag ${messageFlag.componentsV2}`);
  }
  const holds = [components, asList(body['embeds']), filenames].some((list) => list.length > 0);
  if (!holds && asText(body['content']).trim() === '' && !body['poll']) problems.push(emptyMessage);
  return problems;
}

function checkAttachments(body: Json): string[] {
  const attachments = asList(body['attachments']).map(asJson);
  const problems = attachments.flatMap((attachment, index) =>
    checkLengths(attachment, { filename: [1, 1_024], description: [0, 1_024] }, `attachments[${index}]`),
  );
  if (attachments.length > 10) problems.push(`${attachments.length} attachments, at most 10`);
  return problems;
}

/** The limits on a whole message, as it is after an edit; `filenames` are those of all its attachments. */
export function checkMessageLimits(body: Json, filenames: string[]): string[] {
  return [
    ...(isComponentsV2(body) ? checkComponentsV2(body) : checkPlain(body, filenames)),
    ...checkComponents(body['components']),
    ...checkEmbeds(body),
    ...checkAttachments(body),
    ...checkMedia(body, filenames),
  ];
}
