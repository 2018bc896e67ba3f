import type { Home } from '../../local/home/home.ts';
import { asCents } from '../../shared/money.ts';
import type { Adjustment, AdjustmentGroup, ClaimPayment, LinePayment } from '../../shared/remittance/index.ts';
import type { ClaimFile, SubmissionAcknowledgement } from '../../shared/repositories/index.ts';
import { deliverMail } from '../../shared/use-cases/deliver-mail.ts';
import { receiveArrival } from '../../shared/use-cases/index.ts';

/** What a payer says of one line of `encounter`: what it paid and why it did not pay the rest. */
export interface LineAnswer {
  readonly paid: number;
  readonly adjusted: Readonly<Record<string, number>>;
}

const sentLines = [
  { procedureCode: '99213', charge: asCents(16_500) },
  { procedureCode: '87880', charge: asCents(3_800) },
];

/** 94.80 paid, 84.50 written off, and 23.70 for the patient. */
export const inFull: readonly LineAnswer[] = [
  { paid: 8_160, adjusted: { 'CO-45': 6_300, 'PR-2': 2_040 } },
  { paid: 1_320, adjusted: { 'CO-45': 2_150, 'PR-2': 330 } },
];

export const asDuplicate: readonly LineAnswer[] = [
  { paid: 0, adjusted: { 'CO-18': 16_500 } },
  { paid: 0, adjusted: { 'CO-18': 3_800 } },
];

function adjustment([code, amount]: [string, number]): Adjustment {
  const [group = '', reasonCode = ''] = code.split('-');
  return { group: group as AdjustmentGroup, reasonCode, amount: asCents(amount) };
}

/** The payer's answer to an attempt of the claim made of `encounter`. */
export function answer(file: ClaimFile, attempt: number, statusCode: string, lines: readonly LineAnswer[]) {
  const patientControlNumber = file.submissions[attempt - 1]?.patientControlNumber ?? '';
  const serviceLines = lines.map(
    ({ paid, adjusted }, index): LinePayment => ({
      procedureCode: sentLines[index]?.procedureCode ?? '',
      charge: sentLines[index]?.charge ?? asCents(0),
      providerControlNumber: `${patientControlNumber}L${index + 1}`,
      procedureModifiers: [],
      serviceDate: '2026-03-03',
      paid: asCents(paid),
      adjustments: Object.entries(adjusted).map(adjustment),
      remarkCodes: [],
    }),
  );
  return {
    ordinal: 1,
    patientControlNumber,
    statusCode,
    charge: file.record.claim.totalCharge,
    paid: asCents(lines.reduce((sum, { paid }) => sum + paid, 0)),
    patientResponsibility: asCents(0),
    adjustments: [],
    remarkCodes: [],
    serviceLines,
  } satisfies ClaimPayment;
}

/** Of an answer, what it says of some of its lines (from 0), as a payer does that answers in parts. */
export function part(payment: ClaimPayment, ...lines: readonly number[]): ClaimPayment {
  const serviceLines = payment.serviceLines.filter((_, index) => lines.includes(index));
  const sum = (of: 'charge' | 'paid') => asCents(serviceLines.reduce((total, line) => total + line[of], 0));
  return { ...payment, charge: sum('charge'), paid: sum('paid'), serviceLines };
}

/** The same answer taken back. */
export function reversal(payment: ClaimPayment): ClaimPayment {
  const back = <Of extends { readonly amount: number }>(all: readonly Of[]) =>
    all.map((each) => ({ ...each, amount: asCents(-each.amount) }));
  return {
    ...payment,
    statusCode: '22',
    charge: asCents(-payment.charge),
    paid: asCents(0 - payment.paid),
    patientResponsibility: asCents(0 - payment.patientResponsibility),
    adjustments: back(payment.adjustments),
    serviceLines: payment.serviceLines.map((line) => ({
      ...line,
      charge: asCents(-line.charge),
      paid: asCents(0 - line.paid),
      adjustments: back(line.adjustments),
    })),
  };
}

/** Answers that one remittance brings for a claim. */
export async function pay(home: Home, file: ClaimFile, paymentDate: string, ...payments: readonly ClaimPayment[]) {
  const scope = { practiceId: file.record.practiceId };
  const remittanceId = `ON-${paymentDate}`;
  for (const [index, payment] of payments.entries()) {
    const ordinal = index + 1;
    await deliverMail(scope, home.services, file.record.claimId, {
      mailId: `remittance#${remittanceId}#${String(ordinal).padStart(6, '0')}`,
      content: {
        kind: 'remittance',
        attempt: Number(payment.patientControlNumber.slice(-2)),
        remittanceId,
        paymentDate,
        traceNumber: remittanceId,
        payment: { ...payment, ordinal },
      },
    });
  }
  await home.time.settle();
}

/** Something that is said of one attempt of a claim. */
export async function acknowledge(
  home: Home,
  file: ClaimFile,
  attempt: number,
  acknowledgement: SubmissionAcknowledgement,
): Promise<void> {
  const scope = { practiceId: file.record.practiceId };
  const mailId = `acknowledgement#${home.time.now().toISOString()}#0#${attempt}`;
  const content = { kind: 'acknowledgement', attempt, acknowledgement } as const;
  await deliverMail(scope, home.services, file.record.claimId, { mailId, content });
  await home.time.settle();
}

export const rejectedIn277: SubmissionAcknowledgement = {
  outcome: 'rejected',
  reasons: [{ code: 'rejected-277ca', severity: 'error', message: 'came before' }],
};

const isa = (control: string): string =>
  `ISA*00*          *00*          *ZZ*SAMPLEHOUSE    *ZZ*CLAIMWRIGHT    *260501*1200*^*00501*${control}*0*T*:~`;

/** A file with the segments of its one interchange. */
export function interchange(...segments: readonly string[]): string {
  return `${isa('000000777')}${segments.map((each) => `${each}~`).join('')}IEA*1*000000777~`;
}

/** A file of the clearinghouse with the segments of its one interchange. */
export async function fromClearinghouse(
  home: Home,
  name: string,
  segments: readonly string[],
  services = home.services,
): Promise<void> {
  const objectKey = `clearinghouse/${name.padEnd(20, 'A')}`;
  await home.services.objects.putIfAbsent(objectKey, interchange(...segments));
  await receiveArrival(services, { objectKey, from: 'clearinghouse' });
}

/** The segments of an 835 that pays so many dollars for these CLP loops. */
export function remittance835(
  trace: string,
  dollars: number,
  loops: readonly string[],
  payee: readonly string[] = ['N1*PE*FERNBANK*XX*1000001010'],
  date = '20260501',
): readonly string[] {
  const set = [
    'ST*835*0001',
    `BPR*I*${dollars}*C*ACH*CCP*01*123456789*DA*1*1234567890**01*123456789*DA*2*${date}`,
    `TRN*1*${trace}*1234567890`,
    `DTM*405*${date}`,
    'N1*PR*PAYER',
    'N3*1 ST',
    'N4*A*OH*44101',
    'PER*BL*X*TE*5555555555',
    ...payee,
    'LX*1',
    ...loops,
  ];
  const group = 'GS*HP*A*B*20260501*1200*1*X*005010X221A1';
  return [group, ...set, `SE*${set.length + 1}*0001`, 'GE*1*1'];
}

/** A CLP loop that pays so many dollars of 203.00 and writes the rest off. */
export function clp(patientControlNumber: string, dollars: number, statusCode = '1'): readonly string[] {
  return [
    `CLP*${patientControlNumber}*${statusCode}*203*${dollars}**12*X1`,
    'NM1*QC*1*P*S',
    `CAS*CO*45*${203 - dollars}`,
  ];
}

const dollars = (cents: number): string => String(cents / 100);

/** The CLP loop that says this payment, under the payer's number for the claim. */
function clpOf(payment: ClaimPayment): readonly string[] {
  const { patientControlNumber, statusCode, charge, paid, payerClaimControlNumber = '', serviceLines } = payment;
  const lines = serviceLines.flatMap(({ procedureCode, adjustments, ...line }) => [
    `SVC*HC:${procedureCode}*${dollars(line.charge)}*${dollars(line.paid)}**1`,
    'DTM*472*20260303',
    ...adjustments.map(({ group, reasonCode, amount }) => `CAS*${group}*${reasonCode}*${dollars(amount)}`),
    `REF*6R*${line.providerControlNumber}`,
  ]);
  const claim = [patientControlNumber, statusCode, dollars(charge), dollars(paid), '', '12', payerClaimControlNumber];
  return [['CLP', ...claim].join('*'), 'NM1*QC*1*P*S', ...lines];
}

/** One 835 with these payments; what it takes back beyond what it pays is kept for the next one (PLB FB). */
export async function payIn835(
  home: Home,
  name: string,
  paymentDate: string,
  ...payments: readonly ClaimPayment[]
): Promise<void> {
  const sum = payments.reduce((total, { paid }) => total + paid, 0);
  const date = paymentDate.replaceAll('-', '');
  const forward = sum < 0 ? [`PLB*1000001010*20261231*FB:FORWARD*${dollars(sum)}`] : [];
  const loops = [...payments.flatMap(clpOf), ...forward];
  const set = remittance835(`TR${date}`, Math.max(sum, 0) / 100, loops, undefined, date);
  await fromClearinghouse(home, name, set);
  await home.time.settle();
}
