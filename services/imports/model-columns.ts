import { ServiceError } from '../errors.ts';
import { plainHeading, plainWord } from './find-columns.ts';

/** What a column of a file of models may be. */
export const modelFields = [
  'id',
  'model',
  'version',
  'activated_at',
  'score',
  'threshold',
  'acted',
  'acted_at',
  'outcome',
  'outcome_at',
  'latency_ms',
  'updated_at',
  'customer_id',
  'email',
  'document',
  'phone',
] as const;

export type ModelField = (typeof modelFields)[number];

/** Position in each line of the column of a field. */
export type ModelColumns = Partial<Record<ModelField, number>>;

export interface ModelMapping {
  column: string;
  field: ModelField | 'ignore';
}

/** Headings by which a column is known, the surest first; compared without case, accents, spaces and punctuation. */
const headings: Record<ModelField, string> = {
  id: `activation id, event id, prediction id, score id, id da ativacao, id da previsao, id do evento,
    codigo da ativacao, codigo da previsao, activation, ativacao, id`,
  model: 'model, model name, modelo, nome do modelo',
  version: 'version, model version, versao, versao do modelo',
  activated_at: `activated at, scored at, predicted at, activation date, prediction date, score date, ativado em,
    ativada em, pontuado em, previsto em, data da ativacao, data da previsao, created at, criado em, timestamp,
    datetime, date, data`,
  score: `score, probability, predicted probability, propensity, prob, prediction, pontuacao, escore, probabilidade,
    propensao, previsao`,
  threshold: 'threshold, cutoff, cut off, limiar, corte, ponto de corte',
  acted: 'acted, acted on, action, action taken, contacted, acao, com acao, acionado, contatado',
  acted_at: 'acted at, action date, contacted at, acionado em, data da acao, contatado em',
  outcome: 'outcome, actual, label, result, converted, resultado, desfecho, confirmado, convertido',
  outcome_at:
    'outcome at, outcome date, known at, result date, data do resultado, resultado em, data do desfecho',
  latency_ms:
    'latency ms, latency, response time ms, duration ms, latencia ms, latencia, tempo de resposta ms',
  updated_at: 'updated at, last modified, modified at, atualizado em, data de atualizacao',
  customer_id: 'customer id, client id, user id, id do cliente, codigo do cliente, id cliente, cliente id',
  email: 'customer email, email, email address, email do cliente',
  document: 'document, cpf, cnpj, cpf cnpj, documento',
  phone: 'phone, telephone, mobile, telefone, celular',
};

/**
 * Finds which column is which field, by the person's own mappings first, then by its heading in English or Portuguese.
 * Throws import_unknown_column for a mapping to a heading that is not there.
 */
export function findModelColumns(header: string[], mappings: readonly ModelMapping[]): ModelColumns {
  const plain = header.map(plainHeading);
  const columns: ModelColumns = {};
  const taken = new Set<number>();
  for (const { column, field } of mappings) {
    const exact = header.findIndex((heading) => heading.trim() === column);
    const found = exact >= 0 ? exact : plain.indexOf(plainHeading(column));
    if (found < 0) {
      const params = { column, columns: header.join(', ') };
      throw new ServiceError('invalid_input', 'import_unknown_column', params);
    }
    taken.add(found);
    if (field !== 'ignore') columns[field] = found;
  }
  for (const field of modelFields) {
    for (const word of headings[field].split(',')) {
      const column = plain.indexOf(plainWord(word));
      if (columns[field] !== undefined || column < 0 || taken.has(column)) continue;
      columns[field] = column;
      taken.add(column);
    }
  }
  return columns;
}

/** Throws import_models_missing_column, naming what is missing and the columns there are. */
export function requireModelColumns(columns: ModelColumns, header: string[], hasModel: boolean): void {
  const missing = (field: string) =>
    new ServiceError('invalid_input', 'import_models_missing_column', { field, columns: header.join(', ') });
  if (columns.id === undefined) throw missing('id');
  if (columns.model === undefined && !hasModel) throw missing('model');
  const told = [columns.activated_at, columns.acted, columns.acted_at, columns.outcome];
  if (told.every((column) => column === undefined)) throw missing('event');
}
