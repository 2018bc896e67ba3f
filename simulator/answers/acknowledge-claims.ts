import {
  type AcknowledgedClaim,
  type AcknowledgedPatient,
  type AcknowledgedProvider,
  type ClaimAcknowledgement277,
  claimAcknowledgement277,
} from '../../shared/guides/claim-acknowledgement-277ca.ts';
import { type Cents, sumCents } from '../../shared/money.ts';
import { type Day, dayOf, timeOf } from '../calendar.ts';
import { deriveDigits } from '../choice.ts';
import type { Context } from '../context.ts';
import { keys } from '../keys.ts';
import type { AcknowledgeClaims, ClaimRecord, Payee, ReceivedFile, ToAcknowledge } from '../records.ts';
import type { Work } from '../work.ts';
import { nextControlNumber, offer, writeAnswers } from './answer-file.ts';

/** Answers a payer's claims of one file in one 277CA, a transaction set for each that the file had. */
export async function acknowledgeClaims(context: Context, work: Work, job: AcknowledgeClaims): Promise<void> {
  const received = await work.get<ReceivedFile>(keys.received(job.file));
  if (!received) return;
  const claims = await claimsByTransaction(context, work, job.list);
  const controlNumber = await nextControlNumber(work);
  const transactions = Array.from(claims, ([transaction, list]) =>
    acknowledgement(context, { job, received, transaction, claims: list }),
  );
  const moment = new Date(job.due);
  const { route } = received;
  const text = writeAnswers({ route, moment, controlNumber, guide: claimAcknowledgement277, transactions });
  offer(work, '277CA', job.due, text);
}

async function claimsByTransaction({ store }: Context, work: Work, list: string): Promise<Map<number, ClaimRecord[]>> {
  const byTransaction = new Map<number, ClaimRecord[]>();
  for (const { key, value } of await store.list(keys.allToAcknowledge(list))) {
    work.delete(key);
    const { root, transaction } = value as unknown as ToAcknowledge;
    const claim = await work.get<ClaimRecord>(keys.claim(root));
    if (!claim) continue;
    const claims = byTransaction.get(transaction) ?? [];
    byTransaction.set(transaction, claims);
    claims.push(claim);
  }
  return byTransaction;
}

interface Answer {
  readonly job: AcknowledgeClaims;
  readonly received: ReceivedFile;
  readonly transaction: number;
  readonly claims: readonly ClaimRecord[];
}

function acknowledgement({ behaviourOf, seed }: Context, answer: Answer): ClaimAcknowledgement277 {
  const { job, received, transaction, claims } = answer;
  const moment = new Date(job.due);
  const day = dayOf(moment);
  const sent = received.transactions[transaction];
  const number = deriveDigits(12, seed, job.list, transaction);
  const { type, ...submitter } = sent?.submitter.name ?? { type: '2' as const, last: '' };
  return {
    transaction: {
      structure: '0085',
      purpose: '08',
      reference: number,
      date: day,
      time: timeOf(moment),
      type: 'TH',
    },
    source: {
      level: { level: '20' },
      party: {
        name: {
          entity: 'PR',
          type: '2',
          last: behaviourOf(job.payer.id).name ?? job.payer.name,
          idQualifier: 'PI',
          id: job.payer.id,
        },
      },
      receipt: {
        trace: { type: '1', number },
        received: { qualifier: '050', format: 'D8', date: received.receivedOn },
        processed: { qualifier: '009', format: 'D8', date: day },
      },
      receivers: [
        {
          level: { level: '21' },
          party: { name: { entity: '41', type, ...submitter, idQualifier: '46', id: sent?.submitter.id ?? '' } },
          outcome: {
            trace: { type: '2', number: sent?.reference ?? '' },
            // The file as a whole has arrived; what became of each claim is said there.
            statuses: [{ ...arrived(claims), date: day }],
            ...counts(claims, '90', 'AA'),
          },
          providers: byProvider(claims, day),
        },
      ],
    },
  };
}

function chargeOf(claims: readonly ClaimRecord[]): Cents {
  return sumCents(claims.map(({ charge }) => charge));
}

/** A1:19: received; acceptance for processing is said of each claim. */
function arrived(claims: readonly ClaimRecord[]) {
  return { first: { category: 'A1', status: '19', entity: 'PR' }, action: 'WQ', charge: chargeOf(claims) } as const;
}

/** How many claims, and what charges, were accepted and rejected. */
function counts<Accepted extends string, Rejected extends string>(
  claims: readonly ClaimRecord[],
  acceptedQualifier: Accepted,
  rejectedQualifier: Rejected,
) {
  const accepted = claims.filter(({ rejection }) => !rejection);
  const rejected = claims.filter(({ rejection }) => rejection);
  return {
    ...(accepted.length > 0 && {
      acceptedQuantity: { qualifier: acceptedQualifier, quantity: accepted.length },
      acceptedAmount: { qualifier: 'YU' as const, amount: chargeOf(accepted) },
    }),
    ...(rejected.length > 0 && {
      rejectedQuantity: { qualifier: rejectedQualifier, quantity: rejected.length },
      rejectedAmount: { qualifier: 'YY' as const, amount: chargeOf(rejected) },
    }),
  };
}

function byProvider(claims: readonly ClaimRecord[], day: Day): AcknowledgedProvider[] {
  const providers = Map.groupBy(claims, ({ payee }) => payee.npi ?? payee.taxId);
  return Array.from(providers.values(), (ofProvider) => {
    const payee = ofProvider[0]?.payee ?? { name: '', taxId: '' };
    return {
      level: { level: '19' },
      party: { name: { entity: '85', type: '2', last: payee.name, ...idOf(payee) } },
      alternateNames: [],
      outcome: {
        // The provider sent no number for its claims as a whole.
        trace: { type: '1', number: '0' },
        statuses: [arrived(ofProvider)],
        secondaryIds: [],
        ...counts(ofProvider, 'QA', 'QC'),
      },
      patients: ofProvider.map((claim) => acknowledgedPatient(claim, day)),
    };
  });
}

function idOf({ npi, taxId }: Payee): { idQualifier: 'XX' | 'FI'; id: string } {
  return npi === undefined ? { idQualifier: 'FI', id: taxId } : { idQualifier: 'XX', id: npi };
}

function acknowledgedPatient(claim: ClaimRecord, day: Day): AcknowledgedPatient {
  const { type: _, ...name } = claim.dependent ?? claim.subscriber;
  return {
    level: { level: 'PT' },
    party: { name: { entity: 'QC', type: '1', ...name, idQualifier: 'MI', id: claim.memberId } },
    claims: [acknowledgedClaim(claim, day)],
  };
}

function acknowledgedClaim(claim: ClaimRecord, day: Day): AcknowledgedClaim {
  const { patientControlNumber, charge, rejection, root, serviceFrom, serviceTo } = claim;
  const { category, status, entity } = rejection ?? { category: 'A2', status: '20', entity: 'PR' };
  return {
    claimTrace: { type: '2', number: patientControlNumber },
    statuses: [
      {
        first: { category, status, ...(entity !== undefined && { entity }) },
        date: day,
        action: rejection ? 'U' : 'WQ',
        charge,
      },
    ],
    ...(!rejection && { payerClaimControlNumber: { qualifier: '1K', id: `${root}1` } }),
    serviceDate:
      serviceFrom === serviceTo
        ? { qualifier: '472', format: 'D8', date: serviceFrom }
        : { qualifier: '472', format: 'RD8', date: `${serviceFrom}-${serviceTo}` },
    serviceLines: [],
  };
}
