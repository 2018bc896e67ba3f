import type { Upload } from '../../local/commands/upload.ts';
import type { Configuration } from '../../shared/claims/index.ts';
import type { SimulationInput } from '../../simulator/index.ts';
import { claimsText } from '../simulator/claims-text.ts';

/** Claims for every way that a claim can go, in three uploads; the third says again what the first said. */

interface Words {
  readonly id: string;
  readonly memberId: string;
  readonly codes: readonly (readonly [code: string, charge: string])[];
  readonly diagnosisCodes?: readonly string[];
}

const visit = ['99213', '140.00'] as const;
const swab = ['87880', '38.00'] as const;

/** Neighbours of one file: what spoils it makes the others go again. */
const atElmStreet: readonly Words[] = [
  { id: 'copay', memberId: 'M0001', codes: [visit, swab] },
  { id: 'deductible', memberId: 'M0002', codes: [visit] },
  { id: 'coinsurance', memberId: 'M0002', codes: [['99214', '205.00']] },
  { id: 'denied', memberId: 'DENY50-3', codes: [visit] },
  { id: 'denied in part', memberId: 'PARTIAL97-4', codes: [visit, swab] },
  { id: 'rejected by the 999', memberId: 'REJ999-5', codes: [visit] },
  { id: 'rejected by the 277CA', memberId: 'REJ277A7-6', codes: [visit] },
  { id: 'not covered', memberId: 'INACTIVE-7', codes: [visit] },
  { id: 'never paid', memberId: 'SILENT-8', codes: [visit] },
  { id: 'held', memberId: 'M0009', codes: [visit], diagnosisCodes: [] },
];

const atHarbor: readonly Words[] = [
  { id: 'never acknowledged', memberId: 'SILENTACK-1', codes: [visit] },
  { id: 'unbalanced', memberId: 'UNBALANCED-2', codes: [visit] },
  { id: 'split', memberId: 'SPLIT-3', codes: [visit, swab] },
  { id: 'paid early', memberId: 'EARLY-4', codes: [visit] },
  { id: 'paid twice', memberId: 'TWICE-5', codes: [visit] },
  { id: 'taken back', memberId: 'TAKEBACK-6', codes: [visit] },
  { id: 'rejected too', memberId: 'REJ999-8', codes: [visit] },
  { id: 'reversed', memberId: 'REVERSE-7', codes: [['99214', '205.00'], swab] },
  { id: 'reversed too', memberId: 'REVERSE-9', codes: [visit] },
];

const serviceDate = '2026-03-02';

function encounter(practiceId: string, words: Words, note: object = {}): object {
  const { id, memberId, codes, diagnosisCodes = ['J02.9'] } = words;
  return {
    encounterId: id,
    practiceId,
    payerId: practiceId === 'elm-street' ? 'AAAHP' : 'BBBHP',
    subscriber: {
      memberId,
      lastName: `Sample${memberId.replaceAll(/\W/g, '')}`,
      firstName: 'Robin',
      dateOfBirth: '1980-05-17',
      gender: 'F',
      address: { address1: '1 Test Lane', city: 'Fernbank', state: 'OH', postalCode: '45099-1410' },
    },
    placeOfServiceCode: '11',
    diagnosisCodes,
    serviceLines: codes.map(([procedureCode, charge]) => ({
      serviceDate,
      procedureCode,
      charge,
      units: 1,
      diagnosisCodePointers: [1],
    })),
    ...note,
  };
}

const first = atElmStreet.map((words) => encounter('elm-street', words));
const second = [
  ...atHarbor.map((words) => encounter('harbor', words)),
  ...atElmStreet.slice(0, 1).map((words) => encounter('elm-street', words)),
  // Conflicts: of a claim that will be closed and of one that will wait.
  ...atElmStreet.slice(1, 2).map((words) => encounter('elm-street', words, { totalCharge: '141.00' })),
  ...atElmStreet.slice(5, 6).map((words) => encounter('elm-street', { ...words, memberId: 'M0005' })),
  { encounterId: 'refused', practiceId: 'harbor' },
];
const third = claimsText({
  controlNumber: 1,
  transactions: [
    [
      {
        number: 'PLAIN',
        memberId: 'M1001',
        payerId: 'BBBHP',
        lines: [{ code: '99213', charge: '125.00', date: '20260302' }],
      },
      {
        number: 'PLAIN',
        memberId: 'M1001',
        payerId: 'BBBHP',
        lines: [{ code: '99213', charge: '125.00', date: '20260302' }],
      },
    ],
  ],
});

const lines = (records: readonly object[]): string => records.map((each) => `${JSON.stringify(each)}\n`).join('');

export const batch: readonly Upload[] = [
  { path: '/uploads/elm-street.ndjson', bytes: Buffer.from(lines(first)) },
  { path: '/uploads/harbor.json', bytes: Buffer.from(JSON.stringify(second)) },
  { path: '/uploads/sample-practice.837', bytes: Buffer.from(third) },
];

/** The morning after the services. */
export const begin = new Date('2026-03-03T08:00:00Z');

const practice = (practiceId: string, npi: string, taxId: string): Configuration['practices'][number] => ({
  practiceId,
  billingProvider: {
    lastNameOrOrganization: `Practice ${practiceId}`,
    npi,
    taxonomyCode: '207Q00000X',
    taxId,
    taxIdType: 'EI',
    address: { address1: '410 Larkspur Avenue', city: 'Fernbank', state: 'OH', postalCode: '450991410' },
  },
});
const payer = (payerId: string): Configuration['payers'][number] => ({
  payerId,
  name: `Sample Payer ${payerId}`,
  claimFilingCode: 'CI',
  timelyFilingDays: 180,
  acknowledgementDays: 10,
  remittanceDays: 45,
  corrections: 'replacement',
});

export const configuration: Configuration = {
  tradingPartners: {
    submitter: { id: 'CLAIMWRIGHT', name: 'Claimwright Test', phoneNumber: '6145550100' },
    receiver: { id: 'TESTHOUSE', name: 'Test Clearinghouse' },
    usage: 'T',
  },
  practices: [practice('elm-street', '1000001010', '780010001'), practice('harbor', '1000002018', '780010002')],
  providers: [],
  payers: [payer('AAAHP'), payer('BBBHP')],
};

export const simulation: SimulationInput = {
  defaults: { feeSchedule: { '99213': '102.00', '99214': '146.00', '87880': '16.50' } },
  payers: [
    {
      payerId: 'BBBHP',
      benefits: { coinsurancePercent: 10 },
    },
    {
      payerId: 'AAAHP',
      benefits: {
        deductible: '150.00',
        coinsurancePercent: 20,
        copays: [{ amount: '30.00', procedureCodes: ['87880'] }],
      },
    },
  ],
};
