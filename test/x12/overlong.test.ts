import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { findIssues, readFile, readItems } from '../../shared/x12/index.ts';
import { issueLines } from './issue-lines.ts';
import { enveloped, inEnvelope, smallClaims, smallFile } from './small-file.ts';
import { smallGuide } from './small-guide.ts';

const long = 'A'.repeat(150_000);

/** The file with one segment in another's place. */
function withSegment(segment: string, instead: string): string {
  expect(smallFile).toContain(`${segment}~`);
  return smallFile.replace(`${segment}~`, `${instead}~`);
}

test.each([
  ['a reference', 'REF*G1*AUTH', `REF*G1*${long}`, ['segment-too-long 2300/REF02 #11']],
  ['a segment that the loop requires', 'HI*ABK:J20*ABF:R05', `HI*ABK:${long}`, ['segment-too-long 2300/HI01 #12']],
  ['what opens a loop', 'NM1*IL*1*DOE*JO*MI*M1', `NM1*IL*1*DOE*${long}`, ['segment-too-long 2010BA/NM104 #7']],
  ['what opens a claim', 'CLM*C2*12.5**11:B:7', `CLM*C2*${long}`, ['segment-too-long 2300/CLM02 #22']],
  ['a level', 'HL*3*2*23*0', `HL*3*2*23*0*${long}`, ['segment-too-long 2000C/HL05 #28']],
  ['many elements', 'REF*G1*AUTH', `REF*G1${'*AUTH'.repeat(20_000)}`, ['segment-too-long 2300/REF #11']],
  ['a segment that nobody knows', 'REF*G1*AUTH', `ZZZ*${long}`, ['segment-too-long 2300/ZZZ01 #11']],
  ['no segment id', 'REF*G1*AUTH', long, ['segment-too-long 2300/ #11']],
  ['a qualifier', 'NM1*PR*2*PAYER', `NM1*${long}`, ['segment-too-long 2010BB/NM101 #8']],
  ['an SE', 'SE*37*0001', `SE*37*0001*${long}`, ['segment-too-long 2400/SE03 #37', 'envelope-cut-off SE #37']],
])('an overlong segment is one fault of its transaction set: %s', (_, segment, instead, issues) => {
  const text = withSegment(segment, instead);
  const { interchanges, issues: found } = readFile(text, [smallGuide]);
  expect(issueLines(found)).toEqual(issues);
  expect(issueLines(findIssues(text, [smallGuide]))).toEqual(issues);
  const [interchange] = interchanges;
  expect(interchange?.issues).toEqual([]);
  expect(interchange?.groups.map((group) => [group.issues, group.transactions.map((one) => one.clean)])).toEqual([
    [[], [false]],
  ]);
  // The text itself is nowhere kept.
  expect(JSON.stringify(interchanges)).not.toContain(long.slice(0, 300));
});

test('it costs neither the claims nor the transaction sets beside it anything', async () => {
  const [one, two] = ['0001', '0002'].map((number) => [
    `ST*837*${number}*005010T1`,
    ...smallClaims.map((segment) => (number === '0001' && segment.startsWith('REF*F8') ? `REF*F8*${long}` : segment)),
    `SE*${smallClaims.length + 2}*${number}`,
  ]);
  const text = enveloped([one ?? [], two ?? []]);
  const items: string[][] = [];
  for await (const { issues, surroundings } of readItems(text, [smallGuide])) {
    items.push(issueLines([...surroundings, ...issues]));
  }
  expect(items).toEqual([[], ['segment-too-long 2300/REF02 #23'], [], [], [], []]);
  const [group] = readFile(text, [smallGuide]).interchanges[0]?.groups ?? [];
  expect(group?.transactions.map(({ clean }) => clean)).toEqual([false, true]);
});

test('of a transaction set that no guide reads it is counted too', () => {
  const text = withSegment('REF*G1*AUTH', `REF*G1*${long}`);
  expect(issueLines(readFile(text, []).issues)).toEqual(['version-unknown GS08', 'segment-too-long REF #11']);
});

test('outside of transaction sets it is a fault of the envelope', () => {
  const text = inEnvelope(smallClaims).replace('GE*1', `REF*${long}~GE*1`);
  const { interchanges, issues } = readFile(text, [smallGuide]);
  expect(issueLines(issues)).toEqual(['not-x12 ']);
  expect(interchanges[0]?.issues).toEqual(issues);
});

test('of any length it takes no memory', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const used = () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const [head = '', tail = ''] = smallFile.split(/(?<=REF\*G1\*)AUTH/);
  let early = 0;
  let late = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(head);
    const piece = new Uint8Array(65_536).fill(65);
    for (let count = 0; count < 400; count++) {
      if (count === 40) early = used();
      yield piece;
    }
    late = used();
    yield new TextEncoder().encode(tail);
  }
  const issues: string[][] = [];
  for await (const item of readItems(endless(), [smallGuide])) issues.push(issueLines(item.issues));
  expect(issues).toEqual([['segment-too-long 2300/REF02 #11'], [], []]);
  expect(late - early).toBeLessThan(1_000_000);
});
