import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Claim } from '../../shared/claims/index.ts';
import {
  findProblemsBeforeSending,
  isOfClaim,
  parseBatchReference,
  readSentClaims,
  writeClaims837P,
} from '../../shared/exchange/index.ts';
import { asCents } from '../../shared/money.ts';
import { arbitraryClaim } from './arbitrary-claim.ts';
import { pcn, sending } from './sending.ts';
import { visit } from './visit.ts';

function fileOf(...claims: Claim[]) {
  return { ...sending, claims: claims.map((claim, index) => ({ claim, patientControlNumber: pcn(index + 1) })) };
}

function segmentsOf(text: string): string[] {
  return text.split('~');
}

test('an encounter becomes this 837', () => {
  expect(segmentsOf(writeClaims837P(fileOf(visit)).text)).toEqual([
    'ISA*00*          *00*          *ZZ*CLAIMWRIGHT    *ZZ*CLEARINGHOUSE  *261123*1147*^*00501*000000907*1*T*:',
    'GS*HC*CLAIMWRIGHT*CLEARINGHOUSE*20261123*1147*907*X*005010X222A1',
    'ST*837*0001*005010X222A1',
    'BHT*0019*00*0000009070001*20261123*1147*CH',
    'NM1*41*2*CLAIMWRIGHT*****46*CLAIMWRIGHT',
    'PER*IC*CLAIMWRIGHT*TE*8005550100',
    'NM1*40*2*CLEARING HOUSE*****46*CLEARINGHOUSE',
    'HL*1**20*1',
    'PRV*BI*PXC*207Q00000X',
    'NM1*85*2*HARBOR FAMILY PRACTICE*****XX*1234567893',
    'N3*100 HARBOR ST*SUITE 4',
    'N4*CHICAGO*IL*606010001',
    'REF*EI*360000001',
    'PER*IC*DANA WELLS*TE*3125550142',
    'HL*2*1*22*0',
    'SBR*P*18*GRP100******CI',
    'NM1*IL*1*MUNOZ*JOSE****MI*W100200300',
    'N3*12 ELM ST',
    'N4*CHICAGO*IL*60614',
    'DMG*D8*19840229*M',
    'NM1*PR*2*NORTHERN MUTUAL*****PI*NM001',
    'CLM*CLAIMAAAAAAAAAA01*245.5***11:B:1*Y*A*Y*Y',
    'REF*G1*AUTH-9001',
    'HI*ABK:J0190*ABF:R05',
    'LX*1',
    'SV1*HC:99213:25*180.5*UN*1***1:2',
    'DTP*472*D8*20260216',
    'REF*6R*CLAIMAAAAAAAAAA01L1',
    'LX*2',
    'SV1*HC:87880*65*UN*1***1',
    'DTP*472*RD8*20260216-20260217',
    'REF*6R*CLAIMAAAAAAAAAA01L2',
    'SE*31*0001',
    'GE*1*907',
    'IEA*1*000000907',
    '',
  ]);
});

test.each<[string, Claim, RegExp | undefined, RegExp | undefined]>([
  [
    'a rendering provider who bills is not said',
    { ...visit, renderingProvider: visit.billingProvider },
    undefined,
    /NM1\*82/,
  ],
  [
    'another rendering provider is',
    { ...visit, renderingProvider: { lastNameOrOrganization: 'Lindqvist', firstName: 'Sigrid', npi: '1999999984' } },
    /NM1\*82\*1\*LINDQVIST\*SIGRID\*\*\*\*XX\*1999999984~/,
    undefined,
  ],
  [
    'a person without a first name is a person',
    { ...visit, renderingProvider: { lastNameOrOrganization: 'Lindqvist', entityType: 'person', npi: '1999999984' } },
    /NM1\*82\*1\*LINDQVIST\*\*\*\*\*XX\*1999999984~/,
    undefined,
  ],
  [
    'a provider of whom an earlier revision kept no more than a name is what its role is',
    {
      ...visit,
      renderingProvider: { lastNameOrOrganization: 'A' },
      referringProvider: { lastNameOrOrganization: 'B' },
    },
    /NM1\*DN\*1\*B~NM1\*82\*2\*A~/,
    undefined,
  ],
  [
    'an organization is never said to be a person',
    { ...visit, referringProvider: { lastNameOrOrganization: 'Fernbank Clinic', entityType: 'organization' } },
    undefined,
    /NM1\*DN\*1/,
  ],
  [
    'a service facility that is the practice is not said',
    { ...visit, serviceFacility: { organizationName: 'X', npi: '1234567893', address: visit.billingProvider.address } },
    undefined,
    /NM1\*77/,
  ],
  [
    'letters that X12 lacks are written in their plain form',
    { ...visit, subscriber: { ...visit.subscriber, lastName: 'Łóß  Ñandú', firstName: 'O’Brien—Mu\u0308ller' } },
    /NM1\*IL\*1\*LOSS NANDU\*O'BRIEN-MULLER\*/,
    undefined,
  ],
  [
    'ICD-9 codes have qualifiers of their own',
    {
      ...visit,
      diagnoses: [
        { codeSystem: 'icd-9-cm', code: '477.9' },
        { codeSystem: 'icd-9-cm', code: '2724' },
      ],
    },
    /HI\*BK:4779\*BF:2724~/,
    undefined,
  ],
])('%s', (_, claim, present, absent) => {
  const { text } = writeClaims837P(fileOf(claim));
  if (present) expect(text).toMatch(present);
  if (absent) expect(text).not.toMatch(absent);
});

test('claims of one billing provider and subscriber stand together', () => {
  const child: Claim = {
    ...visit,
    dependent: { ...visit.subscriber, firstName: 'Ana', relationshipToSubscriberCode: '19' },
  };
  const elsewhere: Claim = { ...visit, billingProvider: { ...visit.billingProvider, npi: '1888888884' } };
  const { text } = writeClaims837P(fileOf(visit, elsewhere, child, visit));
  expect(
    segmentsOf(text)
      .filter((segment) => /^(HL|CLM)/.test(segment))
      .map((segment) => segment.slice(0, 21)),
  ).toEqual([
    'HL*1**20*1',
    'HL*2*1*22*0',
    'CLM*CLAIMAAAAAAAAAA01',
    'CLM*CLAIMAAAAAAAAAA04',
    'HL*3*1*22*1',
    'HL*4*3*23*0',
    'CLM*CLAIMAAAAAAAAAA03',
    'HL*5**20*1',
    'HL*6*5*22*0',
    'CLM*CLAIMAAAAAAAAAA02',
  ]);
});

test('no transaction set holds more than 5,000 claims', () => {
  const claims = Array.from({ length: 5001 }, (_, index) => ({ claim: visit, patientControlNumber: `C${index}` }));
  const { transactions } = writeClaims837P({ ...sending, claims });
  expect(
    transactions.map(({ controlNumber, patientControlNumbers }) => [controlNumber, patientControlNumbers.length]),
  ).toEqual([
    ['0001', 5000],
    ['0002', 1],
  ]);
});

test('a claim that lacks what an 837 can’t do without is left out, and keeps no other from being sent', () => {
  const broken: Claim = { ...visit, diagnoses: [] };
  const { text, transactions, leftOut } = writeClaims837P(fileOf(visit, broken, visit));
  expect(leftOut).toEqual([
    {
      patientControlNumber: pcn(2),
      finding: {
        code: 'claim-incomplete',
        severity: 'error',
        message: expect.stringContaining('the HI segment (diagnoses) is required'),
      },
    },
  ]);
  expect(transactions.map(({ patientControlNumbers }) => patientControlNumbers)).toEqual([[pcn(1), pcn(3)]]);
  expect(text).not.toContain(pcn(2));
  expect(writeClaims837P(fileOf(broken))).toMatchObject({ text: '', transactions: [] });
});

test('what a receiver would object to is found before sending', () => {
  const claim: Claim = { ...visit, totalCharge: asCents(1) };
  expect(findProblemsBeforeSending({ claim: visit, patientControlNumber: pcn(1) })).toEqual([]);
  expect(findProblemsBeforeSending({ claim, patientControlNumber: pcn(1) })).toMatchObject([
    { code: 'x12-rule-broken', message: expect.stringMatching(/total charge/) },
  ]);
});

test('a batch reference names its file and transaction set', () => {
  const [first] = writeClaims837P(fileOf(visit)).transactions;
  expect(parseBatchReference(first?.batchReference ?? '')).toEqual({
    controlNumber: 907,
    transactionControlNumber: '0001',
  });
  expect(parseBatchReference('X1')).toBeUndefined();
});

test('every segment of a file that was sent is known to be of its claims', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryClaim, { minLength: 1, maxLength: 5 }), async (claims) => {
      const { text, transactions } = writeClaims837P(fileOf(...claims));
      const sent = readSentClaims(text);
      expect(sent.map(({ patientControlNumber }) => patientControlNumber).sort()).toEqual(
        transactions.flatMap(({ patientControlNumbers }) => [...patientControlNumbers]).sort(),
      );
      const segments = segmentsOf(text).slice(2);
      for (const claim of sent) {
        const own = segments.slice(claim.firstSegment - 1, claim.lastSegment);
        expect(own[0]?.startsWith(`CLM*${claim.patientControlNumber}*`)).toBe(true);
        expect(own.filter((segment) => segment.startsWith('CLM*'))).toHaveLength(1);
        expect(own.at(-1)).toMatch(/^REF\*6R|^NM1\*82|^PRV\*PE/);
        const npi = claims[Number(claim.patientControlNumber.slice(-2)) - 1]?.billingProvider.npi;
        expect(claim.providerIdentifier).toBe(npi);
        const around = segments.filter((_, index) => isOfClaim(claim, index + 1) && !own.includes(_));
        expect(around.filter((segment) => segment.startsWith('HL*')).length).toBeGreaterThanOrEqual(2);
        expect(around.filter((segment) => segment.startsWith('NM1*85*'))).toHaveLength(1);
        expect(around.filter((segment) => segment.startsWith('SBR*'))).toHaveLength(1);
      }
    }),
  );
});
