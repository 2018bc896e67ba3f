import { expect, test } from 'vitest';
import { claimFilingCodes, relationshipCodes, unitCodes } from '../../shared/claims/claim-codes.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import type { Loop, Segment } from '../../shared/x12/index.ts';

function segmentsIn({ parts }: Loop): Segment[] {
  return Object.values(parts).flatMap(({ of }) => ('parts' in of ? segmentsIn(of) : [of]));
}

/** The codes that the guide has for an element, wherever its segment stands. */
function codesOf(segmentId: string, element: string): string[] {
  const slots = segmentsIn(claim837p)
    .filter(({ id }) => id === segmentId)
    .flatMap((segment) => segment.slots);
  const types = slots.flatMap((slot) => (slot.slot === 'element' && slot.name === element ? [slot.type] : []));
  return [...new Set(types.flatMap((type) => ('codes' in type ? (type.codes ?? []) : [])))].sort();
}

test.each([
  ['PAT', 'relationship', relationshipCodes],
  ['SBR', 'claimFilingCode', claimFilingCodes],
  ['SV1', 'unitType', unitCodes],
] as const)('what an encounter may say is what the guide takes: %s, %s', (segmentId, element, codes) => {
  expect([...codes].sort()).toEqual(codesOf(segmentId, element));
});
