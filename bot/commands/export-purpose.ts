import { z } from 'zod';
import { defineTexts, type Locale } from '../../renderers/locale.ts';
import { consentChannels, type ExportFor } from '../../services/segments/index.ts';
import type { Choice, Option } from '../command.ts';
import { nameChannel } from '../rules/rule-words.ts';

/** Longest that a file of a large segment takes, in milliseconds. */
export const exportTimeoutMs = 300_000;

/** What is said of files of customers. */
export const purposeTexts = defineTexts({
  en: {
    everyone: 'everyone',
    consent: 'Consents were not looked at: write only to those who agreed to it (last column).',
    seen: 'Who exports is written down. Keep the file only as long as it is needed.',
  },
  'pt-BR': {
    everyone: 'todos',
    consent: 'Os consentimentos não foram considerados: escreva só para quem aceita (última coluna).',
    seen: 'Fica registrado quem exporta. Guarde o arquivo só pelo tempo necessário.',
  },
});

const purposes = [...consentChannels, 'everyone'] as const;

export const purposeSchema = z.enum(purposes);

/** By which way those who are exported are to be written to. */
export const purposeOption = {
  schema: purposeSchema.default('email'),
  description: {
    en: 'By which way they agreed to be written to; everyone: also those who did not',
    'pt-BR': 'Por qual meio aceitam ser contatados; todos: também quem não aceita',
  },
  aliases: ['para', 'consent', 'consentimento'],
  choices: Object.fromEntries(
    purposes.map((purpose): [ExportFor, Choice] => [
      purpose,
      { label: { en: namePurpose(purpose, 'en'), 'pt-BR': namePurpose(purpose, 'pt-BR') } },
    ]),
  ),
} satisfies Omit<Option, 'examples'>;

function namePurpose(purpose: ExportFor, locale: Locale): string {
  return purpose === 'everyone' ? purposeTexts(locale).everyone : nameChannel(purpose, locale);
}
