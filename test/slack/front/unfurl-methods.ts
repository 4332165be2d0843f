import { asJson, asList, asText, isJson, type Json } from '../../json.ts';
import { fail, type Method, type Workspace } from './workspace.ts';

/** The link_shared event an unfurl answers, told by either of its two pairs of names. */
function answers(event: Json, body: Json): boolean {
  if (body['unfurl_id'] !== undefined) {
    return event['unfurl_id'] === body['unfurl_id'] && event['source'] === body['source'];
  }
  return event['channel'] === body['channel'] && event['message_ts'] === body['ts'];
}

/** Which argument is missing: (channel and ts) or (unfurl_id and source). */
function findMissing(body: Json): string | undefined {
  const has = (key: string) => asText(body[key]) !== '';
  if (has('unfurl_id') || has('source')) {
    if (!has('unfurl_id')) return 'missing_unfurl_id';
    return has('source') ? undefined : 'missing_source';
  }
  if (!has('channel')) return 'missing_channel';
  return has('ts') ? undefined : 'missing_ts';
}

export function unfurlMethods(workspace: Workspace): Record<string, Method> {
  return {
    'chat.unfurl': (body) => {
      const missing = findMissing(body);
      if (missing) return fail(missing);
      if (body['unfurls'] === undefined) return fail('missing_unfurls');
      if (!isJson(body['unfurls'])) return fail('invalid_unfurls_format');
      const event = workspace.sharedLinks.find((shared) => answers(shared, body));
      if (!event && body['unfurl_id'] !== undefined) return fail('invalid_unfurl_id');
      if (!event) return fail('cannot_find_message');
      const urls = asList(event['links']).map((link) => asText(asJson(link)['url']));
      for (const [url, unfurl] of Object.entries(body['unfurls'])) {
        if (!urls.includes(url)) return fail('cannot_unfurl_url');
        const error = workspace.refuseMessage('chat.unfurl', { blocks: asJson(unfurl)['blocks'] });
        if (error) return fail(error);
      }
      workspace.unfurls.push(body);
      return { ok: true };
    },
  };
}
