import type { ClaimLoop, OtherSubscriberLoop, ServiceLineLoop } from '../../shared/guides/claim-837p/index.ts';
import { asCents, type Cents, sumCents, zeroCents } from '../../shared/money.ts';
import { lesser } from '../adjudication/line.ts';

/** SBR01 in the order in which payers pay. */
const sequence = 'PSTABCDEFGH';

interface Adjusting {
  readonly adjustments: readonly {
    readonly group: string;
    readonly adjustments: readonly { readonly amount: Cents }[];
  }[];
}

function patientPart({ adjustments }: Adjusting): Cents {
  const amounts = adjustments.filter(({ group }) => group === 'PR').flatMap((segment) => segment.adjustments);
  return sumCents(amounts.map(({ amount }) => amount));
}

function atLeastNothing(amount: Cents): Cents {
  return amount < 0 ? zeroCents : amount;
}

/** What a payer left to the patient of the whole claim, from what is said of the claim alone. */
function leftOfClaim(payer: OtherSubscriberLoop, charge: Cents): Cents {
  const { remainingPatientLiability, adjustments, payerPaid } = payer;
  if (remainingPatientLiability) return remainingPatientLiability.amount;
  return adjustments.length > 0 ? patientPart(payer) : asCents(charge - (payerPaid?.amount ?? 0));
}

function leftOfLine(payer: OtherSubscriberLoop, line: ServiceLineLoop): Cents | undefined {
  const said = line.adjudications.find(({ adjudication }) => adjudication.payer === payer.payer.name.id);
  return said && (said.remainingPatientLiability?.amount ?? patientPart(said));
}

/**
 * What the payers before this one left to the patient of each line: the least that any of them left. `none` when this
 * payer is the first, `unsaid` when it is not and the claim does not say what the others did.
 */
export function leftByPriorPayers(own: string, claim: ClaimLoop): 'none' | 'unsaid' | readonly Cents[] {
  const before = claim.otherSubscribers.filter(
    ({ subscriber }) => sequence.indexOf(subscriber.payerSequence) < sequence.indexOf(own),
  );
  const adjudicated = before.filter(
    (payer) =>
      payer.payerPaid !== undefined ||
      payer.adjustments.length > 0 ||
      claim.serviceLines.some((line) => leftOfLine(payer, line) !== undefined),
  );
  if (own === 'P') return 'none';
  if (adjudicated.length === 0) return 'unsaid';
  const byPayer = adjudicated.map((payer) => leftOfLines(payer, claim));
  return claim.serviceLines.map(({ service }, index) =>
    byPayer.reduce((least, lines) => lesser(least, lines[index] ?? least), service.charge),
  );
}

/** By line where the payer said so; otherwise the claim's amount, taken from line after line. */
function leftOfLines(payer: OtherSubscriberLoop, claim: ClaimLoop): Cents[] {
  let claimLeft = atLeastNothing(leftOfClaim(payer, claim.claim.totalCharge));
  return claim.serviceLines.map((line) => {
    const said = leftOfLine(payer, line);
    if (said !== undefined) return atLeastNothing(said);
    const left = lesser(claimLeft, line.service.charge);
    claimLeft = asCents(claimLeft - left);
    return left;
  });
}
