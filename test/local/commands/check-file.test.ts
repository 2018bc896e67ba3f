import { describe, expect, test } from 'vitest';
import type { FileIssue } from '../../../shared/exchange/check-file.ts';
import { claim837i } from '../../../shared/guides/claim-837i/index.ts';
import { claim837p } from '../../../shared/guides/claim-837p/index.ts';
import { claimStatusInquiry276 } from '../../../shared/guides/claim-status-276.ts';
import { claimStatusAnswer277 } from '../../../shared/guides/claim-status-277.ts';
import { remittance835 } from '../../../shared/guides/remittance-835/index.ts';
import { encodeText } from '../../../shared/x12/index.ts';
import { exampleEncounter } from '../../claims/example.ts';
import { inEnvelope } from '../../guides/in-envelope.ts';
import { oneCheck835 } from '../../guides/one-check-835.ts';
import { twoPayers837p } from '../../guides/two-payers-837p.ts';
import { twoStays837i } from '../../guides/two-stays-837i.ts';
import { checkedBytes } from './checked-bytes.ts';

const checked = (text: string) => checkedBytes(encodeText(text));
const claims = inEnvelope(claim837p, twoPayers837p);
const remittance = inEnvelope(remittance835, oneCheck835);
const bare835 = (from: string, to: string) => inEnvelope(remittance835, oneCheck835.replace(from, to));

const [firstLine] = exampleEncounter.serviceLines;

/** One claim of a subscriber and one of a dependent: asked about (HR), or answered for (HN). */
function claimStatus(functionalId: 'HR' | 'HN'): string {
  const asks = functionalId === 'HR';
  const said = (segments: string) => (asks ? '' : segments);
  return `
    BHT*0010*${asks ? '13*ASK01*20260302*0815' : '08*ANSWER01*20260302*0815*DG'}
    HL*1**20*1
    NM1*PR*2*NORTHERN MUTUAL*****PI*NM001
    HL*2*1*21*1
    NM1*41*2*LAKESIDE CLEARINGHOUSE*****46*LAKE
    HL*3*2*19*1
    NM1*1P*2*HARBOR FAMILY PRACTICE*****FI*360000001
    HL*4*3*22*1
    ${asks ? 'DMG*D8*19840229' : ''}
    NM1*IL*1*DOE*JO****MI*W1
    TRN*${asks ? 1 : 2}*TRACE1
    ${said('STC*F1:65*20260301**100*80')}
    DTP*472*D8*20260201
    HL*5*4*23
    ${asks ? 'DMG*D8*20150405' : ''}
    NM1*QC*1*DOE*KIM
    TRN*${asks ? 1 : 2}*TRACE2
    ${said('STC*P1:20*20260301**50')}
    DTP*472*D8*20260202`;
}

/** The same as an interchange of its own. */
const another = (file: string) => file.replaceAll('000000101', '000000102');

/** A file with another character at a place of its ISA. */
const isaOf = (at: number, mark: string, file = claims) => `${file.slice(0, at)}${mark}${file.slice(at + 1)}`;

/** `line 19, segment 16 SVC03 balance/rule-broken` */
function inShort({ line, record, segment, segmentId, element, field, level, code }: FileIssue): string {
  const where = [line && `line ${line}`, record && `record ${record}`, segment && `segment ${segment}`];
  const what = segmentId && `${segmentId}${element === undefined ? '' : String(element).padStart(2, '0')}`;
  return [...where, what, field, `${level}/${code}`].filter(Boolean).join(' ');
}

describe('what a file is', () => {
  test.each([
    [
      'claims',
      claims,
      [
        {
          what: '837 professional claims',
          version: '005010X222A1',
          from: 'HARBOR FAMILY PRACTICE',
          to: 'LAKESIDE CLEARINGHOUSE',
          counts: { claims: 3 },
          amount: { of: 'billed', value: expect.stringMatching(/^\d+\.\d\d$/) },
        },
      ],
    ],
    [
      'claims of a hospital',
      inEnvelope(claim837i, twoStays837i),
      [
        {
          what: '837 institutional claims',
          version: '005010X223A2',
          from: 'HARBOR GENERAL HOSPITAL',
          to: 'LAKESIDE CLEARINGHOUSE',
          counts: { claims: 4 },
          amount: { of: 'billed', value: '14895.50' },
        },
      ],
    ],
    [
      'two remittances',
      `${remittance}${another(remittance)}`,
      [
        {
          what: '835 remittance advice',
          version: '005010X221A1',
          from: 'NORTHERN MUTUAL',
          to: 'HARBOR FAMILY PRACTICE',
          counts: { payments: 2, claims: 8 },
          amount: { of: 'paid', value: '443.00' },
        },
      ],
    ],
    [
      'a claim status inquiry and its answer',
      inEnvelope(claimStatusInquiry276, claimStatus('HR')) +
        another(inEnvelope(claimStatusAnswer277, claimStatus('HN'))),
      [
        {
          what: '276 claim status inquiry',
          version: '005010X212',
          from: 'SENDER',
          to: 'RECEIVER',
          counts: { claims: 2 },
        },
        {
          what: '277 claim status answer',
          version: '005010X212',
          from: 'SENDER',
          to: 'RECEIVER',
          counts: { claims: 2 },
        },
      ],
    ],
    [
      'a TA1',
      `${remittance.slice(0, 106)}\nTA1*000000101*260302*0815*R*024~\nIEA*0*000000101~\n`,
      [
        {
          what: 'TA1 interchange acknowledgement',
          from: 'SENDER',
          to: 'RECEIVER',
          counts: { interchanges: 1, rejected: 1 },
        },
      ],
    ],
    [
      'encounters in a list',
      JSON.stringify([exampleEncounter, exampleEncounter]),
      [{ what: 'encounters', counts: { encounters: 2 }, amount: { of: 'billed', value: '611.00' } }],
    ],
    [
      'encounters line by line',
      `${JSON.stringify(exampleEncounter)}\n\n${JSON.stringify({ ...exampleEncounter, serviceLines: [firstLine] })}\n`,
      [{ what: 'encounters', counts: { encounters: 2 }, amount: { of: 'billed', value: '430.50' } }],
    ],
  ])('%s', async (_name, text, contents) => {
    expect(await checked(text)).toMatchObject({ contents, issues: [] });
  });
});

describe('what is wrong with it', () => {
  test.each([
    ['nothing at all', '', ['line 1 syntax/not-x12']],
    ['other text', 'Dear Maria,', ['line 1 syntax/not-x12']],
    ['an envelope with nothing inside', `${claims.slice(0, 106)}IEA*0*000000101~`, ['line 1 syntax/nothing-inside']],
    [
      'a file that breaks off',
      claims.slice(0, claims.indexOf('REF*D9*TRACE-1')),
      [
        'line 28 segment 25 SE syntax/envelope-cut-off',
        'line 28 syntax/envelope-cut-off',
        'line 28 syntax/envelope-cut-off',
      ],
    ],
    [
      'a guide that is not read',
      claims.replaceAll('005010X222A1', '005010X224A2'),
      ['line 2 GS08 syntax/version-unknown'],
    ],
    [
      'a code that the guide lacks',
      claims.replace('SBR*P*18', 'SBR*P*1Q'),
      expect.arrayContaining(['line 19 segment 17 SBR02 requirement/code-invalid']),
    ],
    [
      'a payment that is not the sum of its claims',
      bare835('221.5', '221.4'),
      ['line 4 segment 2 BPR02 balance/rule-broken'],
    ],
    [
      'a claim whose sum does not come out',
      bare835('CAS*CO*29*90', 'CAS*CO*29*89'),
      ['line 41 segment 39 CLP04 balance/rule-broken'],
    ],
    [
      'a line whose sum does not come out, which is not told of its claim again',
      bare835('CAS*CO*45*24', 'CAS*CO*45*25'),
      ['line 37 segment 35 SVC03 balance/rule-broken'],
    ],
    [
      'a claim paid otherwise than its adjustments say, which is not told of the payment again',
      bare835('CLP*AAAAAAAAAAAAAAA02*1*100*60', 'CLP*AAAAAAAAAAAAAAA02*1*100*50'),
      ['line 49 segment 47 CLP04 balance/rule-broken'],
    ],
    [
      'a negative payment, of which the sum says nothing more',
      bare835('*221.5*', '*-221.5*'),
      ['line 4 segment 2 BPR02 situation/rule-broken'],
    ],
    [
      'a misspelt adjustment, without which no sum is told',
      bare835('CAS*CO*45*24', 'CAX*CO*45*24'),
      ['line 39 segment 37 CAX syntax/segment-unknown'],
    ],
    [
      'a provider adjustment of which something is missing',
      inEnvelope(remittance835, `${oneCheck835}\nPLB*1000003016*20261231*FB:123*50**72`),
      ['line 55 segment 53 PLB05 requirement/element-missing'],
    ],
    [
      'sums that do not come out where a date is missing too',
      bare835('20260320', '').replace('CAS*CO*29*90', 'CAS*CO*29*89'),
      ['line 4 segment 2 BPR16 requirement/element-missing', 'line 41 segment 39 CLP04 balance/rule-broken'],
    ],
  ])('%s', async (_name, text, issues) => {
    expect((await checked(text)).issues.map(inShort)).toEqual(issues);
  });

  test.each([
    ['ISA16 is not what is used', isaOf(104, '>'), 'line 1 ISA16', 'declares ">" .* and ":" is what is used'],
    ['ISA16 is the element separator', isaOf(104, '*'), 'line 1 ISA16', 'as the element separator'],
    ['ISA16 is the segment terminator', isaOf(104, '~'), 'line 1 ISA16', 'as the segment terminator'],
    ['ISA11 is the element separator', isaOf(82, '*'), 'line 1 ISA11', 'as the element separator'],
    ['ISA11 is the component separator', isaOf(82, ':'), 'line 1 ISA11', 'as the component separator'],
    [
      'ISA16 is wrong in the second interchange',
      `${claims}${another(isaOf(104, '>'))}`,
      `line ${claims.split('\n').length} ISA16`,
      'declares ">"',
    ],
    ['ISA16 is wrong in a remittance', isaOf(104, '>', remittance), 'line 1 ISA16', 'declares ">"'],
  ])('%s: that alone is said', async (_name, text, where, says) => {
    const { contents, issues } = await checked(text);
    expect(issues.map(inShort)).toEqual([`${where} syntax/delimiter-wrong`]);
    expect(issues[0]?.message).toMatch(new RegExp(says));
    expect(issues[0]?.acknowledgement).toEqual({ TA105: where.endsWith('ISA11') ? '016' : '027' });
    expect(contents.length).toBeGreaterThan(0);
  });

  test('what else is wrong comes after the delimiters', async () => {
    const text = isaOf(104, '>', claims.replace('CLM*AAAAAAAAAAAAAAA01*245.5', 'CLM*AAAAAAAAAAAAAAA01*240.5'));
    expect((await checked(text)).issues.map(({ code }) => code)).toEqual(['delimiter-wrong', 'rule-broken']);
  });

  test('the sums are named', async () => {
    expect((await checked(bare835('CAS*CO*29*90', 'CAS*CO*29*89'))).issues[0]).toMatchObject({
      interchange: 1,
      group: 1,
      transaction: 1,
      loop: '2100',
      message: 'Claim 2: the charge less the adjustments comes to 1.00 and not 0.00 (CLP04).',
    });
  });

  test('bytes that are no text', async () => {
    const bytes = Uint8Array.from({ length: 3000 }, (_, index) => (index * 7919) % 256);
    expect(await checkedBytes(bytes)).toMatchObject({ kind: 'neither', contents: [], issues: [{ code: 'not-x12' }] });
  });

  test('an issue repeats nothing that the file says', async () => {
    const spoilt = claims
      .replaceAll('MORGAN', 'MORGAN~')
      .replace('CLM*', 'CLM*ALEX*')
      .replace('D8*19840229', 'D8*1984022X');
    const { issues } = await checked(spoilt);
    expect(issues.length).toBeGreaterThan(3);
    expect(JSON.stringify(issues)).not.toMatch(/MORGAN|ALEX|W100200300|1984/);
  });
});
