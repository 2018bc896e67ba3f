import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Claim } from '../../shared/claims/index.ts';
import { findProblemsBeforeSending, lineControlNumber, writeClaims837P } from '../../shared/exchange/index.ts';
import { arbitraryClaim } from './arbitrary-claim.ts';
import { entriesOf, pcn, sending } from './sending.ts';

/** As it comes back: with our numbers in the place of the practice's own. */
function asSent(claim: Claim, patientControlNumber: string): Claim {
  return {
    ...claim,
    sourceId: patientControlNumber,
    serviceLines: claim.serviceLines.map((line, index) => ({
      ...line,
      providerControlNumber: lineControlNumber(patientControlNumber, index + 1),
    })),
  };
}

test('any claim that is written reads again as the same claim, without issues', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryClaim, { minLength: 1, maxLength: 4 }), async (claims) => {
      const file = { ...sending, claims: claims.map((claim, index) => ({ claim, patientControlNumber: pcn(index) })) };
      const { text, leftOut } = writeClaims837P(file);
      expect(leftOut).toEqual([]);
      const entries = await entriesOf(text);
      expect(entries.flatMap((entry) => ('finding' in entry ? [entry.finding] : entry.findings))).toEqual([]);
      const read = entries.flatMap((entry) => (entry.kind === 'claim' ? [entry.claim] : []));
      expect(read.sort((one, other) => (one.sourceId < other.sourceId ? -1 : 1))).toEqual(
        claims.map((claim, index) => asSent(claim, pcn(index))),
      );
    }),
  );
});

test('a claim that came as an 837 and was not touched leaves with the same words', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryClaim, async (claim) => {
      const first = writeClaims837P({ ...sending, claims: [{ claim, patientControlNumber: pcn(1) }] }).text;
      const [entry] = await entriesOf(first);
      if (entry?.kind !== 'claim') throw new Error('no claim');
      const source: typeof entry.source = JSON.parse(JSON.stringify(entry.source));
      const again = { claim: entry.claim, source, patientControlNumber: pcn(1) };
      expect(writeClaims837P({ ...sending, claims: [again] }).text).toBe(first);
    }),
  );
});

test('a correction takes effect whatever the source said', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryClaim, arbitraryClaim, async (before, corrected) => {
      const first = writeClaims837P({ ...sending, claims: [{ claim: before, patientControlNumber: pcn(1) }] }).text;
      const [entry] = await entriesOf(first);
      if (entry?.kind !== 'claim') throw new Error('no claim');
      const outgoing = { claim: corrected, source: entry.source, patientControlNumber: pcn(2) };
      expect(findProblemsBeforeSending(outgoing)).toEqual([]);
      const [sent] = await entriesOf(writeClaims837P({ ...sending, claims: [outgoing] }).text);
      expect(sent?.kind === 'claim' && sent.claim).toEqual(asSent(corrected, pcn(2)));
    }),
  );
});
