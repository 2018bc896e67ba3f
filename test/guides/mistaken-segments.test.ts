import { expect, test } from 'vitest';
import { claim837i } from '../../shared/guides/claim-837i/index.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import type { Guide } from '../../shared/x12/index.ts';
import { issueLine } from '../x12/issue-lines.ts';
import { type Change, changed, issuesOf } from './guide-faults.ts';
import { twoPayers837p } from './two-payers-837p.ts';
import { twoStays837i } from './two-stays-837i.ts';

type Row = [fault: string, guide: Guide, body: string, change: Change, issue: string, says: RegExp];

const professional = [claim837p, twoPayers837p] as const;
const institutional = [claim837i, twoStays837i] as const;

/** What is missing or has another id, and what follows it goes on as if it were there. */
const faults: Row[] = [
  [
    "another payer's subscriber left out",
    ...professional,
    ['SBR*P*19'],
    'segment-missing 2320/SBR #67',
    /^The SBR segment \(subscriber\) must be present/,
  ],
  [
    "another payer's subscriber misspelt",
    ...professional,
    ['SBR*P*19', 'SBX*P*19*GRP300******CI'],
    'segment-unknown 2320/SBX #67',
    /^This must be the SBR segment \(subscriber\): the guide has no segment of this id/,
  ],
  [
    "another payer's subscriber left out behind a provider",
    ...institutional,
    ['SBR*P*18*GRP300'],
    'segment-missing 2320/SBR #53',
    /SBR/,
  ],
  [
    "another payer's subscriber misspelt behind a provider",
    ...institutional,
    ['SBR*P*18*GRP300', 'SBX*P*18*GRP300******MA'],
    'segment-unknown 2320/SBX #53',
    /SBR/,
  ],
  [
    "another payer's answer left out",
    ...professional,
    ['SVD*FC003*60'],
    'segment-missing 2430/SVD #79',
    /^The SVD segment \(adjudication\) must be present/,
  ],
  [
    "another payer's answer misspelt",
    ...professional,
    ['SVD*FC003*60', 'SVX*FC003*60*HC:99214**1'],
    'segment-unknown 2430/SVX #79',
    /^This must be the SVD segment \(adjudication\)/,
  ],
  [
    'an answer of which one adjustment follows misspelt',
    ...professional,
    ['SVD*FC003*30', 'svd*FC003*30*HC:94010**1'],
    'segment-unknown 2430/svd #86',
    /SVD/,
  ],
  [
    "another payer's answer to a hospital left out",
    ...institutional,
    ['SVD*SC004*60'],
    'segment-missing 2430/SVD #145',
    /SVD/,
  ],
  [
    'the service of the other kind of claim',
    ...professional,
    ['SV1*HC:94010', 'SV2*0450*HC:94010*50*UN*1'],
    'segment-not-used 2400/SV2 #84',
    /^This must be the SV1 segment \(service\): the guide does not use SV2 segments/,
  ],
  [
    "a physician's service in a hospital's claim",
    ...institutional,
    ['SV2*0450', 'SV1*HC:99283:25*345.5*UN*1***1'],
    'segment-not-used 2400/SV1 #94',
    /^This must be the SV2 segment \(service\): the guide does not use SV1 segments/,
  ],
  [
    'a claim misspelt',
    ...professional,
    ['CLM*AAAAAAAAAAAAAAA02', 'CLN*AAAAAAAAAAAAAAA02*100***11:B:7*Y*A*Y*Y**AA:::IL'],
    'segment-unknown 2300/CLN #46',
    /^This must be the CLM segment/,
  ],
  [
    'a level misspelt',
    ...professional,
    ['HL*3*1*22*1', 'HX*3*1*22*1'],
    'segment-unknown 2000B/HX #55',
    /^This must be the HL segment/,
  ],
  [
    'a subscriber with the code of the payer',
    ...institutional,
    ['NM1*IL*1*MORGAN', 'NM1*PR*1*MORGAN*ALEX*Q***MI*W100200300'],
    'code-invalid 2010BA/NM101 #18',
    /^NM101 \(entity\) must be IL/,
  ],
  [
    'a payer with the code of the subscriber',
    ...institutional,
    ['NM1*PR*2*NORTHERN MUTUAL', 'NM1*IL*2*NORTHERN MUTUAL*****PI*NM001'],
    'code-invalid 2010BB/NM101 #22',
    /must be PR/,
  ],
  [
    'another payer with the code of its subscriber',
    ...institutional,
    ['NM1*PR*2*FIRST COVER*****PI*FC003', 'NM1*IL*2*FIRST COVER*****PI*FC003'],
    'code-invalid 2330B/NM101 #60',
    /must be PR/,
  ],
  [
    'a date of a code that the guide does not have',
    ...institutional,
    ['DTP*435', 'DTP*436*DT*202602100815'],
    'segment-unexpected 2300/DTP #27',
    /\(DTP01 may be one of 435, 050\)/,
  ],
  [
    'a note of a code that the guide does not have',
    ...institutional,
    ['NTE*ADD', 'NTE*XXX*PRIVATE ROOM'],
    'segment-unexpected 2300/NTE #36',
    /\(NTE01 may be one of ALG, .*, ADD\)/,
  ],
  [
    'something else where a segment is due',
    ...professional,
    ['HI*ABK:J0190', 'ZZZ*1'],
    'segment-unknown 2300/ZZZ #27',
    /^This must be the HI segment/,
  ],
];

test.each(faults)('%s is told once, at its place', (_, guide, body, change, issue, says) => {
  const issues = issuesOf(guide, changed(body, change));
  expect(issues.map(issueLine)).toEqual([issue]);
  expect(issues[0]?.message).toMatch(says);
});

test('what nothing goes on behind is a stray', () => {
  const before = (line: string, stray: string): Change => [line, stray, line];
  const body = changed(twoPayers837p, before('HI*ABK:J450', 'SBX*P*19*GRP300******CI'));
  expect(issuesOf(claim837p, body).map(issueLine)).toEqual(['segment-unknown 2300/SBX #66']);
});
