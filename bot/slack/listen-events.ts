import type { App } from '@slack/bolt';
import { readWebLink } from '../chat/prepare-answer.ts';
import { unescapeText } from './escape.ts';
import { homeLine } from './home.ts';
import { askAs, type ListenDeps } from './listen-deps.ts';

/** Links of a message that are shown below it; more would bury what is said there. */
const mostLinks = 3;

/** The App Home, when somebody looks at it, and links of ours, where somebody posts them. */
export function listenToEvents(app: App, { deps, inbox, isOurs }: ListenDeps): void {
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home' || !isOurs(body.team_id)) return;
    const { user } = event;
    const homeOf = askAs(deps, homeLine, user, { isPrivate: true, view: 'table' });
    await inbox.accept(body.event_id, { user, homeOf }).isFirst;
  });

  app.event('link_shared', async ({ event, body }) => {
    // Whoever can write in a channel that another company sees could ask by a link.
    if (!isOurs(body.team_id) || body.is_ext_shared_channel === true) return;
    const { links, user, unfurl_id: unfurlId, source } = event;
    if (unfurlId === undefined || (source !== 'composer' && source !== 'conversations_history')) return;
    const asked = links.slice(0, mostLinks).flatMap(({ url }) => {
      const line = readWebLink(deps.webUrl, unescapeText(url));
      return line === null ? [] : [{ url, question: askAs(deps, line, user) }];
    });
    if (asked.length > 0) await inbox.accept(body.event_id, { links: asked, unfurlId, source }).isFirst;
  });
}
