import { describe, test } from 'vitest';
import { ingestBatchCases } from './ingest-batch.cases.ts';
import { expectCase, expectEveryBranchTaken } from './play-case.ts';

describe('a batch', () => {
  test.each(ingestBatchCases.cases)('$name', async (row) => {
    await expectCase(ingestBatchCases, row);
  });
});

test('every branch has a row', () => expectEveryBranchTaken(ingestBatchCases));
