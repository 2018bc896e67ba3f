import { expect } from 'vitest';
import type { Home } from '../../local/home/home.ts';
import { balances, whereTheMoneyStands } from '../../shared/ledger/index.ts';
import { type Actor, type ClaimFile, claimFiles } from '../../shared/repositories/index.ts';
import { correctClaim, releaseClaim } from '../../shared/use-cases/index.ts';

export const biller: Actor = { kind: 'person', userId: 'biller' };
export const scope = { practiceId: 'family-medicine' };

/** An encounter of two lines, 203.00 in all, whose member asks the simulated payer for what should happen. */
export function encounter(memberId: string, changes: object = {}): object {
  return {
    encounterId: `E-${memberId}`,
    practiceId: scope.practiceId,
    payerId: 'HTREE',
    subscriber: {
      memberId,
      lastName: 'Person',
      firstName: 'Sample',
      dateOfBirth: '1984-02-11',
      gender: 'F',
      address: { address1: '1 Example Road', city: 'Fernbank', state: 'OH', postalCode: '450991001' },
    },
    renderingProvider: { npi: '1000001119' },
    placeOfServiceCode: '11',
    diagnosisCodes: ['J02.9'],
    serviceLines: [
      { serviceDate: '2026-03-03', procedureCode: '99213', charge: '165.00', units: 1, diagnosisCodePointers: [1] },
      { serviceDate: '2026-03-03', procedureCode: '87880', charge: '38.00', units: 1, diagnosisCodePointers: [1] },
    ],
    ...changes,
  };
}

export async function theClaim(home: Home, externalId?: string, of = scope): Promise<ClaimFile> {
  for await (const file of claimFiles(home.services.items, of)) {
    if (externalId === undefined || file.record.claim.sourceId === externalId) return file;
  }
  throw new Error(`no claim ${externalId}`);
}

/** What a person would want to know of the only claim. */
export async function stands(home: Home) {
  const { record, journal, submissions, work } = await theClaim(home);
  return {
    status: record.status,
    reasons: record.reasons.map(({ code }) => code),
    attempts: submissions.map(({ claimFrequencyCode, status }) => `${claimFrequencyCode} ${status}`),
    openWork: work.filter(({ open }) => open).map(({ category }) => category),
    money: whereTheMoneyStands(balances(journal)),
  };
}

export async function correct(home: Home, ...corrections: string[]): Promise<void> {
  const { claimId } = (await theClaim(home)).record;
  expect(await correctClaim(scope, biller, home.services, claimId, corrections)).toMatchObject({ ok: true });
  await home.time.run();
}

export async function release(home: Home): Promise<void> {
  const { claimId } = (await theClaim(home)).record;
  expect(await releaseClaim(scope, biller, home.services, claimId)).toMatchObject({ ok: true });
  await home.time.run();
}
