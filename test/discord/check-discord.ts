import { asJson, asList, type Json } from '../json.ts';
import { checkAutocompleteLimits, checkCommandLimits } from './command-limits.ts';
import { checkMessageLimits } from './message-limits.ts';
import { checkModalLimits } from './modal-limits.ts';
import { checkShape } from './openapi.ts';

export interface UploadedFile {
  filename: string;
  size: number;
}

export interface MessageCheck {
  /** Which of Discord's schemas the body is judged by. */
  schema?:
    | 'IncomingWebhookInteractionRequest'
    | 'IncomingWebhookUpdateForInteractionCallbackRequestPartial'
    | 'IncomingWebhookUpdateRequestPartial'
    | 'IncomingWebhookRequestPartial'
    | 'MessageCreateRequest';
  /** Names of files that the message keeps when it is edited. */
  kept?: string[];
  /** Bytes that one file may have. */
  sizeLimit?: number;
}

export const defaultSizeLimit = 10 * 1_024 * 1_024;

/** What Discord would refuse a message for; the body is the whole message, as after an edit. */
export function checkDiscordMessage(
  body: Json,
  files: UploadedFile[] = [],
  {
    schema = 'IncomingWebhookInteractionRequest',
    kept = [],
    sizeLimit = defaultSizeLimit,
  }: MessageCheck = {},
): string[] {
  const tooLarge = files.filter((file) => file.size > sizeLimit);
  return [
    ...checkShape(schema, body),
    ...checkMessageLimits(body, [...kept, ...files.map((file) => file.filename)]),
    ...tooLarge.map((file) => `${file.filename} has ${file.size} bytes, at most ${sizeLimit}`),
  ];
}

/** What Discord would refuse a modal for. */
export function checkDiscordModal(modal: Json): string[] {
  return [...checkShape('ModalInteractionCallbackRequestData', modal), ...checkModalLimits(modal)];
}

/** What Discord would refuse an application's list of commands for. */
export function checkDiscordCommands(commands: unknown): string[] {
  if (!Array.isArray(commands)) return ['the commands are not a list'];
  const shapes = commands.flatMap((command, index) =>
    checkShape('ApplicationCommandUpdateRequest', command).map((problem) => `[${index}] ${problem}`),
  );
  return [...shapes, ...checkCommandLimits(asList(commands))];
}

/** What Discord would refuse the answer to an autocomplete for; `callback` is the whole body. */
export function checkDiscordAutocomplete(callback: Json): string[] {
  return [
    ...checkShape('ApplicationCommandAutocompleteCallbackRequest', callback),
    ...checkAutocompleteLimits(asJson(callback['data'])),
  ];
}
