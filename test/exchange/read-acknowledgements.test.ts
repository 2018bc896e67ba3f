import { expect, test } from 'vitest';
import { readAcknowledgements } from '../../shared/exchange/index.ts';
import { acknowledgement999 } from '../../shared/guides/acknowledgement-999.ts';
import { claimAcknowledgement277 } from '../../shared/guides/claim-acknowledgement-277ca.ts';
import { inEnvelope } from '../guides/in-envelope.ts';

test.each([
  ['A', '000', true],
  ['E', '017', true],
  ['R', '025', false],
])('a TA1 with %s %s', (code, note, accepted) => {
  const ta1 = `TA1*000000907*261123*1147*${code}*${note}~\n`;
  const text = inEnvelope(acknowledgement999, '')
    .replace(/GS\*[\s\S]*GE\*1\*7~\n/, ta1)
    .replace('IEA*1', 'IEA*0');
  expect(readAcknowledgements(text)).toEqual({
    acknowledgements: [
      {
        kind: 'interchange',
        between: { submitterId: 'RECEIVER', receiverId: 'SENDER' },
        controlNumber: '000000907',
        accepted,
        code,
        note,
        message: expect.stringMatching(/\w \w.*\.$/),
      },
    ],
    findings: [],
  });
});

const answer999 = `
  AK1*HC*907*005010X222A1
  AK2*837*0001*005010X222A1
  IK5*A
  AK2*837*0002*005010X222A1
  IK3*CLM*22*2300*8
  CTX*CLM01:CLAIMAAAAAAAAAA01
  IK4*2*782*6
  IK3*HI*24*2300*3
  IK5*R*5
  AK2*837*0003*005010X222A1
  IK5*R*4
  AK9*P*3*3*1`;

test('a 999 says which transaction sets were taken, and where the others are at fault', () => {
  expect(readAcknowledgements(inEnvelope(acknowledgement999, answer999))).toEqual({
    findings: [],
    acknowledgements: [
      {
        kind: 'transactions',
        between: { submitterId: 'RECEIVER', receiverId: 'SENDER' },
        groupControlNumber: '907',
        isOfClaims: true,
        outcome: 'accepted',
        reasons: [],
        transactions: [
          { controlNumber: '0001', outcome: 'accepted', reasons: [] },
          {
            controlNumber: '0002',
            outcome: 'rejected',
            reasons: [
              {
                message: 'The value holds a character that is not allowed.',
                patientControlNumber: 'CLAIMAAAAAAAAAA01',
                segmentId: 'CLM',
                segment: 22,
                loop: '2300',
                element: 2,
              },
              { message: 'A mandatory segment is missing.', segmentId: 'HI', segment: 24, loop: '2300' },
            ],
          },
          {
            controlNumber: '0003',
            outcome: 'rejected',
            reasons: [{ message: 'The number of segments (SE01) is not the one that was counted.' }],
          },
        ],
      },
    ],
  });
});

test('a group that is rejected takes its transaction sets with it', () => {
  const text = inEnvelope(acknowledgement999, answer999.replace('AK9*P*3*3*1', 'AK9*R*3*3*0*17'));
  expect(readAcknowledgements(text).acknowledgements[0]).toMatchObject({
    outcome: 'rejected',
    reasons: [{ message: 'A group with this control number was received before.' }],
    transactions: [{ outcome: 'rejected' }, { outcome: 'rejected' }, { outcome: 'rejected' }],
  });
});

test.each([
  ['AK9*A*3*3*3', ['accepted', 'accepted', 'rejected', 'rejected']],
  ['AK9*X*3*3*0', ['rejected', 'rejected', 'rejected', 'rejected']],
  ['AK9*Z*3*3*1', ['unsaid', 'unsaid', 'rejected', 'rejected']],
  ['', ['unsaid', 'unsaid', 'rejected', 'rejected']],
])('a group that ends with "%s" and its sets: %s', (result, said) => {
  const text = inEnvelope(acknowledgement999, answer999.replace('AK9*P*3*3*1', result));
  const [group] = readAcknowledgements(text).acknowledgements;
  if (group?.kind !== 'transactions') throw new Error('no 999');
  expect([group.outcome, ...group.transactions.map(({ outcome }) => outcome)]).toEqual(said);
});

test.each([
  ['AK1*HC*907', true],
  ['AK1*HS*907*005010X279A1', false],
  ['AK1*HC*907*005010X223A2', false],
  ['AK1**907', false],
])('%s: a group of our claims: %s', (answered, isOfClaims) => {
  const text = inEnvelope(acknowledgement999, answer999.replace('AK1*HC*907*005010X222A1', answered));
  expect(readAcknowledgements(text).acknowledgements).toMatchObject([{ isOfClaims }]);
});

/** Two claims of one billing provider; `receiver` and `provider` are what is said of all of them. */
function answer277(receiver = 'A1:19:PR*20260302*WQ*410.5', provider = 'A1:19**WQ*410.5'): string {
  return inEnvelope(
    claimAcknowledgement277,
    `
    BHT*0085*08*CA1*20260302*0815*TH
    HL*1**20*1
    NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*EX001
    TRN*1*CA1
    DTP*050*D8*20260302
    DTP*009*D8*20260302
    HL*2*1*21*1
    NM1*41*2*CLAIMWRIGHT*****46*CLAIMWRIGHT
    TRN*2*0000009070001
    STC*${receiver}
    HL*3*2*19*1
    NM1*85*2*EXAMPLE PRACTICE*****XX*1999999984
    TRN*1*0
    STC*${provider}
    HL*4*3*PT
    NM1*QC*1*EXAMPLE*PAT****MI*MEMBER0001
    TRN*2*CLAIMAAAAAAAAAA01
    STC*A2:20:PR*20260302*WQ*260.5
    REF*1K*PAYER0001
    DTP*472*D8*20260227
    HL*5*3*PT
    NM1*QC*1*SAMPLE*SAM****MI*MEMBER0002
    TRN*2*CLAIMBBBBBBBBBB01
    STC*A7:562:85*20260302*U*150******A6:164:IL
    DTP*472*D8*20260225
    SVC*HC:99213*100*****1
    STC*A7:507*20260302*U`,
  );
}

function outcomes(text: string) {
  return readAcknowledgements(text).acknowledgements.map((each) =>
    each.kind === 'claim' ? [each.level, each.outcome, each.reasons.length] : each,
  );
}

test('a 277CA says what became of each claim', () => {
  const { acknowledgements, findings } = readAcknowledgements(answer277());
  expect(findings).toEqual([]);
  expect(acknowledgements).toMatchObject([
    { kind: 'claim', level: 'receiver', batchReference: '0000009070001', outcome: 'received' },
    { level: 'provider', providerIdentifier: '1999999984', outcome: 'received' },
    {
      level: 'claim',
      patientControlNumber: 'CLAIMAAAAAAAAAA01',
      payerClaimControlNumber: 'PAYER0001',
      outcome: 'accepted',
    },
    {
      level: 'claim',
      patientControlNumber: 'CLAIMBBBBBBBBBB01',
      outcome: 'rejected',
      reasons: [
        {
          category: 'A7',
          status: '562',
          entity: '85',
          message:
            'It was rejected because information is not valid: the national provider identifier (NPI) of the billing provider.',
        },
        { message: 'It was rejected because information is missing: the contract or member number of the subscriber.' },
        { message: 'It was rejected because information is not valid: a HCPCS code.' },
      ],
    },
  ]);
});

test.each([
  ['of the receiver', answer277('A8:24:41*20260302*U*410.5'), ['receiver', 'provider', 'claim', 'claim']],
  ['of the provider', answer277(undefined, 'A3:25:85**U*410.5'), ['provider', 'claim', 'claim']],
])('a rejection %s covers every claim below', (_, text, rejected) => {
  const levels = outcomes(text).flatMap((each) => (Array.isArray(each) && each[1] === 'rejected' ? [each[0]] : []));
  expect(levels).toEqual(rejected);
});

test.each([
  ['A0:16', 'received'],
  ['A1:19', 'received'],
  ['A2:20', 'accepted'],
  ['A3:21', 'rejected'],
  ['A4:35', 'rejected'],
  ['A5:20', 'accepted'],
  ['A6:21', 'rejected'],
  ['A7:21', 'rejected'],
  ['A8:21', 'rejected'],
])('%s: %s', (status, outcome) => {
  const text = answer277().replace('STC*A2:20:PR', `STC*${status}`);
  expect(outcomes(text)[2]?.[1 as never]).toBe(outcome);
});

test.each<[string, RegExp, string, string, number]>([
  [
    'a line that is rejected beside a claim that is received',
    /STC\*A7:562.*/,
    'STC*A1:19*20260302*WQ*150',
    'rejected',
    1,
  ],
  ['a line that is rejected of a claim without a status', /STC\*A7:562.*\n/, '', 'rejected', 1],
  ['a claim and its lines without a status', /STC\*A7:562[\s\S]*(?=\n\s*SE)/, 'DTP*472*D8*20260225~', 'unsaid', 0],
])('%s', (_name, said, instead, outcome, reasons) => {
  expect(outcomes(answer277().replace(said, instead))[3]).toEqual(['claim', outcome, reasons]);
});

test('a payer answers for itself, a clearinghouse for all', () => {
  const payers = [answer277(), answer277().replace('NM1*PR*', 'NM1*AY*')].map((text) =>
    readAcknowledgements(text).acknowledgements.map((each) => each.kind === 'claim' && 'payer' in each && each.payer),
  );
  const payer = { identifier: 'EX001', name: 'EXAMPLE HEALTH PLAN' };
  expect(payers).toEqual([
    [payer, payer, false, false],
    [false, false, false, false],
  ]);
});

test('a file that is no acknowledgement says so', () => {
  const { acknowledgements, findings } = readAcknowledgements('no X12 at all');
  expect(acknowledgements).toEqual([]);
  expect(findings).toMatchObject([{ code: 'x12-not-x12' }]);
});
