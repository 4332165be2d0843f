import { z } from 'zod';
import { listModelNames } from '../../services/models/index.ts';
import type { Option } from '../command.ts';
import { foldText } from '../fold-text.ts';
import { readPeriodText, suggestPeriods } from '../period-words.ts';

/** The name of a model, and of a version after it where one is meant. */
export const modelOption = {
  schema: z.string(),
  description: {
    en: 'The model, and a version after it if not the one in use: churn-risk v2',
    'pt-BR': 'O modelo e, depois dele, uma versão que não seja a em uso: churn-risk v2',
  },
  aliases: ['modelo', 'model', 'nome'],
  positional: true,
  // Read as it is; with it a view may follow the name, as in `churn-risk trend`.
  read: (typed) => typed.trim(),
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
  examples: [{ en: 'version:v2', 'pt-BR': 'versão:v2' }],
} satisfies Option;

/** The days of the activations that are counted. */
export const spanOption = {
  schema: z.string().optional(),
  description: {
    en: 'Activations of a period: last month, 2026-10; default: all of the version',
    'pt-BR': 'Ativações de um período: mês passado, 2026-10; padrão: todas da versão',
  },
  aliases: ['período', 'periodo'],
  examples: [{ en: 'period:2026-10', 'pt-BR': 'período:2026-10' }],
  read: readPeriodText,
  suggest: suggestPeriods,
} satisfies Option;
