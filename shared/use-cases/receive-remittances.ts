import { type ClaimId, parsePatientControlNumber } from '../claims/index.ts';
import { readRemittances835 } from '../exchange/index.ts';
import { formatMoney, sumCents } from '../money.ts';
import type { Item, Items } from '../ports/index.ts';
import {
  balanceClaim,
  balanceTransaction,
  type ClaimPayment,
  type Remittance,
  sayImbalance,
} from '../remittance/index.ts';
import {
  enrolledPractice,
  type FileRecord,
  keys,
  knownRemittance,
  outboxItem,
  type PracticeScope,
  practiceOfClaim,
  practiceOfPayee,
  type RemittanceRecord,
  remittanceRouteWrite,
  setUnapplied,
  type UnappliedPayment,
  updateFile,
} from '../repositories/index.ts';
import { deliverMail } from './deliver-mail.ts';
import { bookingWrites } from './remittance-shares.ts';
import type { Services } from './services.ts';

/**
 * Reads a file of remittances. A transaction set is the unit of quarantine: one that does not balance is not posted at
 * all. One that does is booked, and each of its claims that balances goes to that claim's mailbox, to be posted there.
 */
export async function receiveRemittances(services: Services, file: FileRecord, bytes: Uint8Array): Promise<FileRecord> {
  const { transactions, findings } = readRemittances835(bytes);
  const problems: string[] = transactions.length === 0 ? findings.map(({ message }) => message) : [];
  for (const [index, read] of transactions.entries()) {
    const problem =
      read.kind === 'refused'
        ? read.findings.map(({ message }) => message).join(' ')
        : await receiveRemittance(services, file, read.remittance);
    if (problem !== undefined) problems.push(`transaction set ${index + 1}: ${problem}`);
  }
  return updateFile(
    services.items,
    file,
    problems.length === 0 ? { status: 'read' } : { status: 'quarantined', reason: problems.join('; ') },
  );
}

/** Tells the people who look after payments that nobody could be paid from a part of this one. */
function unmatchedNotice({ ids }: Services, scope: PracticeScope, remittanceId: string): Item {
  const { practiceId } = scope;
  return outboxItem(keys.remittancePartition(scope, remittanceId), {
    kind: 'send',
    messageId: ids.derive(20, 'unmatched', remittanceId),
    queue: 'unmatched',
    message: { id: remittanceId, body: JSON.stringify({ practiceId, remittanceId }) },
  });
}

/** Answers why nothing of it is posted; undefined when it was booked, now or before. */
async function receiveRemittance(
  services: Services,
  file: FileRecord,
  remittance: Remittance,
): Promise<string | undefined> {
  const imbalances = balanceTransaction(remittance);
  if (imbalances.length > 0) {
    return imbalances.map(sayImbalance).join(' ');
  }
  const known = await knownRemittance(services.items, remittance);
  if (known !== undefined && known.contentHash !== remittance.contentHash) {
    return 'a payment of this payer with this trace number came before with other content: ask the payer which one counts';
  }
  const scope = known ?? (await practiceOfRemittance(services, remittance));
  if (scope === undefined) return 'its payee is no practice of ours: configure the practice, then replay the file';

  const remittanceId = services.ids.derive(20, 'remittance', remittance.payerIdentifier, remittance.traceNumber);
  const applied: (MatchedClaim & { readonly payment: ClaimPayment })[] = [];
  const unapplied: UnappliedPayment[] = [];
  for (const payment of remittance.claims) {
    const match = await matchClaim(services, scope, payment);
    if ('reason' in match) unapplied.push(match);
    else applied.push({ ...match, payment });
  }
  if (known === undefined) {
    const record = recordOf(file, remittance, remittanceId);
    await setUnapplied(services.items, scope, record, unapplied);
    const booked = await services.items.transact([
      remittanceRouteWrite(scope, record),
      ...bookingWrites(scope, remittance, record, applied),
      ...(unapplied.length === 0 ? [] : [{ put: unmatchedNotice(services, scope, remittanceId) }]),
    ]);
    // Another file with this trace number was booked meanwhile: what it says decides.
    if (booked !== 'done') return receiveRemittance(services, file, remittance);
  }
  const { paymentDate, traceNumber } = remittance;
  await Promise.all(
    applied.map(({ scope: owner, claimId, attempt, payment }) =>
      deliverMail(owner, services, claimId, {
        mailId: `remittance#${remittanceId}#${String(payment.ordinal).padStart(6, '0')}`,
        fileId: file.fileId,
        content: { kind: 'remittance', attempt, remittanceId, paymentDate, traceNumber, payment },
      }),
    ),
  );
  return undefined;
}

async function practiceOfRemittance(
  { items }: Services,
  { payee: { npi, taxId }, claims }: Remittance,
): Promise<PracticeScope | undefined> {
  for (const identifier of [npi, taxId]) {
    const scope = identifier === undefined ? undefined : await practiceOfPayee(items, identifier);
    if (scope !== undefined) return scope;
  }
  // A payee that nobody knows is still found when the claims are ours.
  for (const { patientControlNumber } of claims) {
    const ours = parsePatientControlNumber(patientControlNumber);
    const scope = ours && (await practiceOfClaim(items, ours.claimId));
    if (scope !== undefined) return scope;
  }
  return undefined;
}

/** 23: not this payer's claim, forwarded. 25: a predetermination. */
const notAdjudications: ReadonlySet<string> = new Set(['23', '25']);

interface MatchedClaim {
  /** The practice whose claim it is: the payee, or another one under the same tax id. */
  readonly scope: PracticeScope;
  readonly claimId: ClaimId;
  readonly attempt: number;
}

/** Whether payments to the one practice may be meant for the other. */
async function isSamePayee(items: Items, payee: PracticeScope, owner: PracticeScope): Promise<boolean> {
  if (payee.practiceId === owner.practiceId) return true;
  const [one, other] = await Promise.all([payee, owner].map((scope) => enrolledPractice(items, scope)));
  const taxId = one?.billingProvider.taxId;
  return taxId !== undefined && taxId === other?.billingProvider.taxId;
}

/** The claim that a CLP answers, or why its payment stays unapplied. */
async function matchClaim(
  { items }: Services,
  payee: PracticeScope,
  payment: ClaimPayment,
): Promise<MatchedClaim | UnappliedPayment> {
  const { ordinal, paid: paidCents } = payment;
  const imbalances = balanceClaim(payment);
  if (imbalances.length > 0) {
    const detail = imbalances.map(sayImbalance).join(' ');
    return { ordinal, paidCents, reason: 'unbalanced', detail };
  }
  if (notAdjudications.has(payment.statusCode)) {
    const detail = `claim ${ordinal} was only forwarded or priced (CLP02 ${payment.statusCode}): nothing of it is posted`;
    return { ordinal, paidCents, reason: 'not-adjudicated', detail };
  }
  const ours = parsePatientControlNumber(payment.patientControlNumber);
  const owner = ours && (await practiceOfClaim(items, ours.claimId));
  if (ours === undefined || owner === undefined || !(await isSamePayee(items, payee, owner))) {
    const detail = `claim ${ordinal} pays ${formatMoney(payment.paid)} for a claim that this practice did not send`;
    return { ordinal, paidCents, reason: 'unknown-claim', detail };
  }
  return { ...ours, scope: owner };
}

function recordOf(file: FileRecord, remittance: Remittance, remittanceId: string): RemittanceRecord {
  return {
    remittanceId,
    fileId: file.fileId,
    contentHash: remittance.contentHash,
    traceNumber: remittance.traceNumber,
    payerIdentifier: remittance.payerIdentifier,
    payerName: remittance.payer.name,
    paymentDate: remittance.paymentDate,
    paymentCents: remittance.payment,
    claims: remittance.claims.length,
    claimsPaidCents: sumCents(remittance.claims.map(({ paid }) => paid)),
    status: 'posting',
  };
}
