import type { Home } from '../../local/home/home.ts';
import type { ClaimId } from '../../shared/claims/index.ts';
import { type Actor, fileRecords } from '../../shared/repositories/index.ts';
import { acceptConflict, correctClaim, releaseClaim, runReport, withdrawClaim } from '../../shared/use-cases/index.ts';

/** What a person does once only people are waited for. Whoever is cut off does it again. */
export interface Act {
  take(home: Home): Promise<void>;
}

const person: Actor = { kind: 'person', userId: 'tester' };

async function claimNamed({ services }: Home, externalId: string) {
  const { claims } = await runReport(services);
  const claim = claims.list.find((each) => each.externalId === externalId);
  if (claim === undefined) throw new Error(`there is no claim ${externalId}`);
  return { scope: { practiceId: claim.practice }, claimId: claim.claimId as ClaimId };
}

/** Refused where the claim has gone on since: then it was done before the crash. */
function correct(externalId: string, ...corrections: string[]): Act {
  return {
    async take(home) {
      const { scope, claimId } = await claimNamed(home, externalId);
      await correctClaim(scope, person, home.services, claimId, corrections);
    },
  };
}

function release(externalId: string): Act {
  return {
    async take(home) {
      const { scope, claimId } = await claimNamed(home, externalId);
      await releaseClaim(scope, person, home.services, claimId);
    },
  };
}

function withdraw(externalId: string): Act {
  return {
    async take(home) {
      const { scope, claimId } = await claimNamed(home, externalId);
      const withdrawn = await withdrawClaim(scope, person, home.services, claimId);
      if (!withdrawn.ok) throw new Error(JSON.stringify(withdrawn.problem));
    },
  };
}

function accept(fileName: string, ordinal: number): Act {
  return {
    async take({ services }) {
      const file = (await fileRecords(services.items)).find(({ name }) => name === fileName);
      const accepted = await acceptConflict(person, services, file?.fileId ?? '', ordinal);
      if (!accepted.ok) throw new Error(JSON.stringify(accepted.problem));
    },
  };
}

/** After the batch: by the names in batch.ts. */
export const acts: readonly Act[] = [
  correct(
    'held',
    'diagnoses[0].codeSystem=icd-10-cm',
    'diagnoses[0].code=J02.9',
    'totalCharge=150.00',
    'serviceLines[0].charge=150.00',
  ),
  correct('rejected by the 277CA', 'subscriber.memberId=M0006'),
  // A replacement that names the payer's number for what it denied; the second is denied again.
  correct('denied in part', 'subscriber.memberId=M0004'),
  release('denied'),
  release('never acknowledged'),
  release('not covered'),
  withdraw('rejected too'),
  // One is closed and gets a claim beside it, the other waits and is corrected.
  accept('harbor.json', 11),
  accept('harbor.json', 12),
  // People are reminded on the way.
  { take: ({ time }) => time.advanceTo(new Date('2026-12-01T08:00:00Z')) },
];
