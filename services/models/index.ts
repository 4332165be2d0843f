export { enough, type Figures, type MeasuredBin, type Share } from './figures.ts';
export {
  getModel,
  type MeasuredVersion,
  type ModelDetail,
  type ModelGrain,
  type ModelStep,
} from './get-model.ts';
export { type Calibration, judgeCalibration } from './judge-calibration.ts';
export { type ListedModel, listModelNames, listModels, type ModelList } from './list-models.ts';
export type { Model, ModelVersion } from './model.ts';
