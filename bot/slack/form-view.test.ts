import { describe, expect, test } from 'vitest';
import { locales } from '../../renderers/locale.ts';
import { handRules, loadSlackRules } from '../../test/slack/validate-blocks.ts';
import { makeForm, writeFormLine } from '../chat/forms.ts';
import { commands } from '../commands/index.ts';
import { sampleCommands } from '../sample-commands.ts';
import { formCallback, listFieldOptions, makeFormView, readFormValues } from './form-view.ts';

const rules = loadSlackRules() ?? handRules;

describe('a command as a form', () => {
  const all = locales.flatMap((locale) =>
    [...commands, ...sampleCommands].map((command) => ({ command, locale })),
  );

  test.each(all)('$command.name in $locale is a view that Slack takes', ({ command, locale }) => {
    const known = commands.includes(command) ? commands : sampleCommands;
    const view = makeFormView(makeForm(`/${command.name}`, known, locale), locale, 'abcdefghijklmnop');
    expect(rules.view(view)).toEqual([]);
    expect(view.callback_id).toBe(formCallback);
    expect(view.blocks.slice(1).map(({ block_id }) => block_id)).toEqual(Object.keys(command.options));
  });

  test('is filled in with what was asked, and gives it back', () => {
    const line = '/kpi "last 90 days" by:channel';
    const view = makeFormView(makeForm(line, commands, 'en'), 'en', 'abcdefghijklmnop');
    expect(rules.view(view)).toEqual([]);
    const filled = JSON.stringify(view);
    expect(filled).toContain('"initial_option":{"text":{"type":"plain_text","text":"last 90 days"');
    expect(filled).toContain('"initial_option":{"text":{"type":"plain_text","text":"channel"');
    const values = readFormValues({
      period: { value: { selected_option: { value: 'last 90 days' } } },
      by: { value: { selected_option: null } },
      note: { value: { value: 'free text' } },
    });
    expect(values).toEqual({ period: 'last 90 days', by: null, note: 'free text' });
    expect(writeFormLine('kpi', { period: values['period'], by: values['by'] })).toBe(
      '/kpi period:"last 90 days"',
    );
  });

  test('takes a long value, and a name that only looks like markup', () => {
    const form = makeForm(`/segment show "${'x'.repeat(500)}" note:"<!channel> *b*"`, sampleCommands, 'en');
    expect(rules.view(makeFormView(form, 'en', 'abcdefghijklmnop'))).toEqual([]);
  });

  test('offers what was written beside what is suggested', () => {
    const suggested = [{ value: 'last month', label: 'last month' }];
    const values = (typed: string) => listFieldOptions(typed, suggested).map(({ value }) => value);
    expect(values('')).toEqual(['last month']);
    expect(values('last month')).toEqual(['last month']);
    expect(values('last 45 days')).toEqual(['last 45 days', 'last month']);
  });
});
