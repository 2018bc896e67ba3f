import { readRemittances835 } from '../exchange/index.ts';
import { sumCents } from '../money.ts';
import type { Item } from '../ports/index.ts';
import { balanceTransaction, type Remittance, sayImbalance } from '../remittance/index.ts';
import {
  eventMessage,
  type FileRecord,
  keys,
  knownRemittance,
  outboxItem,
  type PracticeScope,
  type RemittanceRecord,
  readRemittanceFile,
  remittanceRouteWrite,
  setUnapplied,
  timelineItem,
} from '../repositories/index.ts';
import type { AnswersRead } from './answers-read.ts';
import { takeCorrected } from './correct-remittance.ts';
import { deliverMail } from './deliver-mail.ts';
import {
  type MatchedPayment,
  type MatchedRemittance,
  matchRemittance,
  paymentsOfClaims,
  practicesNamed,
  remittanceIdOf,
} from './match-remittance.ts';
import { bookingWrites } from './remittance-shares.ts';
import type { PlacedReason } from './say-reasons.ts';
import { nowIso, type Services } from './services.ts';
import { tellUnapplied } from './unapplied-answer.ts';

/**
 * Reads a file of remittances. A transaction set is the unit of quarantine: one that does not balance is not posted at
 * all. One that does is booked, and each of its claims that balances goes to that claim's mailbox, to be posted there.
 */
export async function receiveRemittances(
  services: Services,
  file: FileRecord,
  bytes: Uint8Array,
): Promise<AnswersRead> {
  const { transactions, findings } = readRemittances835(bytes);
  const problems: PlacedReason[] =
    transactions.length === 0 ? findings.map(({ message }) => ({ reason: message })) : [];
  for (const [index, read] of transactions.entries()) {
    const problem =
      read.kind === 'refused'
        ? read.findings.map(({ message }) => message).join(' ')
        : await receiveRemittance(services, file, read.remittance);
    if (problem === undefined) continue;
    problems.push({ place: `transaction set ${index + 1}`, reason: problem });
    if (read.kind !== 'refused') await tellHeld(services, file, index + 1, read.remittance);
  }
  // Without a transaction set there are problems too.
  return { problems, taken: Math.max(0, transactions.length - problems.length) };
}

/** Tells the practices that it names as its payee that nothing of a transaction set is posted. Said again, it is the same. */
async function tellHeld({ items }: Services, file: FileRecord, set: number, { payee }: Remittance): Promise<void> {
  const { fileId, receivedAt } = file;
  const practices = new Set((await practicesNamed(items, payee)).map(({ practiceId }) => practiceId));
  const messages = [...practices].map((practiceId) => {
    const detail = { practiceId, batchId: fileId, status: 'held' };
    return eventMessage('remittance.held', receivedAt, `held-${set}-${practiceId}-${fileId}`, detail);
  });
  const partition = keys.filePartition(fileId);
  if (messages.length > 0) await items.transact(messages.map((message) => ({ put: outboxItem(partition, message) })));
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
  const remittanceId = remittanceIdOf(services, remittance);
  if (known !== undefined && known.contentHash !== remittance.contentHash) {
    const corrected = await takeCorrected(services, file, known, remittance);
    if (corrected === undefined) {
      return 'a payment of this payer with this trace number came before with other content, and this is no copy that corrects only claims which could not be applied: ask the payer which one counts';
    }
    await sayOfClaims(services, file, remittanceId, corrected);
    await deliver(services, file, remittance, remittanceId, corrected.applied);
    return undefined;
  }
  if (known !== undefined) {
    await deliver(services, file, remittance, remittanceId, await appliedBefore(services, known, remittance));
    return undefined;
  }
  const matched = await matchRemittance(services, remittance);
  if (matched === undefined) return 'its payee is no practice of ours: configure the practice, then replay the file';
  const { holder, applied, unapplied } = matched;
  const record = recordOf(file, remittance, remittanceId);
  await sayOfClaims(services, file, remittanceId, matched);
  await setUnapplied(services.items, holder, record, unapplied);
  const booked = await services.items.transact([
    remittanceRouteWrite(holder, record),
    ...bookingWrites(holder, remittance, record, applied, nowIso(services)),
    ...(unapplied.length === 0 ? [] : [{ put: unmatchedNotice(services, holder, remittanceId) }]),
  ]);
  // Another file with this trace number was booked meanwhile: what it says decides.
  if (booked !== 'done') return receiveRemittance(services, file, remittance);
  await deliver(services, file, remittance, remittanceId, applied);
  return undefined;
}

/** Puts into the timelines of claims what the payer says of them that is not posted; again, it is the same line. */
async function sayOfClaims(
  services: Services,
  file: FileRecord,
  remittanceId: string,
  { said, answers }: Pick<MatchedRemittance, 'said' | 'answers'>,
): Promise<void> {
  const { items } = services;
  const { receivedAt } = file;
  for (const answer of answers) await tellUnapplied(services, file, remittanceId, answer);
  await Promise.all(
    said.map(({ scope, claimId, payment: { ordinal }, what }) => {
      const event = { at: receivedAt, what, detail: `remittance ${remittanceId}, claim ${ordinal}` };
      return items.transact([{ put: timelineItem(scope, claimId, event, `remittance#${remittanceId}#${ordinal}`) }]);
    }),
  );
}

/** What was applied when the remittance was booked. The rest stays unapplied, whatever was corrected since. */
async function appliedBefore(
  services: Services,
  known: PracticeScope & { readonly remittanceId: string },
  remittance: Remittance,
): Promise<readonly MatchedPayment[]> {
  const { unapplied = [] } = (await readRemittanceFile(services.items, known, known.remittanceId)) ?? {};
  const setAside = new Set(unapplied.map(({ ordinal }) => ordinal));
  const ours = await paymentsOfClaims(services, remittance);
  return ours.filter(({ payment }) => !setAside.has(payment.ordinal));
}

async function deliver(
  services: Services,
  file: FileRecord,
  { paymentDate, traceNumber, payerIdentifier, payer }: Remittance,
  remittanceId: string,
  applied: readonly MatchedPayment[],
): Promise<void> {
  await Promise.all(
    applied.map(({ scope, claimId, attempt, payment }) =>
      deliverMail(scope, services, claimId, {
        mailId: `remittance#${remittanceId}#${String(payment.ordinal).padStart(6, '0')}`,
        fileId: file.fileId,
        content: {
          kind: 'remittance',
          attempt,
          remittanceId,
          paymentDate,
          traceNumber,
          payment: { ...payment, payerIdentifier, payerName: payer.name },
        },
      }),
    ),
  );
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
