import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Locale } from '../../renderers/locale.ts';
import { chatTexts } from '../chat/chat-texts.ts';
import { cutText } from '../chat/cut-text.ts';
import type { Form, FormField } from '../chat/forms.ts';
import { plainText, richText, text } from './blocks.ts';

/** Of views, which Slack refuses whole where one is passed. */
const limits = {
  title: 24,
  button: 24,
  label: 2_000,
  hint: 2_000,
  placeholder: 150,
  option: 75,
  options: 100,
};

/** The view's callback, by which its submission is known as a form of ours. */
export const formCallback = 'form';
/** The action of every field; the block's id is the option's name. */
export const fieldAction = 'value';

/** A command's form as a modal. `metadata` is what its submission brings back, at most 3,000 characters. */
export function makeFormView(form: Form, locale: Locale, metadata: string): ModalView {
  const words = chatTexts(locale).form;
  return {
    type: 'modal',
    callback_id: formCallback,
    private_metadata: metadata,
    title: plainText(words.title(form.command), limits.title),
    submit: plainText(words.submit, limits.button),
    close: plainText(words.close, limits.button),
    blocks: [richText([text(form.description)]), ...form.fields.map((field) => makeInput(field, locale))],
  };
}

function makeInput(field: FormField, locale: Locale): InputBlock {
  const input = {
    type: 'input' as const,
    block_id: field.name,
    optional: !field.required,
    label: plainText(field.label, limits.label),
    hint: plainText(field.hint, limits.hint),
  };
  const placeholder = plainText(field.example, limits.placeholder);
  if (field.choices && field.choices.length <= limits.options) {
    const options = field.choices.map(makeOption);
    const initial = options.find(({ value }) => value === field.value);
    return {
      ...input,
      element: {
        type: 'static_select',
        action_id: fieldAction,
        placeholder: plainText(chatTexts(locale).form.any, limits.placeholder),
        options,
        ...(initial ? { initial_option: initial } : {}),
      },
    };
  }
  if (field.suggests) {
    return {
      ...input,
      element: {
        type: 'external_select',
        action_id: fieldAction,
        placeholder,
        min_query_length: 0,
        ...(field.value === null || field.value.length > longestValue
          ? {}
          : { initial_option: makeOption({ value: field.value, label: field.value }) }),
      },
    };
  }
  return {
    ...input,
    element: {
      type: 'plain_text_input',
      action_id: fieldAction,
      multiline: field.isLong,
      placeholder,
      ...(field.value === null ? {} : { initial_value: cutText(field.value, 3_000) }),
    },
  };
}

/** Longest value of an option that Slack takes; a longer one cannot be chosen, only written in a line. */
const longestValue = 150;

function makeOption({ value, label }: { value: string; label: string }): PlainTextOption & { value: string } {
  return { text: plainText(label, limits.option), value };
}

/** What may be chosen while one writes: the suggestions, and what was written where nothing else is it. */
export function listFieldOptions(
  typed: string,
  suggested: { value: string; label: string }[],
): PlainTextOption[] {
  const written = typed.trim();
  const own =
    written === '' || suggested.some(({ value }) => value === written)
      ? []
      : [{ value: written, label: written }];
  return [...own, ...suggested]
    .filter(({ value }) => value.length <= longestValue)
    .slice(0, limits.options)
    .map(makeOption);
}

/** What a submitted form says, by the options' names; null where nothing was filled in. */
export function readFormValues(
  values: Readonly<
    Record<
      string,
      Readonly<Record<string, { value?: string | null; selected_option?: { value: string } | null }>>
    >
  >,
): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(values).map(([name, actions]) => {
      const field = actions[fieldAction];
      return [name, field?.selected_option?.value ?? field?.value ?? null];
    }),
  );
}
