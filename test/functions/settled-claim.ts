import { patientControlNumber } from '../../shared/claims/index.ts';
import { journalEntry, transfer } from '../../shared/ledger/index.ts';
import { asCents } from '../../shared/money.ts';
import {
  type ClaimRecord,
  changeClaim,
  enterFile,
  mailItem,
  readClaimFile,
  transmissionItem,
} from '../../shared/repositories/index.ts';
import type { Services } from '../../shared/use-cases/index.ts';

const at = '2026-03-12T09:00:00Z';

/** Stores what a claim has when its payer denied 80.50 of its 305.50, paid 200.00 and left 25.00 to the patient. */
export async function denyInPart(services: Services, { practiceId, claimId, claim }: ClaimRecord): Promise<void> {
  const { items, objects } = services;
  const scope = { practiceId };
  await objects.putIfAbsent(`edi/eligibility/${claimId}-1.270`, 'asked');
  await objects.putIfAbsent(`edi/eligibility/${claimId}-1.271`, 'answered');
  for (const kind of ['277ca', '835']) {
    const objectKey = `archive/${kind}`;
    const file = { fileId: kind, name: kind, from: 'clearinghouse', kind, objectKey, receivedAt: at } as const;
    await enterFile(items, { ...file, status: 'read', readings: 1 });
  }
  const pcn = patientControlNumber(claimId, 1);
  const acknowledgement = { outcome: 'accepted', reasons: [] } as const;
  const payment = {
    ordinal: 1,
    patientControlNumber: pcn,
    statusCode: '1',
    charge: claim.totalCharge,
    paid: asCents(20_000),
    patientResponsibility: asCents(2_500),
    adjustments: [],
    remarkCodes: [],
    serviceLines: [],
  };
  const mails = [
    { fileId: '277ca', content: { kind: 'acknowledgement', attempt: 1, acknowledgement } },
    {
      fileId: '835',
      content: {
        kind: 'remittance',
        attempt: 1,
        remittanceId: 'R1',
        paymentDate: '2026-03-11',
        traceNumber: 'T1',
        payment,
      },
    },
  ] as const;
  const transmission = { transmissionId: 'T1', controlNumber: 1, createdAt: at, status: 'sent' } as const;
  await items.transact([
    { put: transmissionItem(scope, { ...transmission, objectKey: 'edi/out/T1.837' }) },
    ...mails.map((mail) => ({
      put: mailItem(scope, claimId, { mailId: mail.fileId, receivedAt: at, ...mail, read: true }),
    })),
  ]);
  const file = await readClaimFile(items, scope, claimId);
  if (file === undefined) throw new Error('the claim is not open');
  const change = changeClaim(scope, file, at);
  change.putSubmission({
    attempt: 1,
    round: 1,
    patientControlNumber: pcn,
    payerId: claim.payer.payerId,
    claimFrequencyCode: '1',
    status: 'adjudicated',
    readyAt: at,
    transmissionId: 'T1',
    assignedPayerClaimControlNumber: 'PAYER-7',
  });
  change.post(
    journalEntry('payment#R1#000001', '2026-03-11', [
      ...transfer(asCents(20_000), 'receivable:payer', 'unapplied'),
      ...transfer(asCents(2_500), 'receivable:payer', 'receivable:patient', 'PR-2'),
      ...transfer(asCents(8_050), 'receivable:payer', 'receivable:follow-up', 'CO-50'),
    ]),
  );
  change.putStatement({
    statementId: 'S1',
    date: '2026-03-12',
    amountCents: 2_500,
    objectKey: 'documents/statements/S1.pdf',
  });
  const reasons = [{ code: 'denied-CO-50', severity: 'error', message: 'The payer denied 80.50 with CO-50.' }] as const;
  change.putWork({
    workId: 'W1',
    category: 'partial-denial',
    openedAt: '2026-03-12',
    due: '2026-04-11',
    amountCents: 8_050,
    reasons,
    open: true,
  });
  change.putWait({ kind: 'person', token: 'token', generation: 1, due: '2026-04-11T09:00:00Z' });
  change.moveTo('in-process');
  change.moveTo('partially-denied', reasons);
  change.say('payment posted', 'remittance R1, claim 1');
  await change.commit(items);
}

/** A later statement of the claim. */
export async function billAgain({ items }: Services, { practiceId, claimId }: ClaimRecord): Promise<void> {
  const scope = { practiceId };
  const file = await readClaimFile(items, scope, claimId);
  if (file === undefined) throw new Error(`there is no claim ${claimId}`);
  const change = changeClaim(scope, file, at);
  const objectKey = 'documents/statements/S2.pdf';
  change.putStatement({ statementId: 'S2', date: '2026-04-02', amountCents: 1_000, objectKey });
  await change.commit(items);
}
