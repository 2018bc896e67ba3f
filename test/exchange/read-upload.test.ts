import { expect, test } from 'vitest';
import { findProblemsBeforeSending, type UploadEntry } from '../../shared/exchange/index.ts';
import { claim837i } from '../../shared/guides/claim-837i/index.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { remittance835 } from '../../shared/guides/remittance-835/index.ts';
import { inEnvelope } from '../guides/in-envelope.ts';
import { twoPayers837p } from '../guides/two-payers-837p.ts';
import { twoStays837i } from '../guides/two-stays-837i.ts';
import { entriesOf, pcn } from './sending.ts';

const file = inEnvelope(claim837p, twoPayers837p);

/** The file with one text replaced. */
function spoilt(was: string, by: string): string {
  if (!file.includes(was)) throw new Error(`the file has no ${was}`);
  return file.replace(was, by);
}

function claimsOf(entries: readonly UploadEntry[]) {
  return entries.flatMap((entry) => (entry.kind === 'claim' ? [entry] : []));
}

test('a claim is read with its surroundings and its place', async () => {
  const entries = await entriesOf(file);
  expect(entries.map(({ kind }) => kind)).toEqual(['claim', 'claim', 'claim']);
  const [first, second, third] = claimsOf(entries);
  expect(first).toMatchObject({
    place: { interchange: 1, group: 1, transaction: 1, claimOrdinal: 1, line: 26 },
    findings: [],
    payersLeft: 0,
    claim: {
      sourceId: 'AAAAAAAAAAAAAAA01',
      billingProvider: {
        lastNameOrOrganization: 'HARBOR FAMILY PRACTICE',
        npi: '1234567893',
        taxonomyCode: '207Q00000X',
      },
      subscriber: { memberId: 'W100200300', groupNumber: 'GRP100', dateOfBirth: '1984-02-29', gender: 'F' },
      payer: { payerId: 'NM001', name: 'NORTHERN MUTUAL', claimFilingCode: 'CI', responsibility: 'P' },
      totalCharge: 24550,
      placeOfServiceCode: '11',
      priorAuthorizationNumber: 'AUTH-9001',
      diagnoses: [
        { codeSystem: 'icd-10-cm', code: 'J0190' },
        { codeSystem: 'icd-10-cm', code: 'R05' },
      ],
      referringProvider: { lastNameOrOrganization: 'OKAFOR', firstName: 'NGOZI', npi: '1777777776' },
      serviceFacility: { organizationName: 'HARBOR ANNEX', npi: '1888888884' },
      serviceLines: [
        { providerControlNumber: 'LINE-1', serviceDate: '2026-02-16', procedureModifiers: ['25'], charge: 18050 },
        { serviceDate: '2026-02-16', serviceDateEnd: '2026-02-17', diagnosisCodePointers: [1] },
      ],
    },
  });
  expect(first?.claim).not.toHaveProperty('dependent');
  expect(second?.claim).toMatchObject({
    claimFrequencyCode: '7',
    payerClaimControlNumber: 'NM-CCN-1',
    accident: { causes: ['AA'], state: 'IL', date: '2026-01-10' },
  });
  expect(third?.claim).toHaveProperty('dependent');
});

test.each<[string, string, string, RegExp]>([
  ['a claim without a number', 'CLM*AAAAAAAAAAAAAAA01*', 'CLM**', /CLM01/],
  ['a charge that is no amount', '01*245.5*', '01*ABC*', /CLM02/],
])('%s is refused, and its neighbours are not', async (_, was, by, reason) => {
  const entries = await entriesOf(spoilt(was, by));
  expect(entries.map(({ kind }) => kind)).toEqual(['refused-claim', 'claim', 'claim']);
  const [first] = entries;
  if (first?.kind !== 'refused-claim') throw new Error('not refused');
  expect(first.place).toMatchObject({ claimOrdinal: 1, line: 26 });
  expect(first.findings[0]).toMatchObject({ code: 'claim-not-identifiable', message: expect.stringMatching(reason) });
});

test.each<[string, string, string, 'error' | 'warning', RegExp]>([
  [
    'a day that the calendar lacks',
    '*D8*20260216',
    '*D8*20260230',
    'error',
    /^Line 38, DTP03 in loop 2400: .*day that does not exist/,
  ],
  ['a code that the guide lacks', '1***1:2', '1***1:2****X', 'error', /SV1.* must be/],
  ['a diagnosis pointer that points nowhere', '1***1:2', '1***1:3', 'error', /diagnosis pointer/],
  ['a subscriber without a member id', '***MI*W100200300', '', 'error', /^Line 20, NM109 in loop 2010BA: .* member id/],
  [
    'a name without end, which is left out',
    '*LINDQVIST*SIGRID*',
    `*LINDQVIST*${'A'.repeat(70_000)}*`,
    'error',
    /^Line 31, NM104 in loop 2310B: .* left out when the claim is sent/,
  ],
  [
    'lines that are not numbered from 1, which is mended',
    'LX*1~\nSV1*HC:99213:25',
    'LX*7~\nSV1*HC:99213:25',
    'warning',
    /numbered/,
  ],
  ['a place of service without its qualifier, which is mended', '11:B:1', '11::1', 'warning', /CLM05/],
  ['an NPI with a wrong check digit', 'XX*1234567893', 'XX*1234567894', 'error', /^Line 10, NM109 in loop 2010AA/],
  ['five digits of ZIP, which payers let pass', '*IL*606010001', '*IL*60601', 'warning', /N403 in loop 2010AA/],
  ['a name with a space behind it, which is left out', '*MORGAN*', '*MORGAN *', 'warning', /begin or end with spaces/],
  [
    'a submitter without a phone number, who is another one when the claim is sent',
    'PER*IC*DANA WELLS*TE*3125550142*EX*12*EM*BILLING@HARBOR.EXAMPLE~',
    'PER*IC*DANA WELLS~',
    'warning',
    /PER/,
  ],
])('a claim with %s is taken, with the reason', async (_, was, by, severity, message) => {
  const [first] = claimsOf(await entriesOf(spoilt(was, by)));
  expect(first?.findings[0]).toMatchObject({ severity, message: expect.stringMatching(message) });
});

test('spaces around a text are left out when the claim is sent', async () => {
  const [first] = claimsOf(await entriesOf(spoilt('*MORGAN*', '*MORGAN *')));
  expect(first?.claim.subscriber.lastName).toBe('MORGAN');
  expect(first?.source).toMatchObject({ subscriber: { subscriberName: { name: { last: 'MORGAN' } } } });
});

test('what the guide has no place for holds the claim and is named', async () => {
  const [first] = claimsOf(await entriesOf(spoilt('REF*D9*TRACE-1~', 'REF*D9*TRACE-1~\nXYZ*1~')));
  expect(first?.findings).toMatchObject([
    { code: 'x12-segment-unknown', severity: 'error', message: expect.stringMatching(/^Line 29, XYZ.* left out when/) },
  ]);
});

test('a claim that says more than can be kept is refused', async () => {
  const form = `~\nLQ*UT*01.02${'~\nFRM*1**ANSWER'.repeat(99)}`;
  const [first] = await entriesOf(spoilt('REF*6R*LINE-1', `REF*6R*LINE-1${form.repeat(120)}`));
  expect(first).toMatchObject({ kind: 'refused-claim', findings: [{ code: 'claim-too-large' }] });
});

test('a correction clears what it corrects', async () => {
  const [first] = claimsOf(await entriesOf(spoilt('***MI*W100200300', '')));
  if (!first) throw new Error('no claim');
  const { claim, source } = first;
  const corrected = { ...claim, subscriber: { ...claim.subscriber, memberId: 'W100200300' } };
  expect(findProblemsBeforeSending({ claim, source, patientControlNumber: pcn(1) })).not.toEqual([]);
  expect(findProblemsBeforeSending({ claim: corrected, source, patientControlNumber: pcn(1) })).toEqual([]);
});

test.each<[string, string, RegExp]>([
  ['not X12', 'Dear Sirs,', /ISA/],
  ['an 835', inEnvelope(remittance835, 'BPR*I*0*C*NON************20260302'), /GS08: Only professional claims/],
  ['an 837I', inEnvelope(claim837i, twoStays837i), /GS08: Only professional claims .* institutional claims/],
  ['another version', file.replaceAll('005010X222A1', '004010X098'), /version/],
  ['cut off', file.slice(0, file.indexOf('SE*')), /SE|end/],
])('a file that is %s gives its reason', async (_, text, reason) => {
  const problems = (await entriesOf(text)).flatMap((entry) => (entry.kind === 'problem' ? [entry.finding] : []));
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.map(({ message }) => message).join(' ')).toMatch(reason);
});
