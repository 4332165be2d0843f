import { defineTexts } from '../renderers/locale.ts';

/** What is said of a model that cannot be found, by the reason of the error. */
export const modelErrorTexts = defineTexts<Record<string, (params: Record<string, string>) => string>>({
  en: {
    model_unknown: ({ part, known }) => `There is no model "${part}". There are: ${known}.`,
    models_none: () =>
      'No model has told of its activations yet. Import some with: npm run import:models -- scores.csv',
    model_version_unknown: ({ part, model, known }) =>
      `"${model}" has no version "${part}". It has: ${known}.`,
  },
  'pt-BR': {
    model_unknown: ({ part, known }) => `Não existe o modelo "${part}". Existem: ${known}.`,
    models_none: () =>
      'Nenhum modelo informou suas ativações ainda. Importe algumas com: npm run import:models -- pontuacoes.csv',
    model_version_unknown: ({ part, model, known }) =>
      `"${model}" não tem a versão "${part}". Tem: ${known}.`,
  },
});
