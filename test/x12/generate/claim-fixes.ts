import { type Adjusted, adjusted, everywhere, sum } from './fixes-everywhere.ts';
import type { Fixes } from './repaired.ts';

/** What the rules of the 837P and the 837I ask. */

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
  const { otherSubscribers, serviceLines, screeningReferral } = claim;
  if (screeningReferral) Object.assign(screeningReferral, { applies: 'Y', conditions: ['AV'] });
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
  namePayer(serviceLines, otherSubscribers.length > 0);
}

/** Of references to another payer: the first there is, or none. */
function namePayer(value: unknown, exists: boolean): void {
  if (typeof value !== 'object' || value === null) return;
  if ('payer' in value && typeof value.payer === 'object' && value.payer && 'qualifier' in value.payer) {
    if (exists) Object.assign(value.payer, { id: 'PAYER0' });
    else delete value.payer;
  }
  for (const inner of Object.values(value)) namePayer(inner, exists);
}

const claims: Fixes = {
  ...everywhere,
  DMG: (demographics) => {
    demographics.birthDate = '19800101';
  },
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

/** A place like another. */
function placed(entity: string, { address, city }: { address: object; city: object }) {
  return { name: { entity, type: '2' }, address: { ...address }, city: { ...city } };
}

/** Who refers comes before who cares first. */
function inOrder(referring: { name: { entity: string } }[]): void {
  for (const [at, { name }] of referring.entries()) name.entity = at === 0 ? 'DN' : 'P3';
}

export const professional: Fixes = {
  ...claims,
  '2300': (claim) => {
    const { diagnoses, serviceLines } = claim;
    diagnoses.principal = { qualifier: 'ABK', code: 'J10' };
    diagnoses.others = diagnoses.others.map((_: unknown, at: number) => ({ qualifier: 'ABF', code: `K1${at}` }));
    if (!claim.accidentDate) delete claim.claim.relatedCauses;
    else {
      claim.claim.relatedCauses = { cause: 'AA', state: 'TX' };
      claim.accidentDate.date = '20181231';
    }
    if (claim.ambulancePickUp) claim.ambulanceDropOff ??= placed('45', claim.ambulancePickUp);
    if (claim.ambulanceDropOff) claim.ambulancePickUp ??= placed('PW', claim.ambulanceDropOff);
    const last = diagnoses.others.length + 1;
    for (const line of serviceLines) {
      const { service, equipment, equipmentCertification, recertificationDate } = line;
      const { diagnosisPointers } = service;
      diagnosisPointers.pointers = diagnosisPointers.pointers.slice(0, last).map((_: number, at: number) => at + 1);
      if (equipment) {
        service.procedure = { qualifier: 'HC', code: 'E0100', modifiers: [] };
        equipment.procedure.code = 'E0100';
      }
      if (equipmentCertification) equipmentCertification.type = recertificationDate ? 'R' : 'I';
      if (line.ambulancePickUp) line.ambulanceDropOff ??= placed('45', line.ambulancePickUp);
      if (line.ambulanceDropOff) line.ambulancePickUp ??= placed('PW', line.ambulanceDropOff);
      inOrder(line.referringProviders);
    }
    inOrder(claim.referringProviders);
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

export const institutional: Fixes = {
  ...claims,
  '2300': (claim) => {
    const isStay = claim.dischargeHour || claim.principalProcedure || claim.otherProcedures.length > 0;
    claim.attendingProvider ??= { name: { entity: '71', type: '1', last: 'DOE' }, secondaryIds: [] };
    if (claim.otherProcedures.length > 0)
      claim.principalProcedure ??= { code: { qualifier: 'BBR', code: '02JA0ZZ', format: 'D8', date: '20240601' } };
    if (claim.otherOperatingPhysician || claim.principalProcedure)
      claim.operatingPhysician ??= { name: { entity: '72', type: '1', last: 'DOE' }, secondaryIds: [] };
    if (claim.autoAccidentState && claim.occurrences.length === 0)
      claim.occurrences.push({ codes: [{ qualifier: 'BH', code: '01', format: 'D8', date: '20240601' }] });
    claim.claim.facility.facilityTypeCode = isStay ? '11' : '13';
    claim.statementDates.date = '20190101-20251231';
    if (isStay) {
      claim.admittingDiagnosis ??= {};
      claim.dischargeHour ??= { qualifier: '096', format: 'TM', date: '0900' };
    }
    if (claim.admissionDate || isStay) claim.admissionDate = { qualifier: '435', format: 'DT', date: '201901010800' };
    delete claim[isStay ? 'reasonsForVisit' : 'admittingDiagnosis'];
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
