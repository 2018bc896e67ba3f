import type { Json } from '../../shared/ports/index.ts';
import {
  type MockedResult,
  throws,
  times,
  type WorkflowCase,
  type WorkflowCases,
  withFailures,
} from './workflow-case.ts';

const fileId = 'file-1';
/** One more than the retries. */
const lastingOutage = times(11, throws('StoreDown'));
const lastingChanges = times(9, throws('ConcurrentChange'));
const done: MockedResult = { returns: {} };
/** What is reported stays in the store: the execution ends with nothing. */
const reported: MockedResult = { returns: { records: 3, problems: 0 } };

function split(chunkKeys: readonly string[], nextOrdinal = 0): MockedResult {
  return { returns: { chunkKeys, nextOrdinal } };
}

const splitFrom = (fromOrdinal: number) => ['split-upload', { fileId, fromOrdinal }] as const;
const opened = (chunkKey: string): readonly [string, Json] => ['open-claims', { fileId, chunkKey }];
const started = (chunkKey: string): readonly [string, Json] => ['start-claims', { fileId, chunkKey }];
const reportedOnce = ['report-batch', { fileId }] as const;
const quarantinedFor = (error: string) => ['quarantine-upload', { fileId, error }] as const;

const begun = ['Begin with the first record', 'Split the upload'];
const chunkPassed = ['Open the claims', 'Open a chunk of claims', 'Start the claims', 'Start a chunk of claims'];
const counted = ['Is there more of the file?', 'Report the batch', 'Batch reported'];
const quarantined = ['Quarantine the upload', 'Batch reported'];
const reportedEnd = { output: {} };

const oneChunk: WorkflowCase = {
  name: 'one chunk',
  results: {
    'split-upload': [split(['a'])],
    'open-claims': [done],
    'start-claims': [done],
    'report-batch': [reported],
  },
  states: [...begun, ...chunkPassed, ...counted],
  payloads: [splitFrom(1), opened('a'), started('a'), reportedOnce],
  ends: reportedEnd,
};

/** Failures that outlast every retry. */
const quarantines: readonly WorkflowCase[] = [
  {
    name: 'an upload that can never be split',
    results: { 'split-upload': lastingOutage, 'quarantine-upload': [done] },
    states: [...begun, ...quarantined],
    payloads: [...times(11, splitFrom(1)), quarantinedFor('StoreDown')],
    ends: reportedEnd,
  },
  {
    name: 'a chunk that can never be opened: none is started',
    results: { 'split-upload': [split(['a'])], 'open-claims': lastingOutage, 'quarantine-upload': [done] },
    states: [...begun, 'Open the claims', 'Open a chunk of claims', ...quarantined],
    payloads: [splitFrom(1), ...times(11, opened('a')), quarantinedFor('StoreDown')],
    ends: reportedEnd,
  },
  {
    name: 'a chunk that keeps changing under its start',
    results: {
      'split-upload': [split(['a'])],
      'open-claims': [done],
      'start-claims': lastingChanges,
      'quarantine-upload': [done],
    },
    states: [...begun, ...chunkPassed, ...quarantined],
    payloads: [splitFrom(1), opened('a'), ...times(9, started('a')), quarantinedFor('ConcurrentChange')],
    ends: reportedEnd,
  },
  {
    name: 'a batch that can never be reported',
    results: { 'split-upload': [split([])], 'report-batch': lastingOutage, 'quarantine-upload': [done] },
    states: [...begun, 'Open the claims', 'Start the claims', ...counted.slice(0, -1), ...quarantined],
    payloads: [splitFrom(1), ...times(11, reportedOnce), quarantinedFor('StoreDown')],
    ends: reportedEnd,
  },
  {
    name: 'a quarantine that meets as many failures as it survives',
    results: {
      'split-upload': lastingOutage,
      'quarantine-upload': [...lastingChanges.slice(1), ...lastingOutage.slice(1), done],
    },
    states: [...begun, ...quarantined],
    ends: reportedEnd,
  },
  {
    name: 'an outage that outlasts the retries of every step: the quarantine is tried until it is over',
    results: {
      'split-upload': lastingOutage,
      'quarantine-upload': [...lastingOutage, ...lastingOutage, done],
    },
    states: [...begun, ...quarantined],
    ends: reportedEnd,
  },
];

const cases: readonly WorkflowCase[] = [
  oneChunk,
  {
    name: 'several chunks: all are opened before any is started',
    results: {
      'split-upload': [split(['a', 'b'])],
      'open-claims': [done, done],
      'start-claims': [done, done],
      'report-batch': [reported],
    },
    states: [
      ...begun,
      'Open the claims',
      ...times(2, 'Open a chunk of claims'),
      'Start the claims',
      ...times(2, 'Start a chunk of claims'),
      ...counted,
    ],
    payloads: [splitFrom(1), opened('a'), opened('b'), started('a'), started('b'), reportedOnce],
    ends: reportedEnd,
  },
  {
    name: 'a file too large for one round',
    results: {
      'split-upload': [split(['a'], 50_001), split(['b'])],
      'open-claims': [done, done],
      'start-claims': [done, done],
      'report-batch': [reported],
    },
    states: [...begun, ...chunkPassed, 'Is there more of the file?', 'Split the upload', ...chunkPassed, ...counted],
    payloads: [splitFrom(1), opened('a'), started('a'), splitFrom(50_001), opened('b'), started('b'), reportedOnce],
    ends: reportedEnd,
  },
  {
    name: 'nothing that can become a claim',
    results: { 'split-upload': [split([])], 'report-batch': [reported] },
    states: [...begun, 'Open the claims', 'Start the claims', ...counted],
    payloads: [splitFrom(1), reportedOnce],
    ends: reportedEnd,
  },
  ...withFailures(oneChunk),
  ...quarantines,
];

export const ingestBatchCases: WorkflowCases = { machine: 'ingest-batch', input: { fileId }, cases };
