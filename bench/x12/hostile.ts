import { generate835 } from './generate-835.ts';
import { generate837P } from './generate-837p.ts';

/** Files that have far more of something than any should, by what it is. `many`: how many of it. */

const isa =
  'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260102*0304*^*00501*000000007*0*T*:~\n';

type Segments = readonly string[];

function file(set: string, version: string, functionalId: string, segments: Segments): string {
  const reference = set === '835' ? '' : `*${version}`;
  return `${isa}GS*${functionalId}*A*B*20260320*0915*1*X*${version}~
ST*${set}*0001${reference}~
${segments.join('~\n')}~
SE*${segments.length + 2}*0001~
GE*1*1~
IEA*1*000000007~
`;
}

/** The segments between ST and SE of a generated file. */
function segmentsOf(pieces: Iterable<string>): Segments {
  const segments = [...pieces]
    .join('')
    .split('~')
    .map((segment) => segment.trim());
  const start = segments.findIndex((segment) => segment.startsWith('ST*'));
  return segments.slice(
    start + 1,
    segments.findIndex((segment) => segment.startsWith('SE*')),
  );
}

function times(many: number, of: (index: number) => Segments): Segments {
  return Array.from({ length: many }, (_, index) => of(index)).flat();
}

/** Puts segments behind the last one that begins so. */
function behind(segments: Segments, start: string, more: Segments): Segments {
  const at = segments.findLastIndex((segment) => segment.startsWith(start));
  return segments.toSpliced(at + 1, 0, ...more);
}

// The last one was paid by another payer first.
const claims = segmentsOf(generate837P(6));
const lastClaim = claims.slice(claims.findLastIndex((segment) => segment.startsWith('CLM*')));
const payments = segmentsOf(generate835(2));
const professional = (segments: Segments) => file('837', '005010X222A1', 'HC', segments);
const remittance = (segments: Segments) => file('835', '005010X221A1', 'HP', segments);
const eligibility = (segments: Segments) => file('271', '005010X279A1', 'HB', segments);

const line = (index: number) => [
  `LX*${index + 2}`,
  'SV1*HC:99213*15*UN*1***1',
  'DTP*472*D8*20260201',
  `REF*6R*X${index}`,
];
const otherPayer = (index: number) => [
  'SBR*S*18*GRP77******CI',
  'AMT*D*5',
  'OI***Y***Y',
  'NM1*IL*1*A*B****MI*V1',
  `NM1*PR*2*SOUTHERN*****PI*N${index}`,
];
const adjudication = (index: number) => [`SVD*N${index}*5*HC:99213**1`, 'CAS*PR*1*5', 'DTP*573*D8*20260201'];
const adjudicated = (many: number, segments: Segments) =>
  segments.flatMap((segment) => (segment.startsWith('SVD*') ? times(many, adjudication) : [segment]));
const otherPayers = (many: number) => behind(claims, 'NM1*PR*2*SOUTHERN', times(many, otherPayer));
const member = ['HL*3*2*22*1', 'TRN*2*1*9ABCDEFGHI', 'NM1*IL*1*A*B****MI*1'];
const informed = ['BHT*0022*11*1*20260101*0101', 'HL*1**20*1', 'NM1*PR*2*P*****PI*1', 'HL*2*1*21*1', 'NM1*1P*2*B'];
const acknowledged = [
  'BHT*0085*08*1*20260101*0101*TH',
  'HL*1**20*1',
  'NM1*PR*2*P*****PI*1',
  'HL*2*1*21*1',
  'NM1*41*2*S*****46*1',
  'HL*3*2*19*1',
  'NM1*85*2*B*****XX*1000000004',
];

/** A file that breaks off in a claim's lines, and then nothing but one thing. */
const openThen = (piece: string, many: number) => {
  const text = professional(claims);
  return text.slice(0, text.lastIndexOf('REF*6R')) + piece.repeat(many);
};

export const hostileFiles: Readonly<Record<string, (many: number) => string>> = {
  'lines of a claim': (many) => professional(behind(claims, 'REF*6R', times(many, line))),
  'references of a claim': (many) =>
    professional(
      behind(
        claims,
        'CLM*',
        times(many, (index) => [`REF*9F*X${index}`]),
      ),
    ),
  'unknown segments': (many) =>
    professional(
      behind(
        claims,
        'CLM*',
        times(many, (index) => [`ZZZ*X${index}`]),
      ),
    ),
  'elements of a segment': (many) => professional(behind(claims, 'CLM*', [`HI${'*ABK:J20'.repeat(many)}`])),
  'other payers': (many) => professional(otherPayers(many)),
  'adjudications of a line': (many) => professional(adjudicated(many, claims)),
  'other payers and adjudications': (many) => professional(adjudicated(many, otherPayers(many))),
  'claims of a patient': (many) => professional([...claims, ...times(many, () => lastClaim)]),
  'levels side by side': (many) => professional([...claims, ...times(many, (index) => [`HL*${index + 20}*1*22*0`])]),
  'levels in one another': (many) =>
    professional([...claims, ...times(many, (index) => [`HL*${index + 20}*${index + 19}*23*1`])]),
  'providers of a claim': (many) =>
    professional(
      behind(
        claims,
        'HI*',
        times(many, () => ['NM1*DN*1*LINDQVIST*S****XX*1900000005']),
      ),
    ),
  'characters beyond ASCII': (many) =>
    professional(
      behind(
        claims,
        'CLM*',
        times(many, () => ['NTE*ADD*Ü']),
      ),
    ),
  'adjustments of a line': (many) =>
    remittance(
      behind(
        payments,
        'CAS*',
        times(many, () => ['CAS*CO*45*1']),
      ),
    ),
  'lines of a payment': (many) =>
    remittance(
      behind(
        payments,
        'SVC*',
        times(many, () => ['SVC*HC:99213*10*5**1', 'DTM*472*20260201', 'CAS*CO*45*5']),
      ),
    ),
  'provider adjustments': (many) => remittance([...payments, ...times(many, () => ['PLB*1000000004*20261231*WO:A*5'])]),
  'answers of a 999': (many) =>
    file('999', '005010X231A1', 'FA', [
      'AK1*HC*1*005010X222A1',
      'AK2*837*0001*005010X222A1',
      ...times(many, (index) => [`IK3*CLM*${index + 3}*2300*8`, 'IK4*1*1028*1']),
      'IK5*R*5',
      'AK9*R*1*1*0',
    ]),
  'patients of a 277CA': (many) =>
    file('277', '005010X214', 'HN', [
      ...acknowledged,
      ...times(many, (index) => [`HL*${index + 4}*3*PT`, 'NM1*QC*1*A*B****MI*1', `TRN*2*X${index}`]),
    ]),
  'benefits of a member': (many) => eligibility([...informed, ...member, ...times(many, () => ['EB*1**30'])]),
  'dependents of a member': (many) =>
    eligibility([
      ...informed,
      ...member,
      ...times(many, (index) => [`HL*${index + 4}*3*23*0`, 'NM1*03*1*A*B', 'EB*1**30']),
    ]),
  'claims without a place': (many) => openThen('CLM*X*1***11:B:1~', many),
  'levels of no kind': (many) => openThen('HL*9*1*99*1~', many),
  'loops out of place': (many) => openThen('NM1*82*1*A****XX*99~', many),
  'loops of no kind': (many) => openThen('NM1*ZZ*1~', many),
  'lines without number': (many) => openThen('SV1*HC:1*1*UN*1~', many),
  'transaction sets without end': (many) => openThen('ST*837*0001*005010X222A1~', many),
  'interchanges without end': (many) => openThen(isa, many / 4),
  'whole interchanges': (many) => professional(claims).repeat(many / 40),
  'tiny segments': (many) => openThen('~', many),
  repetitions: (many) => openThen('^^^^^^^^', many),
  blanks: (many) => openThen(' '.repeat(1000), many),
  interchanges: (many) => `${isa}IEA*0*000000007~\n`.repeat(many),
  'groups of one number': (many) =>
    `${isa}${'GS*HC*A*B*20260320*0915*1*X*005010X222A1~\nGE*0*1~\n'.repeat(many)}IEA*${many}*000000007~\n`,
  'half interchange headers': (many) => 'ISA*00*'.repeat(many),
  'no terminator': (many) => `${isa}GS*HC*${'A'.repeat(500 * many)}`,
};
