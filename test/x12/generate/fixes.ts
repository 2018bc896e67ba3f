import type { Guide } from '../../../shared/x12/index.ts';
import type { Fixes } from './repaired.ts';

/** What the rules of the guides ask and no table says, put right in a line or two each. */

interface Adjusted {
  readonly adjustments: readonly { readonly amount: number }[];
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

function adjusted(segments: readonly Adjusted[]): number {
  return sum(segments, ({ adjustments }) => sum(adjustments, ({ amount }) => amount));
}

/** Ten digits whose last makes the sum right that NPIs are checked by. */
export function npi(seed: string): string {
  const digits = [...`1${seed.replace(/\D/g, '')}00000000`.slice(0, 9)].map(Number);
  const doubled = digits.map((digit, at) => (at % 2 === 0 ? ([0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit] ?? 0) : digit));
  return digits.join('') + String((10 - ((24 + sum(doubled, (digit) => digit)) % 10)) % 10);
}

const everywhere: Fixes = {
  NM1: (name) => {
    if (name.idQualifier === 'XX') name.id = npi(name.id);
  },
  N4: (place) => {
    if (place.subdivision) Object.assign(place, { country: 'MX' });
    else Object.assign(place, { state: 'TX', postalCode: '787010000', ...(place.country && { country: 'US' }) });
  },
};

function otherSubscriber() {
  const name = { entity: 'IL', type: '1', last: 'DOE', idQualifier: 'MI', id: 'M1' };
  const payer = { entity: 'PR', type: '2', last: 'PLAN', idQualifier: 'PI', id: 'P1' };
  return {
    subscriber: { payerSequence: 'A', relationship: '18' },
    adjustments: [],
    coverage: { benefitsAssigned: 'Y', releaseOfInformation: 'Y' },
    subscriberName: { name },
    payer: { name: payer },
  };
}

type Charged = { readonly service: { readonly charge: number } };
type Adjudicated = { adjudication: { payer: string; paid: number }; adjustments: Adjusted[] };

/** Of each kind one: what is said twice is a fault. */
function once<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): Item[] {
  return items.filter((item, at) => items.findIndex((other) => keyOf(other) === keyOf(item)) === at);
}

const byGroup = ({ group }: { group: string }) => group;

/** Charges, numbers of lines, and what other payers paid. */
// biome-ignore lint/suspicious/noExplicitAny: the claims of two guides.
function settle(claim: any): void {
  const { otherSubscribers, serviceLines } = claim;
  claim.claim.facility.claimFrequencyCode = claim.payerClaimControlNumber ? '7' : '1';
  claim.claim.totalCharge = sum(serviceLines, ({ service }: Charged) => service.charge);
  if (serviceLines.some(({ adjudications }: { adjudications: [] }) => adjudications.length > 0))
    if (otherSubscribers.length === 0) otherSubscribers.push(otherSubscriber());
  for (const [at, line] of serviceLines.entries()) {
    line.lineNumber.number = at + 1;
    if (line.providerControlNumber) line.providerControlNumber.id = `LINE${at}`;
    line.adjudications = line.adjudications.slice(0, otherSubscribers.length);
    for (const [index, one] of line.adjudications.entries()) {
      one.adjustments = once(one.adjustments, byGroup);
      one.adjudication.payer = `PAYER${index}`;
      one.adjudication.paid = line.service.charge - adjusted(one.adjustments);
    }
  }
  for (const [at, other] of otherSubscribers.entries()) {
    other.subscriber.payerSequence = 'ABCDEFGHST'.charAt(at);
    other.payer.name.id = `PAYER${at}`;
    other.adjustments = once(other.adjustments, byGroup);
    const lines: Adjudicated[] = serviceLines.flatMap((line: { adjudications: [] }) => line.adjudications[at] ?? []);
    if (lines.length > 0) {
      delete other.payer.paymentDate;
      delete other.remainingPatientLiability;
      other.payerPaid ??= { qualifier: 'D', amount: 0 };
    } else if (other.payer.paymentDate) other.payerPaid ??= { qualifier: 'D', amount: 0 };
    else if (other.payerPaid) other.payer.paymentDate = { qualifier: '573', format: 'D8', date: '20250601' };
    const before = lines.length > 0 ? sum(lines, (line) => line.adjudication.paid) : claim.claim.totalCharge;
    if (other.payerPaid) other.payerPaid.amount = before - adjusted(other.adjustments);
  }
}

const claims: Fixes = {
  ...everywhere,
  '2010BA': ({ name }) => {
    if (name.type === '1' && name.id === undefined) Object.assign(name, { idQualifier: 'MI', id: 'M123' });
  },
  '2000B': (level) => {
    const { subscriber, subscriberName } = level;
    const isPatient = level.claims.length > 0 && level.patients.length === 0;
    subscriber.payerSequence = 'P';
    if (isPatient) subscriber.relationship = '18';
    else delete subscriber.relationship;
    if (!isPatient) level.claims = [];
    else {
      subscriberName.address ??= { line1: '1 MAIN ST' };
      subscriberName.city ??= { city: 'AUSTIN', state: 'TX', postalCode: '78701' };
      subscriberName.demographics ??= { dateFormat: 'D8', birthDate: '19800101', gender: 'F' };
    }
  },
};

const professional: Fixes = {
  ...claims,
  '2300': (claim) => {
    const { diagnoses, serviceLines } = claim;
    diagnoses.principal = { qualifier: 'ABK', code: 'J10' };
    diagnoses.others = diagnoses.others.map((_: unknown, at: number) => ({ qualifier: 'ABF', code: `K1${at}` }));
    if (!claim.accidentDate) delete claim.claim.relatedCauses;
    else if (claim.claim.relatedCauses) claim.claim.relatedCauses.state = 'TX';
    const last = diagnoses.others.length + 1;
    for (const { service } of serviceLines)
      service.diagnosisPointers.pointers = service.diagnosisPointers.pointers
        .slice(0, last)
        .map((_: number, at: number) => at + 1);
    settle(claim);
  },
};

type Codes = { codes: { qualifier: string; code: string; date?: string }[] } | undefined;

/** Codes of one list, none of them twice. */
function numbered(segments: readonly Codes[], qualifier: string, codeOf: (at: number) => string): void {
  let at = 0;
  for (const segment of segments)
    for (const one of segment?.codes ?? []) Object.assign(one, { qualifier, code: codeOf(at++) });
}

const institutional: Fixes = {
  ...claims,
  '2300': (claim) => {
    const isStay = claim.dischargeHour || claim.principalProcedure || claim.otherProcedures.length > 0;
    if (claim.otherProcedures.length > 0)
      claim.principalProcedure ??= { code: { qualifier: 'BBR', code: '02JA0ZZ', format: 'D8', date: '20240601' } };
    if (claim.otherOperatingPhysician)
      claim.operatingPhysician ??= { name: { entity: '72', type: '1', last: 'DOE' }, secondaryIds: [] };
    if (claim.autoAccidentState && claim.occurrences.length === 0)
      claim.occurrences.push({ codes: [{ qualifier: 'BH', code: '01', format: 'D8', date: '20240601' }] });
    claim.claim.facility.facilityTypeCode = isStay ? '11' : '13';
    claim.statementDates.date = '20190101-20251231';
    if (claim.admissionDate || isStay) claim.admissionDate = { qualifier: '435', format: 'DT', date: '201901010800' };
    Object.assign(claim.admission, { admissionType: '1', pointOfOrigin: '1', patientStatus: '01' });
    Object.assign(claim.principalDiagnosis.code, { qualifier: 'ABK', code: 'J10', presentOnAdmission: 'Y' });
    if (claim.admittingDiagnosis) claim.admittingDiagnosis.code = { qualifier: 'ABJ', code: 'J10' };
    if (claim.principalProcedure) Object.assign(claim.principalProcedure.code, { qualifier: 'BBR', code: '02JA0ZZ' });
    numbered(claim.otherDiagnoses, 'ABF', (at) => `K${10 + at}`);
    numbered([claim.externalCauses], 'ABN', (at) => `V${10 + at}1`);
    numbered([claim.reasonsForVisit], 'APR', (at) => `R${10 + at}`);
    numbered(claim.otherProcedures, 'BBQ', (at) => `02JA0${String(at).padStart(2, '0')}`);
    numbered(claim.conditions, 'BG', (at) => String(10 + at));
    numbered(claim.values, 'BE', (at) => String(10 + at));
    numbered(claim.occurrences, 'BH', (at) => String(at + 1).padStart(2, '0'));
    numbered(claim.occurrenceSpans, 'BI', (at) => String(70 + at));
    for (const one of [...claim.otherDiagnoses, claim.externalCauses ?? []].flatMap(({ codes }) => codes ?? []))
      one.presentOnAdmission = 'Y';
    for (const line of claim.serviceLines) {
      const { service } = line;
      line.serviceDate ??= { qualifier: '472', format: 'D8' };
      service.revenueCode = '0250';
      if (service.nonCoveredCharge > service.charge) service.nonCoveredCharge = service.charge;
      line.serviceDate.date = line.serviceDate.format === 'D8' ? '20240601' : '20240601-20240602';
    }
    settle(claim);
  },
};

const remittance: Fixes = {
  ...everywhere,
  '2110': ({ service, adjustments }) => {
    service.paid = service.charge - adjusted(adjustments);
  },
  '2100': ({ claim, adjustments, serviceLines }) => {
    claim.paid =
      claim.totalCharge -
      adjusted(adjustments) -
      sum(serviceLines, (line: { adjustments: Adjusted[] }) => adjusted(line.adjustments));
  },
  '835': ({ payment, trace, headers, providerAdjustments }) => {
    payment.method = payment.payerAccount && payment.payeeAccount ? 'ACH' : 'NON';
    if (payment.originator) trace.originator = payment.originator;
    const claimsPaid = sum(headers, (header: { claims: { claim: { paid: number } }[] }) =>
      sum(header.claims, ({ claim }) => claim.paid),
    );
    const net = claimsPaid - adjusted(providerAdjustments);
    payment.amount = Math.abs(net);
    payment.creditDebit = net < 0 ? 'D' : 'C';
  },
};

const acknowledgement: Fixes = {
  '999': ({ groupResult }) => {
    groupResult.accepted = groupResult.received;
  },
};

const inquiry: Fixes = {
  ...everywhere,
  '2000C': ({ subscriber, dependents }) => {
    if (dependents.length + subscriber.inquiries.length === 0)
      subscriber.inquiries.push({ inquiry: { serviceTypes: ['30'] } });
  },
};

const status: Fixes = {
  ...everywhere,
  '2000B': (level) => {
    if (level.providers.length === 0)
      level.outcome ??= { trace: { type: '2', number: '1' }, statuses: [answered('41')] };
  },
  '2000C': (level) => {
    if (level.subscribers.length === 0)
      level.outcome ??= { trace: { type: '1', number: '1' }, statuses: [answered('1P')] };
  },
  '2000D': (level) => {
    if (level.claims.length + level.dependents.length === 0)
      level.claims.push({ trace: { type: '2', number: '1' }, statuses: [answered()], serviceLines: [] });
  },
};

function answered(entity?: string) {
  return { first: { category: 'F0', status: '1', ...(entity && { entity }) }, date: '20250601' };
}

const statusInquiry: Fixes = {
  ...everywhere,
  '2000D': (level) => {
    const serviceDate = { qualifier: '472', format: 'D8', date: '20250601' };
    if (level.claims.length + level.dependents.length === 0)
      level.claims.push({ trace: { type: '1', number: '1' }, serviceDate, serviceLines: [] });
    if (level.claims.length > 0) level.demographics ??= { dateFormat: 'D8', birthDate: '19800101' };
  },
};

const fixesByGuide: Readonly<Record<string, Fixes>> = {
  'HS 005010X279A1': inquiry,
  'HP 005010X221A1': remittance,
  'HC 005010X222A1': professional,
  'HC 005010X223A2': institutional,
  'HR 005010X212': statusInquiry,
  'HN 005010X212': status,
  'FA 005010X231A1': acknowledgement,
};

export function fixesOf({ functionalId, version }: Guide): Fixes {
  return fixesByGuide[`${functionalId} ${version}`] ?? everywhere;
}
