import type { IncomingMessage } from 'node:http';
import { asJson, type Json, parseJson } from '../json.ts';
import type { UploadedFile } from './check-discord.ts';

export interface DiscordRequest {
  /** A list, as of commands, stands under `list`. */
  body: Json;
  /** By their number in the request. */
  files: Map<number, UploadedFile>;
}

const toBody = (value: unknown): Json => (Array.isArray(value) ? { list: value } : asJson(value));

/** Reads JSON, or a form of JSON and files. */
export async function readRequest(request: IncomingMessage): Promise<DiscordRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const type = String(request.headers['content-type']);
  const files = new Map<number, UploadedFile>();
  if (!type.startsWith('multipart/form-data')) return { body: toBody(parseJson(raw.toString())), files };
  const form = await new Response(raw, { headers: { 'Content-Type': type } }).formData();
  for (const [key, value] of form) {
    const index = /^files\[(\d+)\]$/.exec(key)?.[1];
    if (index !== undefined && value instanceof File) {
      files.set(Number(index), { filename: value.name, size: value.size });
    }
  }
  return { body: toBody(parseJson(String(form.get('payload_json') ?? ''))), files };
}
