import { describe, expect, test } from 'vitest';
import { asCents } from '../../shared/money.ts';
import { type GroupHeader, type Infer, type InterchangeHeader, readFile, write } from '../../shared/x12/index.ts';
import { type claim, smallGuide } from './small-guide.ts';

const header: InterchangeHeader = {
  authorizationQualifier: '00',
  authorization: '',
  securityQualifier: '00',
  security: '',
  senderQualifier: 'ZZ',
  sender: 'SENDER',
  receiverQualifier: 'ZZ',
  receiver: 'RECEIVER',
  date: '260102',
  time: '0304',
  repetition: '^',
  version: '00501',
  controlNumber: '7',
  acknowledgementRequested: '0',
  usage: 'T',
  component: ':',
};

const groupHeader: GroupHeader = {
  functionalId: 'HC',
  sender: 'SS',
  receiver: 'RR',
  date: '20260102',
  time: '0304',
  controlNumber: '5',
  agency: 'X',
  version: '005010T1',
};

function oneClaim(): Infer<typeof claim> {
  return {
    claim: { number: 'C1', charge: asCents(10050), facility: { place: '11', frequency: '1' } },
    authorizations: [],
    diagnoses: { diagnoses: [{ qualifier: 'ABK', code: 'J20' }] },
    lines: [
      {
        number: { number: 1 },
        service: {
          procedure: { qualifier: 'HC', code: '99213', modifiers: [] },
          charge: asCents(10050),
          units: 1.5,
          pointers: [1, 2],
        },
        serviceDate: { qualifier: '472', format: 'D8', period: '20260101' },
        adjustments: [],
      },
    ],
  };
}

function value(claims: Infer<typeof claim>[]): Infer<typeof smallGuide> {
  return {
    beginning: { structure: '0019' },
    billing: [
      {
        level: { level: '20' },
        name: { name: { entity: '85', type: '2', last: 'CLINIC' }, address: { line1: '1 MAIN' } },
        subscribers: [
          {
            level: { level: '22' },
            name: { name: { entity: 'IL', type: '1', idQualifier: 'MI', id: 'M1' }, ids: [] },
            payer: { name: { entity: 'PR', type: '2' } },
            claims,
            patients: [],
          },
        ],
      },
    ],
  };
}

type File = Parameters<typeof write>[0];

function file(claims = [oneClaim()], more: Partial<File> = {}): File {
  const transactions = [{ guide: smallGuide, controlNumber: '0001', value: value(claims) }];
  return { header, groups: [{ header: groupHeader, transactions }], ...more };
}

test('writes canonically and derives what can be derived', () => {
  const text = write(
    file(undefined, {
      acknowledgements: [{ controlNumber: '000000001', date: '260101', time: '0304', code: 'A', note: '000' }],
    }),
  );
  expect(text.split('~')).toEqual([
    'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260102*0304*^*00501*000000007*0*T*:',
    'TA1*000000001*260101*0304*A*000',
    'GS*HC*SS*RR*20260102*0304*5*X*005010T1',
    'ST*837*0001*005010T1',
    'BHT*0019',
    'HL*1**20*1',
    'NM1*85*2*CLINIC',
    'N3*1 MAIN',
    'HL*2*1*22*0',
    'NM1*IL*1***MI*M1',
    'NM1*PR*2',
    'CLM*C1*100.5**11::1',
    'HI*ABK:J20',
    'LX*1',
    'SV1*HC:99213*100.5*1.5*1^2',
    'DTP*472*D8*20260101',
    'SE*14*0001',
    'GE*1*5',
    'IEA*1*000000007',
    '',
  ]);
  expect(readFile(text, [smallGuide]).issues).toEqual([]);
});

test('uses the delimiters that it is given', () => {
  const delimiters = { element: '|', component: '>', repetition: '!', segment: '\n' };
  const text = write(file(undefined, { delimiters }));
  expect(text).toContain('\nSV1|HC>99213|100.5|1.5|1!2\n');
  const reading = readFile(text, [smallGuide]);
  expect(reading.issues).toEqual([]);
  expect(reading.interchanges[0]?.delimiters).toEqual({ ...delimiters, lineEnd: '' });
});

test('takes the delimiters that the header names', () => {
  expect(write(file(undefined, { header: { ...header, component: '>' } }))).toContain('*HC>99213*');
});

describe('refuses what can’t be written, and says where without saying what', () => {
  const spoil = (change: (claim: ReturnType<typeof oneClaim>) => unknown): (() => string) => {
    const spoiled = oneClaim();
    change(spoiled);
    return () => write(file([spoiled]));
  };
  const line = (of: ReturnType<typeof oneClaim>) => of.lines[0] ?? ({} as never);
  const refused: [what: string, attempt: () => string, message: string][] = [
    [
      'an element missing',
      spoil((of) => Reflect.deleteProperty(of.claim, 'charge')),
      'cannot write 2300 CLM02 (charge): it is required',
    ],
    [
      'an empty element',
      spoil((of) => Object.assign(of.claim, { number: '' })),
      'cannot write 2300 CLM01 (number): it is required',
    ],
    [
      'a component missing',
      spoil((of) => Reflect.deleteProperty(of.claim.facility, 'frequency')),
      'cannot write 2300 CLM04 (facility)-3 (frequency): it is required',
    ],
    [
      'a segment missing',
      spoil((of) => Reflect.deleteProperty(of, 'diagnoses')),
      'cannot write 2300: the HI segment (diagnoses) is required',
    ],
    [
      'a loop missing',
      spoil((of) => of.lines.pop()),
      'cannot write 2300: loop 2400 (lines), which opens with LX, is required',
    ],
    [
      'too many loops',
      spoil((of) => of.lines.push(line(of), line(of), line(of))),
      'cannot write 2300: too many of loop 2400 (lines), which opens with LX,',
    ],
    [
      'too many members',
      spoil((of) =>
        of.diagnoses.diagnoses.push(...Array.from({ length: 3 }, () => ({ qualifier: 'ABF', code: 'X' }) as const)),
      ),
      'cannot write 2300 HI01 (diagnoses): it has more than 3 members',
    ],
    [
      'too many repetitions',
      spoil((of) => line(of).service.pointers.push(3)),
      'cannot write 2400 SV104 (pointers): it repeats more than 2 times',
    ],
    [
      'a delimiter',
      spoil((of) => Object.assign(of.claim, { number: 'SE*RET' })),
      'cannot write 2300 CLM01 (number): it holds a delimiter or line break',
    ],
    [
      'a line break',
      spoil((of) => Object.assign(of.claim, { number: 'SE\nRET' })),
      'cannot write 2300 CLM01 (number): it holds a delimiter or line break',
    ],
    [
      'part of a cent',
      spoil((of) => Object.assign(of.claim, { charge: 0.5 })),
      'cannot write 2300 CLM02 (charge): it is no whole number of cents',
    ],
    [
      'no number',
      spoil((of) => Object.assign(line(of).service, { units: Number.NaN })),
      'cannot write 2400 SV103 (units): it is no number',
    ],
    [
      'a number for a text',
      spoil((of) => Object.assign(of.claim, { number: 1 })),
      'cannot write 2300 CLM01 (number): it is no text',
    ],
    [
      'no value',
      () =>
        write(
          file(undefined, {
            groups: [
              { header: groupHeader, transactions: [{ guide: smallGuide, controlNumber: '1', value: undefined }] },
            ],
          }),
        ),
      'cannot write a transaction set without guide and value',
    ],
    [
      'a sender that is too long',
      () => write(file(undefined, { header: { ...header, sender: 'S'.repeat(16) } })),
      'cannot write ISA06 (sender): it is longer than 15 characters',
    ],
    [
      'a receiver that holds a delimiter',
      () => write(file(undefined, { header: { ...header, receiver: 'A~B' } })),
      'cannot write ISA08 (receiver): it holds a delimiter or line break',
    ],
    [
      'delimiters that are alike',
      () => write(file(undefined, { delimiters: { component: '*' } })),
      'cannot write with delimiters that are alike or no single characters',
    ],
  ];

  test.each(refused)('%s', (_, attempt, message) => {
    expect(attempt).toThrow(new Error(message));
  });
});
