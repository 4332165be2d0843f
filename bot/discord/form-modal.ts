import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Locale } from '../../renderers/locale.ts';
import { chatTexts } from '../chat/chat-texts.ts';
import { cutText } from '../chat/cut-text.ts';
import type { Form, FormField } from '../chat/forms.ts';
import { limits, text } from './components.ts';
import { discordTexts } from './discord-texts.ts';
import { escapeMarkdown } from './escape.ts';

/** Discord takes at most so many parts in one form. */
const mostParts = 5;

/** A command's form as a modal; `mark` is what its submission brings back. */
export function makeFormModal(
  form: Form,
  locale: Locale,
  mark: string,
): APIModalInteractionResponseCallbackData {
  // What must be given comes first, so that it is never the field that is left out.
  const fields = form.fields.toSorted((a, b) => Number(b.required) - Number(a.required));
  const shown = fields.slice(0, fields.length > mostParts ? mostParts - 1 : mostParts);
  const left = fields.slice(shown.length).map(({ label }) => label);
  return {
    custom_id: mark,
    title: cutText(chatTexts(locale).form.title(form.command), limits.modalTitle),
    components: [
      ...shown.map((field) => makeLabel(field, locale)),
      ...(left.length === 0 ? [] : [text(escapeMarkdown(discordTexts(locale).notInForm(left.join(', '))))]),
    ],
  };
}

function makeLabel(field: FormField, locale: Locale): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: cutText(field.label, limits.label),
    ...(field.hint.trim() === '' ? {} : { description: cutText(field.hint, limits.hint) }),
    component: makeInput(field, locale),
  };
}

function makeInput(field: FormField, locale: Locale): APIComponentInLabel {
  const { name, required, choices, example, value } = field;
  if (choices && choices.length > 0 && choices.length <= limits.choices) {
    return {
      type: ComponentType.StringSelect,
      custom_id: name,
      required,
      min_values: required ? 1 : 0,
      max_values: 1,
      placeholder: cutText(chatTexts(locale).form.any, limits.placeholder),
      options: choices.map((choice) => ({
        label: cutText(choice.label, limits.choice),
        value: choice.value,
        default: choice.value === value,
      })),
    };
  }
  return {
    type: ComponentType.TextInput,
    custom_id: name,
    style: field.isLong ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required,
    placeholder: cutText(example, limits.placeholder),
    ...(value === null ? {} : { value: cutText(value, 4_000) }),
  };
}
