export type { SourceOrder } from '../../supabase/ingest-orders.ts';
export { fields } from './fields.ts';
export { parseMapping, parseMappingOf } from './find-columns.ts';
export {
  importModelEvents,
  type ModelImportInput,
  type ModelImportReport,
} from './import-model-events.ts';
export {
  checkZoneAndCurrency,
  type ImportInput,
  type ImportReport,
  importOrders,
  previewOrders,
} from './import-orders.ts';
export { modelFields } from './model-columns.ts';
export { parseDecimal, toMinorUnits, weighNumber } from './parse-amount.ts';
export { describeColumns, planImport } from './plan-import.ts';
export type { Progress } from './progress.ts';
export type { RejectionParams, RejectionReason } from './rejected.ts';
export { parseDelimiter } from './sniff-delimiter.ts';
export { parseStatusWord } from './statuses.ts';
