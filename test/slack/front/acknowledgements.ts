import { asJson, asList, asText, type Json } from '../../json.ts';
import { checkOption } from '../block-limits.ts';
import { hasContent } from './chat-methods.ts';
import type { Delivery } from './front-types.ts';
import type { ResponseUrls } from './response-urls.ts';
import { closeView } from './view-methods.ts';
import type { Workspace } from './workspace.ts';

/** What Slack does with what an acknowledgement holds: shows words, changes forms, checks suggestions. */
export function openAcknowledgements(workspace: Workspace, responses: ResponseUrls) {
  const { refused } = workspace;

  const showWords = (payload: Json, answer: unknown): void => {
    const body = typeof answer === 'string' ? { text: answer } : asJson(answer);
    if (!hasContent(body) || workspace.refuseMessage('ack', body)) return;
    responses.show({ channel: asText(payload['channel_id']), user: asText(payload['user_id']) }, body);
  };

  const changeView = (payload: Json, body: Json): void => {
    const viewId = asText(asJson(payload['view'])['id']);
    const blocks = asList(asJson(payload['view'])['blocks']).map(asJson);
    const action = body['response_action'];
    if (action === 'errors') {
      const inputs = blocks.filter((block) => block['type'] === 'input').map((block) => block['block_id']);
      const strange = Object.keys(asJson(body['errors'])).filter((id) => !inputs.includes(id));
      const problems = strange.map((id) => `errors names ${id}, which is no input block`);
      if (problems.length > 0)
        refused.push({ method: 'view_submission', error: 'invalid_arguments', problems, body });
    } else if (action === undefined) {
      closeView(workspace, viewId);
    } else {
      const problems = [`the front does not know ${String(action)}`];
      refused.push({ method: 'view_submission', error: 'invalid_arguments', problems, body });
    }
  };

  /** None at all is fine. */
  const checkSuggestions = (body: Json): void => {
    const options = asList(body['options']);
    const problems = options.flatMap((option, index) => checkOption(option, `options[${index}]`));
    if (options.length > 100) problems.push(`${options.length} options, at most 100`);
    if (problems.length > 0)
      refused.push({ method: 'block_suggestion', error: 'invalid_options', problems, body });
  };

  return (payload: Json, delivery: Delivery): Delivery => {
    if (delivery.status !== 200) return delivery;
    if (payload['command'] !== undefined) showWords(payload, delivery.body);
    if (payload['type'] === 'view_submission') changeView(payload, asJson(delivery.body));
    if (payload['type'] === 'block_suggestion') checkSuggestions(asJson(delivery.body));
    return delivery;
  };
}
