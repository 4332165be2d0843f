import type { Json } from '../../json.ts';
import { addMessage, editMessage, hasContent } from './chat-methods.ts';
import type { SeenMessage } from './front-types.ts';
import type { Workspace } from './workspace.ts';

interface ResponseUrl {
  channel: string;
  user: string;
  /** Where a button was pressed; a slash command has no message to replace. */
  pressed: SeenMessage | undefined;
  at: number;
  uses: number;
}

const life = 30 * 60_000;
const mostUses = 5;

/** The addresses that answer a command or a button: five uses within thirty minutes. */
export function openResponseUrls(workspace: Workspace) {
  const urls = new Map<string, ResponseUrl>();

  /** Words for what a person sees, by the rules of `response_type`. */
  function show({ channel, user }: Pick<ResponseUrl, 'channel' | 'user'>, body: Json): void {
    const isPublic = body['response_type'] === 'in_channel';
    addMessage(workspace, body, { channel, via: 'response_url', user: isPublic ? null : user });
  }

  function use(url: ResponseUrl, body: Json): { status: number; text: string } {
    const { pressed } = url;
    const original = pressed && workspace.findMessage(pressed.channel, pressed.ts);
    const isReplacing = pressed && body['replace_original'] === true;
    const isDeleting = pressed && body['delete_original'] === true;
    if ((isReplacing || isDeleting) && !original) return { status: 404, text: 'message_not_found' };
    if (isDeleting && original) {
      workspace.removeMessage(original);
      return { status: 200, text: 'ok' };
    }
    if (!hasContent(body)) return { status: 400, text: 'no_text' };
    const error = workspace.refuseMessage('response_url', body);
    if (error) return { status: 400, text: error };
    if (isReplacing && original) editMessage(original, { ...body, blocks: body['blocks'] ?? [] });
    else show(url, body);
    return { status: 200, text: 'ok' };
  }

  return {
    show,
    add(channel: string, user: string, pressed?: SeenMessage): string {
      const id = workspace.nextId('R');
      urls.set(id, { channel, user, pressed, at: Date.now(), uses: 0 });
      return `${workspace.origin}/response/${id}`;
    },
    answer(id: string, body: Json): { status: number; text: string } {
      const url = urls.get(id);
      if (!url) return { status: 404, text: 'no_such_url' };
      if (Date.now() - url.at > life) return { status: 404, text: 'expired_url' };
      if (url.uses >= mostUses) return { status: 404, text: 'used_url' };
      url.uses += 1;
      return use(url, body);
    },
  };
}

export type ResponseUrls = ReturnType<typeof openResponseUrls>;
