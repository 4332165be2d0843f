import { z } from 'zod';
import { ServiceError } from '../../services/errors.ts';
import { listModelNames } from '../../services/models/index.ts';
import type { Option } from '../command.ts';
import { foldText } from '../fold-text.ts';
import { findChoice } from '../option-choices.ts';
import { readPeriodText, suggestPeriods } from '../period-words.ts';

export const views = ['calibration', 'trend', 'versions'] as const;
export type View = (typeof views)[number];

/** What the picture shows. */
export const viewOption = {
  schema: z.enum(views).default('calibration'),
  description: {
    en: 'The picture: calibration, trend, or versions side by side',
    'pt-BR': 'A figura: calibração, tendência ou versões lado a lado',
  },
  aliases: ['visão', 'visao', 'como', 'as'],
  examples: [{ en: '/model show churn-risk view:versions', 'pt-BR': '/model show churn-risk visão:versões' }],
  choices: {
    calibration: { label: { en: 'calibration', 'pt-BR': 'calibração' } },
    trend: { label: { en: 'trend', 'pt-BR': 'tendência' } },
    versions: { label: { en: 'versions', 'pt-BR': 'versões' } },
  },
} satisfies Option;

/** Whether a name is a word for a view: alone it would be taken for that. */
export function isViewWord(name: string): boolean {
  return findChoice(viewOption, name) !== undefined;
}

/** The name of a model, and of a version after it where one is meant. */
export const modelOption = {
  schema: z.string(),
  description: {
    en: 'The model, and a version after it if not the one in use: churn-risk v2',
    'pt-BR': 'O modelo e, depois dele, uma versão que não seja a em uso: churn-risk v2',
  },
  aliases: ['modelo', 'model', 'nome'],
  positional: true,
  // A view may follow the name, as in `churn-risk trend`; a model that is called as one is asked for with its version.
  read: (typed) => {
    if (isViewWord(typed)) throw new ServiceError('invalid_input', 'option_invalid', { part: typed });
    return typed.trim();
  },
  suggest: async (typed, context) => {
    const wanted = foldText(typed);
    const models = await listModelNames(context);
    return models
      .flatMap(({ name, versions }) => [name, ...versions.slice(1).map((version) => `${name} ${version}`)])
      .filter((name) => foldText(name).includes(wanted))
      .map((name) => ({ value: name, label: name }));
  },
  examples: [
    { en: 'churn-risk', 'pt-BR': 'churn-risk' },
    { en: 'churn-risk v2', 'pt-BR': 'churn-risk v2' },
  ],
} satisfies Option;

/** A version of the model. */
export const versionOption = {
  schema: z.string().optional(),
  description: { en: 'The version; default: the one in use', 'pt-BR': 'A versão; padrão: a em uso' },
  aliases: ['versão', 'versao', 'v'],
  suggest: async (typed, context) => {
    const wanted = foldText(typed);
    const models = await listModelNames(context);
    return [...new Set(models.flatMap(({ versions }) => versions))]
      .filter((version) => foldText(version).includes(wanted))
      .map((version) => ({ value: version, label: version }));
  },
  examples: [{ en: '/model show churn-risk version:v2', 'pt-BR': '/model show churn-risk versão:v2' }],
} satisfies Option;

/** The days of the activations that are counted. */
export const spanOption = {
  schema: z.string().optional(),
  description: {
    en: 'Activations of a period: last month, 2026-10; default: all of the version',
    'pt-BR': 'Ativações de um período: mês passado, 2026-10; padrão: todas da versão',
  },
  aliases: ['período', 'periodo'],
  examples: [
    { en: '/model show churn-risk period:2026-10', 'pt-BR': '/model show churn-risk período:2026-10' },
  ],
  read: readPeriodText,
  suggest: suggestPeriods,
} satisfies Option;
