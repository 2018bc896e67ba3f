import type { Finding } from '../claims/index.ts';
import {
  type ClaimFile,
  ConcurrentChange,
  changeClaim,
  type FileRecord,
  type MailContent,
  mailItem,
} from '../repositories/index.ts';
import { claimFile } from './claim-step.ts';
import type { UnappliedAnswer } from './match-remittance.ts';
import { paymentsOf } from './payment-mail.ts';
import type { Services } from './services.ts';

type UnappliedContent = Extract<MailContent, { kind: 'unapplied' }>;

/**
 * What came for the last attempt and could not be applied, unless a corrected copy of it has been since, or another
 * remittance has answered the whole claim.
 */
function unappliedOf(file: ClaimFile): readonly UnappliedContent[] {
  const last = file.submissions.at(-1)?.attempt;
  const payments = paymentsOf(file);
  return file.mail.flatMap(({ content, receivedAt }) => {
    if (content.kind !== 'unapplied' || content.attempt !== last) return [];
    const isApplied = payments.some((mail) => {
      const { attempt, remittanceId, payment } = mail.content;
      if (remittanceId === content.remittanceId) return payment.ordinal === content.ordinal;
      const isWhole = payment.charge >= file.record.claim.totalCharge;
      return attempt === last && isWhole && mail.receivedAt >= receivedAt;
    });
    return isApplied ? [] : [content];
  });
}

/** Why a claim is overdue though its payer has answered; undefined where nothing came. */
export function remittanceUnapplied(file: ClaimFile): Finding | undefined {
  const latest = unappliedOf(file).at(-1);
  if (latest === undefined) return undefined;
  return {
    code: 'remittance-unapplied',
    severity: 'error',
    message: `A remittance came for this claim and could not be applied (${latest.why}): ask the payer for a corrected one, which is posted when it comes. Do not send the claim again: the payer has it, and would find it billed twice.`,
  };
}

/** Tells a claim, once, that what a remittance says of it could not be applied. One that is overdue is so for that, whatever else it waits for. */
export async function tellUnapplied(
  services: Services,
  arrived: FileRecord,
  remittanceId: string,
  unapplied: UnappliedAnswer,
): Promise<void> {
  const { scope, claimId, attempt, payment, why } = unapplied;
  const { ordinal } = payment;
  const file = await claimFile(scope, services, claimId);
  const mailId = `unapplied#${remittanceId}#${String(ordinal).padStart(6, '0')}`;
  if (file.mail.some((mail) => mail.mailId === mailId)) return;
  const { fileId, receivedAt } = arrived;
  const content: UnappliedContent = { kind: 'unapplied', attempt, remittanceId, ordinal, why };
  const letter = { mailId, fileId, receivedAt, content, read: true };
  const change = changeClaim(scope, file, receivedAt);
  change.also({ put: mailItem(scope, claimId, letter), if: 'absent' });
  change.say('a remittance came and could not be applied', `remittance ${remittanceId}: ${why}`);
  const reason = remittanceUnapplied({ ...file, mail: [...file.mail, letter] });
  if (file.record.status === 'overdue' && reason !== undefined) {
    const beside = file.record.reasons.filter(({ code }) =>
      file.work.some((work) => work.open && work.category === code),
    );
    change.moveTo('overdue', [reason, ...beside]);
    for (const work of file.work) {
      if (work.open && work.category === 'overdue') change.putWork({ ...work, reasons: [reason] });
    }
  }
  try {
    await change.commit(services.items);
  } catch (problem) {
    if (!(problem instanceof ConcurrentChange)) throw problem;
    await tellUnapplied(services, arrived, remittanceId, unapplied);
  }
}
