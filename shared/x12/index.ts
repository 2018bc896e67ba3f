export type { Delimiters } from './delimiters.ts';
export { standardDelimiters } from './delimiters.ts';
export type {
  Group,
  GroupHeader,
  Interchange,
  InterchangeAcknowledgement,
  InterchangeHeader,
  Transaction,
} from './envelope.ts';
export { findIssues } from './find-issues.ts';
export type { Issue, IssueCode, IssueLevel, Place, Remedy, Spot } from './issue.ts';
export type {
  Composite,
  DataType,
  ElementSlot,
  ElementType,
  Fault,
  Guide,
  Infer,
  Kind,
  ListPart,
  Loop,
  MaybePart,
  Narrowing,
  OnePart,
  Part,
  Parts,
  RepeatSlot,
  Rule,
  RuleAbout,
  Segment,
  SegmentRule,
  SeriesSlot,
  Shape,
  Slot,
  StreamedPart,
  Tally,
  UnusedSlot,
  Use,
} from './notation.ts';
export {
  an,
  composite,
  count,
  date,
  decimal,
  directly,
  each,
  el,
  externalCode,
  guide,
  id,
  loop,
  many,
  maybe,
  money,
  notUsed,
  one,
  opt,
  optional,
  orItself,
  period,
  repeat,
  required,
  segment,
  series,
  some,
  sum,
  time,
  unused,
  use,
  whole,
} from './notation.ts';
export type { ElementOutline } from './outline.ts';
export { outlineAt, outlineOf, rulesOf } from './outline.ts';
export type { FoundTransaction, Reading } from './read-file.ts';
export { readFile, readValues, transactionsOf } from './read-file.ts';
export type { StreamSummary } from './read-items.ts';
export { readBatches, readItems } from './read-items.ts';
export type { CodeLists, ReadOptions } from './read-options.ts';
export type { Item, PassedTransaction, Source, StreamEvent } from './read-stream.ts';
export { readStream } from './read-stream.ts';
export { rewrite } from './rewrite.ts';
export { segmentsOf } from './segments.ts';
export { decodeText, encodeText } from './text-encoding.ts';
export type { GroupToWrite, InterchangeToWrite, TransactionToWrite } from './write.ts';
export { write } from './write.ts';
export type { GroupToStream, InterchangeToStream, Streamed } from './write-stream.ts';
export { writeStream } from './write-stream.ts';
