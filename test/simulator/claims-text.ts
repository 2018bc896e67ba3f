/** A professional claim for tests, in few words. */
export interface ClaimWords {
  readonly number: string;
  readonly memberId?: string;
  readonly payerId?: string;
  readonly npi?: string;
  readonly lines?: readonly LineWords[];
  readonly frequency?: string;
  /** REF*F8. */
  readonly replaces?: string;
  /** SBR01. */
  readonly sequence?: 'P' | 'S' | 'T';
  /** Segments of loop 2320, and of 2430 by line. */
  readonly otherPayer?: readonly string[];
  readonly total?: string;
  /** The first name of a patient who is not the subscriber. */
  readonly dependent?: string;
  readonly placeOfService?: string;
}

interface LineWords {
  readonly code: string;
  readonly charge: string;
  readonly units?: number;
  readonly date?: string;
  readonly priorPayer?: readonly string[];
}

export interface FileWords {
  readonly controlNumber: number;
  /** Claims of each transaction set. */
  readonly transactions: readonly (readonly ClaimWords[])[];
  readonly acknowledgementRequested?: boolean;
}

const visit: LineWords = { code: '99213', charge: '125.00' };

function lineSegments(
  { code, charge, units = 1, date = '20261102', priorPayer = [] }: LineWords,
  index: number,
): string[] {
  return [
    `LX*${index + 1}`,
    `SV1*HC:${code}*${charge}*UN*${units}***1`,
    `DTP*472*D8*${date}`,
    `REF*6R*LINE${index + 1}`,
    ...priorPayer,
  ];
}

function claimSegments(claim: ClaimWords, firstLevel: number, parent: number): string[] {
  const { number, memberId = 'MEMBER1', payerId = '60054', lines = [visit], sequence = 'P', dependent } = claim;
  const { frequency = '1', replaces, placeOfService = '11' } = claim;
  const total = claim.total ?? lines.reduce((sum, { charge }) => sum + Number(charge), 0).toFixed(2);
  const person = ['N3*1 ELM STREET', 'N4*SPRINGFIELD*IL*62701', 'DMG*D8*19700101*F'];
  return [
    `HL*${firstLevel}*${parent}*22*${dependent ? 1 : 0}`,
    `SBR*${sequence}*${dependent ? '' : '18'}*******CI`,
    `NM1*IL*1*SAMPLE*JANE****MI*${memberId}`,
    ...person,
    `NM1*PR*2*SAMPLE HEALTH ${payerId}*****PI*${payerId}`,
    ...(dependent
      ? [`HL*${firstLevel + 1}*${firstLevel}*23*0`, 'PAT*19', `NM1*QC*1*SAMPLE*${dependent}`, ...person]
      : []),
    `CLM*${number}*${total}***${placeOfService}:B:${frequency}*Y*A*Y*Y`,
    ...(replaces ? [`REF*F8*${replaces}`] : []),
    'HI*ABK:J069',
    'NM1*82*1*HEALER*HANNAH****XX*1999999984',
    'PRV*PE*PXC*207Q00000X',
    ...(claim.otherPayer ?? []),
    ...lines.flatMap(lineSegments),
  ];
}

function transactionSegments(claims: readonly ClaimWords[], ordinal: number, controlNumber: number): string[] {
  const st = String(ordinal + 1).padStart(4, '0');
  const body = [
    `ST*837*${st}*005010X222A1`,
    `BHT*0019*00*REF${controlNumber}${st}*20261123*1200*CH`,
    'NM1*41*2*SAMPLE PRACTICE*****46*PRACTICE1',
    'PER*IC*OFFICE*TE*2175550100',
    'NM1*40*2*CLEARINGHOUSE*****46*CLEARING1',
  ];
  let level = 0;
  for (const [npi, ofProvider] of Map.groupBy(claims, (claim) => claim.npi ?? '1234567893')) {
    const provider = ++level;
    body.push(
      `HL*${provider}**20*1`,
      `NM1*85*2*SAMPLE PRACTICE*****XX*${npi}`,
      'N3*100 MAIN STREET',
      'N4*SPRINGFIELD*IL*627010001',
      'REF*EI*123456789',
    );
    for (const claim of ofProvider) {
      body.push(...claimSegments(claim, level + 1, provider));
      level += claim.dependent ? 2 : 1;
    }
  }
  return [...body, `SE*${body.length + 1}*${st}`];
}

/** The text of an 837P file. */
export function claimsText({ controlNumber, transactions, acknowledgementRequested = false }: FileWords): string {
  const isa13 = String(controlNumber).padStart(9, '0');
  const requested = acknowledgementRequested ? '1' : '0';
  const segments = [
    `ISA*00*          *00*          *ZZ*PRACTICE1      *ZZ*CLEARING1      *261123*1200*^*00501*${isa13}*${requested}*T*:`,
    `GS*HC*PRACTICE1*CLEARING1*20261123*1200*${controlNumber}*X*005010X222A1`,
    ...transactions.flatMap((claims, index) => transactionSegments(claims, index, controlNumber)),
    `GE*${transactions.length}*${controlNumber}`,
    `IEA*1*${isa13}`,
  ];
  return `${segments.join('~')}~`;
}
