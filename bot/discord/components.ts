import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIFileComponent,
  type APIMediaGalleryComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Button } from '../chat/arrange-answer.ts';
import { cutText } from '../chat/cut-text.ts';

/** Discord's limits, in UTF-16 units or elements: what is over one is refused whole. */
export const limits = {
  /** Of all text displays of a message together. */
  text: 4_000,
  components: 40,
  alt: 1_024,
  buttonLabel: 80,
  url: 512,
  buttonsInRow: 5,
  modalTitle: 45,
  label: 45,
  hint: 100,
  placeholder: 100,
  choice: 100,
  choices: 25,
} as const;

/** Whether a button may lead to an address: Discord refuses one that is no public one, or long. */
export function canLink(url: string): boolean {
  const { hostname } = new URL(url);
  return url.length <= limits.url && hostname.includes('.') && !/^[\d.]+$/.test(hostname);
}

/** Discord takes no text of blanks alone. */
const nothing = '–';

/** Text in Discord's Markdown. */
export function text(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content: content.trim() || nothing };
}

/** Pictures that are sent with the message, by their files' names. */
export function gallery(pictures: { name: string; alt: string }[]): APIMediaGalleryComponent[] {
  if (pictures.length === 0) return [];
  const items = pictures.map(({ name, alt }) => ({
    media: { url: `attachment://${name}` },
    description: cutText(alt, limits.alt).trim() || nothing,
  }));
  return [{ type: ComponentType.MediaGallery, items }];
}

/** A file that is sent with the message, by its name; nothing where none is. */
export function file(name: string | undefined): APIFileComponent[] {
  return name === undefined ? [] : [{ type: ComponentType.File, file: { url: `attachment://${name}` } }];
}

/** Buttons in rows of five. */
export function buttons(list: Button[]): APIActionRowComponent<APIButtonComponent>[] {
  const shown = list
    .filter(({ does }) => !('url' in does) || canLink(does.url))
    .map(({ label, does }): APIButtonComponent => {
      const button = {
        type: ComponentType.Button,
        label: cutText(label, limits.buttonLabel).trim() || nothing,
      } as const;
      return 'url' in does
        ? { ...button, style: ButtonStyle.Link, url: does.url }
        : { ...button, style: ButtonStyle.Secondary, custom_id: does.mark };
    });
  return Array.from({ length: Math.ceil(shown.length / limits.buttonsInRow) }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: shown.slice(row * limits.buttonsInRow, (row + 1) * limits.buttonsInRow),
  }));
}

/** Whether Discord takes the components of a container: their number and their text together. */
export function fits(components: APIComponentInContainer[]): boolean {
  const texts = components.flatMap((part) => (part.type === ComponentType.TextDisplay ? [part.content] : []));
  const nested = components.reduce(
    (count, part) => count + ('components' in part ? part.components.length : 0),
    0,
  );
  // The container itself is one.
  return texts.join('').length <= limits.text && 1 + components.length + nested <= limits.components;
}
