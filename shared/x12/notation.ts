/**
 * The notation in which implementation guides are written down. Everything here is plain data: reading, writing,
 * checking and the TypeScript types of what is read are derived from it.
 */
export type {
  Fault,
  FindingRule,
  Guide,
  HoldingRule,
  ListPart,
  Loop,
  LoopRuleAbout,
  MaybePart,
  OnePart,
  Part,
  Parts,
  Rule,
  Standard,
  StreamedPart,
  Tally,
} from './loop-notation.ts';
export { count, directly, each, guide, loop, many, maybe, one, orItself, some, sum } from './loop-notation.ts';
export type {
  Composite,
  DataType,
  ElementSlot,
  ElementType,
  FindingSegmentRule,
  HoldingSegmentRule,
  Kind,
  RepeatSlot,
  RuleAbout,
  Segment,
  SegmentRule,
  SegmentRuleAbout,
  SeriesSlot,
  Shape,
  Slot,
  UnusedSlot,
  ValueOf as Infer,
} from './segment-notation.ts';
export {
  an,
  composite,
  date,
  decimal,
  el,
  externalCode,
  id,
  money,
  opt,
  period,
  repeat,
  segment,
  series,
  time,
  unused,
  whole,
} from './segment-notation.ts';
export type { Narrowing, Use } from './use-notation.ts';
export { notUsed, optional, required, use } from './use-notation.ts';
