import { asJson, asText, type Json } from '../../json.ts';
import { fail, type Method, type StoredView, type Trigger, type Workspace } from './workspace.ts';

/** What a view is to Slack once it is shown. */
function showView(workspace: Workspace, view: Json, known?: StoredView): Json {
  const id = asText(known?.shown['id']) || workspace.nextId('V');
  return {
    id,
    team_id: workspace.teamId,
    app_id: workspace.appId,
    bot_id: workspace.botId,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    state: { values: {} },
    root_view_id: id,
    previous_view_id: null,
    ...view,
    hash: workspace.nextTs(),
  };
}

export function closeView(workspace: Workspace, viewId: string): void {
  const index = workspace.openViews.findIndex((one) => one.viewId === viewId);
  if (index >= 0) workspace.openViews.splice(index, 1);
  workspace.views.delete(viewId);
}

/** A trigger is good once, for three seconds. */
function useTrigger(workspace: Workspace, id: string): Trigger | string {
  const trigger = workspace.triggers.get(id);
  if (!trigger) return 'invalid_trigger_id';
  if (trigger.used) return 'exchanged_trigger_id';
  if (Date.now() - trigger.at >= 3_000) return 'expired_trigger_id';
  trigger.used = true;
  return trigger;
}

export function viewMethods(workspace: Workspace): Record<string, Method> {
  return {
    'views.open': (body) => {
      const view = asJson(body['view']);
      const error = workspace.refuseView('views.open', body);
      if (error) return fail(error);
      if (view['type'] !== 'modal') return fail('invalid_arguments');
      const triggerId = asText(body['trigger_id']);
      const trigger = useTrigger(workspace, triggerId);
      if (typeof trigger === 'string') return fail(trigger);
      const shown = showView(workspace, view);
      const viewId = asText(shown['id']);
      workspace.views.set(viewId, { shown, user: trigger.user });
      workspace.openViews.push({ viewId, view, triggerId });
      return { ok: true, view: shown };
    },
    'views.publish': (body) => {
      const user = asText(body['user_id']);
      const view = asJson(body['view']);
      const known = workspace.homeViews.get(user);
      if (body['hash'] !== undefined && body['hash'] !== known?.shown['hash']) return fail('hash_conflict');
      const error = workspace.refuseView('views.publish', body);
      if (error) return fail(error);
      if (!user || view['type'] !== 'home') return fail('invalid_arguments');
      const shown = showView(workspace, view, known);
      workspace.homeViews.set(user, { shown, user });
      workspace.homes.set(user, view);
      return { ok: true, view: shown };
    },
  };
}
