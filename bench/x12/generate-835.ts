import {
  address,
  amount,
  charges,
  envelope,
  npi,
  person,
  pick,
  procedures,
  serviceDay,
  transaction,
} from './invented.ts';

const version = '005010X221A1';
const claimsInSet = 2000;

/** A file of remittances, in pieces: paid claims with their lines, every tenth denied, each transaction set in balance. */
export function* generate835(claims: number): Generator<string> {
  const { head, tail } = envelope('HP', version);
  yield head;
  let sets = 0;
  for (let first = 0; first < claims; first += claimsInSet) {
    yield transaction('835', '', ++sets, setOf(first, Math.min(first + claimsInSet, claims)));
  }
  yield tail(sets);
}

interface Payment {
  readonly charge: number;
  readonly contractual: number;
  readonly coinsurance: number;
}

function payments(index: number): Payment[] {
  return charges(index).map((charge) => {
    if (index % 10 === 4) return { charge, contractual: charge, coinsurance: 0 };
    const contractual = Math.floor(charge / 4);
    return { charge, contractual, coinsurance: index % 3 === 0 ? Math.floor(charge / 10) : 0 };
  });
}

function paid(lines: readonly Payment[]): number {
  return lines.reduce((sum, { charge, contractual, coinsurance }) => sum + charge - contractual - coinsurance, 0);
}

function* setOf(first: number, end: number): Generator<string> {
  let total = 0;
  for (let index = first; index < end; index++) total += paid(payments(index));
  yield `BPR*I*${amount(total)}*C*ACH*CCP*01*071000013*DA*111222*1999999999**01*071000039*DA*333444*20260320`;
  yield `TRN*1*EFT${first}*1999999999`;
  yield 'DTM*405*20260319';
  yield 'N1*PR*NORTHERN MUTUAL*XV*NM001';
  yield 'N3*1 INSURANCE PLAZA';
  yield 'N4*MADISON*WI*537010000';
  yield 'PER*BL*EDI HELP*TE*6085550111*EM*EDI@NORTHERN.EXAMPLE';
  yield 'PER*IC**UR*NORTHERN.EXAMPLE';
  yield `N1*PE*HARBOR FAMILY PRACTICE*XX*${npi(1)}`;
  yield* address(7);
  yield 'REF*TJ*360000001';
  yield 'LX*1';
  for (let index = first; index < end; index++) yield* claimSegments(index);
}

function* claimSegments(index: number): Generator<string> {
  const lines = payments(index);
  const { last, first, middle } = person(index);
  const sum = (of: (line: Payment) => number) => amount(lines.reduce((all, line) => all + of(line), 0));
  const denied = index % 10 === 4;
  const patient = sum(({ coinsurance }) => coinsurance);
  const adjudicated = `${sum(({ charge }) => charge)}*${amount(paid(lines))}*${patient === '0' ? '' : patient}`;
  yield `CLP*BENCH${String(index).padStart(12, '0')}*${denied ? 4 : 1}*${adjudicated}*12*NM${20_260_000 + index}*11*1`;
  yield `NM1*QC*1*${last}*${first}*${middle}***MI*W${100_000_000 + index}`;
  yield `NM1*82*1*LINDQVIST*SIGRID****XX*${npi(900 + (index % 40))}`;
  if (denied) yield 'MOA***MA01';
  yield `REF*EA*CHART${index % 7000}`;
  yield `DTM*232*${serviceDay(index)}`;
  yield `DTM*233*${serviceDay(index)}`;
  yield `DTM*050*${serviceDay(index)}`;
  if (!denied) yield `AMT*AU*${sum(({ charge, contractual }) => charge - contractual)}`;
  for (const [line, payment] of lines.entries()) {
    const { charge, contractual, coinsurance } = payment;
    yield `SVC*HC:${pick(procedures, index, line)}*${amount(charge)}*${amount(paid([payment]))}**1`;
    yield `DTM*472*${serviceDay(index)}`;
    yield `CAS*CO*${denied ? '29' : '45'}*${amount(contractual)}`;
    if (coinsurance > 0) yield `CAS*PR*2*${amount(coinsurance)}`;
    yield `REF*6R*${index}L${line + 1}`;
    if (!denied) yield `AMT*B6*${amount(charge - contractual)}`;
    if (index % 6 === 0) yield 'LQ*HE*N130';
  }
}
