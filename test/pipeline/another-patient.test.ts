import { describe, expect, test } from 'vitest';
import type { Home } from '../../local/home/home.ts';
import { balances, whereTheMoneyStands } from '../../shared/ledger/index.ts';
import { readTimeline } from '../../shared/repositories/index.ts';
import { releaseClaim } from '../../shared/use-cases/index.ts';
import { tellVoidedClaim } from '../../shared/use-cases/tell-voided-claim.ts';
import { biller, encounter, scope, theClaim } from './one-claim.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

const stranger = {
  memberId: 'PAID2',
  lastName: 'Beta',
  firstName: 'Robin',
  dateOfBirth: '1980-05-17',
  gender: 'F',
  address: { address1: '1 Example Road', city: 'Fernbank', state: 'OH', postalCode: '450991001' },
};

/** A claim that is paid, and one of this frequency that names it by the payer's number. */
async function named(home: Home, claimFrequencyCode: string, changes: object) {
  await takeIn(home, uploadOf('one', encounter('PAID1')));
  const { submissions } = await theClaim(home, 'E-PAID1');
  const payerClaimControlNumber = submissions[0]?.assignedPayerClaimControlNumber;
  const naming = { encounterId: 'NAMES', claimFrequencyCode, payerClaimControlNumber, ...changes };
  await takeIn(home, uploadOf('names', encounter('PAID2', naming)));
}

async function stands(home: Home, externalId: string) {
  const { record, journal } = await theClaim(home, externalId);
  const { status, reasons } = record;
  return { status, reasons: reasons.map(({ code }) => code), money: whereTheMoneyStands(balances(journal)) };
}

describe.each(['7', '8'])('a claim of frequency %s', (frequency) => {
  test('that names the claim of another patient is held, and released takes no charge of that one back', async () => {
    using home = await temporaryHome();
    await named(home, frequency, { subscriber: stranger });
    expect(await stands(home, 'NAMES')).toMatchObject({
      status: 'held',
      reasons: ['payer-claim-control-number-of-another'],
    });
    const { record } = await theClaim(home, 'NAMES');
    const paid = (await theClaim(home, 'E-PAID1')).record;
    expect(record.reasons[0]?.message).toContain(`That claim is ${paid.claimId}.`);
    expect(await releaseClaim(scope, biller, home.services, record.claimId)).toMatchObject({ ok: true });
    await home.time.run();
    expect(await stands(home, 'NAMES')).toMatchObject({ status: 'closed', reasons: [] });
    // Nor when its number was learned only after the scrub.
    await tellVoidedClaim(scope, home.services, record.claimId, 'adjudicated');
    await home.time.run();
    // The simulated payer asks for no patient and takes back what it has paid: somebody asks it why.
    expect(await stands(home, 'E-PAID1')).toMatchObject({ status: 'overdue', money: { billed: 20_300, open: 20_300 } });
  });

  test('that names a claim of the same patient takes it back, whose timeline says so', async () => {
    using home = await temporaryHome();
    await named(home, frequency, {});
    const { record } = await theClaim(home, 'NAMES');
    const earlier = (await theClaim(home, 'E-PAID1')).record;
    expect([record.status, earlier.status]).toEqual(['closed', 'voided']);
    const timeline = await readTimeline(home.services.items, scope, earlier.claimId);
    expect(timeline).toContainEqual(
      expect.objectContaining({ what: 'charge taken back', detail: `by claim ${record.claimId}` }),
    );
  });
});
