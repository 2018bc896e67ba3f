import { expect, test } from 'vitest';
import { claimFingerprint, claimIdentity } from '../../shared/claims/claim-identity.ts';
import { exampleClaim } from './example.ts';

const practice = { practiceId: 'willow-creek', npi: '1234567893' };

test('an encounter is known by its practice and its id', () => {
  expect(claimIdentity(exampleClaim(), practice, 'encounter')).toEqual(['encounter', 'willow-creek', 'ENC-1001']);
});

test('a claim of an 837 is known by more, since practices use CLM01 again', () => {
  const claim = exampleClaim({ claimFrequencyCode: '7', payerClaimControlNumber: 'PCCN1' });
  expect(claimIdentity(claim, practice, '837')).toEqual([
    '837',
    'willow-creek',
    '1234567893',
    'ENC-1001',
    '7',
    'PCCN1',
    'P',
    '2026-03-02',
    '2026-03-09',
  ]);
});

test('the fingerprint ignores the order of keys and nothing else', () => {
  const claim = exampleClaim();
  const reordered = Object.fromEntries(Object.entries(claim).reverse()) as unknown as typeof claim;
  expect(claimFingerprint(reordered)).toBe(claimFingerprint(claim));
  expect(claimFingerprint({ ...claim, diagnoses: claim.diagnoses.toReversed() })).not.toBe(claimFingerprint(claim));
});
