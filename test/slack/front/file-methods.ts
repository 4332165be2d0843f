import { asJson, asList, asText, type Json } from '../../json.ts';
import { fail, isReady, type Method, type Workspace } from './workspace.ts';

const types: Record<string, string> = { png: 'image/png', csv: 'text/csv' };

export function fileMethods(workspace: Workspace): Record<string, Method> {
  const { files, settings } = workspace;

  /** Slack says what a file is only once it has looked at it. */
  const describe = (id: string): Json => {
    const file = files.get(id);
    if (!file) return { id };
    const { name, bytes, altText } = file;
    const kind = name.split('.').at(-1) ?? '';
    return {
      id,
      name,
      title: name,
      size: bytes,
      alt_txt: altText,
      ...(isReady(file) ? { mimetype: types[kind] ?? 'application/octet-stream', filetype: kind } : {}),
    };
  };

  return {
    'files.getUploadURLExternal': (body) => {
      const name = asText(body['filename']);
      if (!name || !(Number(body['length']) > 0)) return fail('invalid_arguments');
      const id = workspace.nextId('F');
      const altText = asText(body['alt_text'] ?? body['alt_txt']);
      files.set(id, {
        name,
        altText,
        bytes: 0,
        isComplete: false,
        channel: null,
        looksLeft: settings.filesNotReady,
      });
      return { ok: true, file_id: id, upload_url: `${workspace.origin}/upload/v1/${id}` };
    },
    'files.completeUploadExternal': (body) => {
      const named = asList(body['files']).map((file) => asText(asJson(file)['id']));
      const known = named.map((id) => files.get(id)).filter((file) => file !== undefined);
      if (named.length === 0) return fail('invalid_arguments');
      if (known.length < named.length || known.some(({ bytes, isComplete }) => bytes === 0 || isComplete))
        return fail('file_not_found');
      const channel = asText(body['channel_id']);
      for (const file of known) {
        file.isComplete = true;
        file.channel = channel || null;
      }
      return { ok: true, files: named.map(describe) };
    },
    'files.info': ({ file: id }) => {
      const file = files.get(asText(id));
      if (!file?.isComplete) return fail('file_not_found');
      const described = describe(asText(id));
      file.looksLeft -= 1;
      return { ok: true, file: described };
    },
  };
}

/** The bytes themselves, raw or in a form as WebClient sends them; the answer is not JSON. */
export async function receiveUpload(
  workspace: Workspace,
  id: string,
  request: { raw: Buffer; contentType: string },
): Promise<{ status: number; text: string }> {
  const file = workspace.files.get(id);
  if (!file || file.isComplete) return { status: 404, text: 'file_not_found' };
  if (!request.contentType.startsWith('multipart/form-data')) {
    file.bytes = request.raw.byteLength;
    return { status: 200, text: `OK - ${file.bytes}` };
  }
  const headers = { 'Content-Type': request.contentType };
  const form = await new Response(new Uint8Array(request.raw), { headers }).formData();
  file.bytes = 0;
  for (const [, value] of form) file.bytes += typeof value === 'string' ? value.length : value.size;
  return { status: 200, text: `OK - ${file.bytes}` };
}
