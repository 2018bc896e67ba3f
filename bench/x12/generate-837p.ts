import {
  address,
  amount,
  birthDay,
  charges,
  diagnoses,
  envelope,
  npi,
  person,
  pick,
  procedures,
  serviceDay,
  transaction,
} from './invented.ts';

const version = '005010X222A1';
/** What the guide recommends as the most for one transaction set. */
const claimsInSet = 5000;
const claimsOfProvider = 250;

/** A file of professional claims, in pieces: every fourth for a dependent, every eighth paid by another payer first. */
export function* generate837P(claims: number): Generator<string> {
  const { head, tail } = envelope('HC', version);
  yield head;
  let sets = 0;
  for (let first = 0; first < claims; first += claimsInSet) {
    yield transaction('837', version, ++sets, setOf(first, Math.min(first + claimsInSet, claims)));
  }
  yield tail(sets);
}

function* setOf(first: number, end: number): Generator<string> {
  yield `BHT*0019*00*BATCH${first}*20260320*1815*CH`;
  yield 'NM1*41*2*BENCH BILLING SERVICE*****46*BENCHSENDER';
  yield 'PER*IC*DANA WELLS*TE*3125550142*EX*12*EM*BILLING@BENCH.EXAMPLE';
  yield 'NM1*40*2*BENCH CLEARINGHOUSE*****46*BENCHRECEIVER';
  let level = 0;
  let provider = 0;
  for (let index = first; index < end; index++) {
    if ((index - first) % claimsOfProvider === 0) {
      provider = ++level;
      yield* billingProvider(provider, index / claimsOfProvider);
    }
    const subscriber = ++level;
    const isDependent = index % 4 === 3;
    yield `HL*${subscriber}*${provider}*22*${isDependent ? 1 : 0}`;
    yield* subscriberSegments(index, isDependent);
    if (isDependent) {
      yield `HL*${++level}*${subscriber}*23*0`;
      yield* dependentSegments(index);
    }
    yield* claimSegments(index);
  }
}

function* billingProvider(level: number, index: number): Generator<string> {
  yield `HL*${level}**20*1`;
  yield 'PRV*BI*PXC*207Q00000X';
  yield `NM1*85*2*HARBOR FAMILY PRACTICE ${index}*****XX*${npi(index)}`;
  yield 'N3*100 HARBOR STREET*SUITE 4';
  yield 'N4*CHICAGO*IL*606010001';
  yield 'REF*EI*360000001';
  yield 'PER*IC*DANA WELLS*TE*3125550142';
}

function* subscriberSegments(index: number, isDependent: boolean): Generator<string> {
  const { last, first, middle } = person(index);
  yield `SBR*P*${isDependent ? '' : '18'}*GRP${index % 900}******CI`;
  yield `NM1*IL*1*${last}*${first}*${middle}***MI*W${100_000_000 + index}`;
  if (!isDependent) {
    yield* address(index);
    yield `DMG*D8*${birthDay(index, 1940 + (index % 80))}*${index % 2 ? 'F' : 'M'}`;
  }
  yield `NM1*PR*2*NORTHERN MUTUAL*****PI*NM00${index % 9}`;
}

function* dependentSegments(index: number): Generator<string> {
  const { last, first } = person(index + 1);
  yield 'PAT*19';
  yield `NM1*QC*1*${last}*${first}`;
  yield* address(index + 1);
  yield `DMG*D8*${birthDay(index + 5, 2000 + (index % 20))}*${index % 2 ? 'M' : 'F'}`;
}

function* claimSegments(index: number): Generator<string> {
  const lines = charges(index);
  const isSecondary = index % 8 === 5;
  const total = lines.reduce((sum, charge) => sum + charge, 0);
  yield `CLM*BENCH${String(index).padStart(12, '0')}*${amount(total)}***11:B:1*Y*A*Y*Y`;
  if (index % 9 === 0) yield `DTP*431*D8*${serviceDay(index)}`;
  if (index % 6 === 0) yield `REF*G1*AUTH${index}`;
  yield `REF*D9*TRACE${index}`;
  if (index % 5 === 0) yield `REF*EA*CHART${index % 7000}`;
  if (index % 11 === 0) yield 'NTE*ADD*PATIENT SEEN THE SAME DAY';
  const codes = [pick(diagnoses, index), ...(index % 2 ? [pick(diagnoses.slice(0, 3), index, 1)] : [])];
  const [principal, other] = codes[0] === codes[1] ? [codes[0]] : codes;
  yield `HI*ABK:${principal}${other ? `*ABF:${other}` : ''}`;
  if (index % 3 === 0) yield `NM1*DN*1*OKAFOR*NGOZI****XX*${npi(70_000_000 + (index % 50))}`;
  yield `NM1*82*1*LINDQVIST*SIGRID****XX*${npi(90_000_000 + (index % 40))}`;
  yield 'PRV*PE*PXC*207Q00000X';
  if (index % 10 === 0) {
    yield `NM1*77*2*HARBOR ANNEX*****XX*${npi(50_000_000)}`;
    yield* address(7);
  }
  if (isSecondary) yield* otherPayer(index, total);
  for (const [line, charge] of lines.entries()) {
    yield `LX*${line + 1}`;
    yield `SV1*HC:${pick(procedures, index, line)}*${amount(charge)}*UN*1***1${other && line % 2 ? ':2' : ''}`;
    yield `DTP*472*D8*${serviceDay(index)}`;
    yield `REF*6R*${index}L${line + 1}`;
    if (isSecondary) {
      yield `SVD*NM777*${amount(charge - 500)}*HC:${pick(procedures, index, line)}**1`;
      yield 'CAS*PR*1*5';
      yield `DTP*573*D8*${serviceDay(index)}`;
    }
  }
}

function* otherPayer(index: number, total: number): Generator<string> {
  const { last, first } = person(index);
  const lines = charges(index).length;
  yield 'SBR*S*18*GRP77******CI';
  yield `AMT*D*${amount(total - lines * 500)}`;
  yield 'OI***Y***Y';
  yield `NM1*IL*1*${last}*${first}****MI*V${index}`;
  yield 'NM1*PR*2*SOUTHERN MUTUAL*****PI*NM777';
}
