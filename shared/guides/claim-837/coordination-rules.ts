import type { Cents } from '../../money.ts';
import type { Fault, FindingRule, Segment } from '../../x12/notation.ts';
import { type Adjustments, total } from '../segments/index.ts';
import { accountsForPayment } from './coordination.ts';

/** Rules over what other payers made of a claim, in 837P and 837I alike. */

interface Adjusted {
  readonly adjustments: readonly (Adjustments & { readonly group: string })[];
  readonly remainingPatientLiability?: object;
}

interface LineAdjudication extends Adjusted {
  readonly adjudication: { readonly payer: string; readonly paid: Cents };
}

interface OtherSubscriber extends Adjusted {
  readonly subscriber: { readonly payerSequence: string };
  readonly payerPaid?: { readonly amount: Cents };
  readonly payer: { readonly name: { readonly id: string }; readonly paymentDate?: object };
}

interface CoordinatedClaim {
  readonly claim: { readonly totalCharge: Cents };
  readonly otherSubscribers: readonly OtherSubscriber[];
  readonly serviceLines: readonly {
    readonly service: { readonly charge: Cents };
    readonly adjudications: readonly LineAdjudication[];
  }[];
}

const adjudicationsOf = ({ serviceLines }: CoordinatedClaim) => serviceLines.flatMap((line) => line.adjudications);

/** The line adjudications of one of the other payers. */
function ofPayer(claim: CoordinatedClaim, { payer }: OtherSubscriber): readonly LineAdjudication[] {
  return adjudicationsOf(claim).filter(({ adjudication }) => adjudication.payer === payer.name.id);
}

/** Where the total of a claim is wrong, that is not to be said again here. */
function isAccountedFor(claim: CoordinatedClaim, other: OtherSubscriber): boolean {
  const totals = [claim.claim.totalCharge, total(claim.serviceLines.map(({ service }) => service.charge))];
  return totals.some((charge) => accountsForPayment(charge, adjudicationsOf(claim), other));
}

function repeatedGroups({ adjustments }: Adjusted): Fault[] {
  const groups = adjustments.map(({ group }) => group);
  return adjustments.flatMap((segment, index): Fault[] =>
    groups.indexOf(segment.group) < index ? [[segment, 'group']] : [],
  );
}

/** `plan`: the SBR of the subscriber, whose payer is billed. */
export function coordinationRules(plan: Segment<{ payerSequence: string }>): readonly FindingRule<CoordinatedClaim>[] {
  return [
    {
      says: 'each payer has a place of its own in the order of payers, the one that is billed too',
      level: 'situation',
      faults: ({ otherSubscribers }, { around }) => {
        const taken = new Set([around(plan)?.payerSequence]);
        return otherSubscribers.flatMap(({ subscriber }): Fault[] => {
          const { payerSequence } = subscriber;
          if (payerSequence !== 'U' && taken.has(payerSequence)) return [[subscriber, 'payerSequence']];
          taken.add(payerSequence);
          return [];
        });
      },
    },
    {
      says: "a line's adjudication names one of the claim's other payers",
      level: 'situation',
      faults: (claim) => {
        const payers = new Set(claim.otherSubscribers.map(({ payer }) => payer.name.id));
        return adjudicationsOf(claim).flatMap(({ adjudication }): Fault[] =>
          payers.has(adjudication.payer) ? [] : [[adjudication, 'payer']],
        );
      },
    },
    {
      says: 'what another payer paid for the claim is the charge, or what it paid for the lines, less its adjustments of the claim',
      level: 'balance',
      faults: (claim) =>
        claim.otherSubscribers.flatMap((other): Fault[] =>
          other.payerPaid && !isAccountedFor(claim, other) ? [[other.payerPaid, 'amount']] : [],
        ),
    },
    {
      says: 'the day of a payment is told by the claim (2330B) or by its lines (2430), not by both',
      level: 'situation',
      faults: (claim) =>
        claim.otherSubscribers.flatMap((other): Fault[] =>
          other.payer.paymentDate && ofPayer(claim, other).length > 0 ? [[other.payer.paymentDate]] : [],
        ),
    },
    {
      says: 'another payer that has adjudicated the claim says in AMT*D what it paid, be it nothing',
      level: 'situation',
      faults: (claim) =>
        claim.otherSubscribers.flatMap((other): Fault[] =>
          !other.payerPaid && (other.payer.paymentDate || ofPayer(claim, other).length > 0) ? [[other.subscriber]] : [],
        ),
    },
    {
      says: 'another payer that has paid says when, in its loop 2330B or with its lines (2430)',
      level: 'situation',
      faults: (claim) =>
        claim.otherSubscribers.flatMap((other): Fault[] =>
          other.payerPaid && !other.payer.paymentDate && ofPayer(claim, other).length === 0 ? [[other.payer.name]] : [],
        ),
    },
    {
      says: 'what is left for the patient to pay is told for the claim (2320) or for its lines (2430), not for both',
      level: 'situation',
      faults: (claim) =>
        claim.otherSubscribers.flatMap((other): Fault[] =>
          other.remainingPatientLiability && ofPayer(claim, other).some((line) => line.remainingPatientLiability)
            ? [[other.remainingPatientLiability]]
            : [],
        ),
    },
    {
      says: 'all adjustments of one group stand in one CAS segment',
      level: 'situation',
      faults: (claim) => [...claim.otherSubscribers, ...adjudicationsOf(claim)].flatMap(repeatedGroups),
    },
  ];
}
