export { changeSegment, createSegment, type SegmentEdit } from './change-segment.ts';
export { countSegment, type SegmentCount } from './count-segment.ts';
export { type ExportFor, exportMembers, restrictToConsent } from './export-members.ts';
export { getSegment, type SegmentChange, type SegmentDetail } from './get-segment.ts';
export { keepSegments } from './keep-segments.ts';
export { listMembers, type Member, type MemberCursor, type MemberPage } from './list-members.ts';
export { listRuleValues } from './list-rule-values.ts';
export { listSegmentNames, listSegments, type SegmentList } from './list-segments.ts';
export {
  type Condition,
  consentChannels,
  type Rule,
  type RuleField,
  type RuleOp,
  ruleFields,
  ruleSchema,
} from './rule.ts';
export type { Segment, SegmentPart, SegmentSize } from './segment.ts';
