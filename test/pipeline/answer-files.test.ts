import { describe, expect, test } from 'vitest';
import type { Home } from '../../local/home/home.ts';
import { patientControlNumber } from '../../shared/claims/index.ts';
import { type FileRecord, fileRecords } from '../../shared/repositories/index.ts';
import { receiveArrival, replayFile } from '../../shared/use-cases/index.ts';
import { encounter, stands, theClaim } from './one-claim.ts';
import { clp, interchange, remittance835 } from './payer-answers.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

/** A file as it comes from the clearinghouse; the record of it once it was read. */
async function arrives(home: Home, text: string): Promise<FileRecord | undefined> {
  const objectKey = `clearinghouse/${home.services.ids.derive(20, text)}`;
  await home.services.objects.putIfAbsent(objectKey, text);
  await receiveArrival(home.services, { objectKey, from: 'clearinghouse' });
  await home.time.settle();
  return (await fileRecords(home.services.items)).at(-1);
}

function group(id: string, version: string, set: string, ...segments: readonly string[]): readonly string[] {
  const start = [`GS*${id}*SAMPLEHOUSE*CLAIMWRIGHT*20260501*1200*1*X*${version}`, `ST*${set}*0001*${version}`];
  return [...start, ...segments, `SE*${segments.length + 2}*0001`, 'GE*1*1'];
}

const answer999 = (result: string, of = 'HC*1*005010X222A1', set = '837') =>
  group('FA', '005010X231A1', '999', `AK1*${of}`, `AK2*${set}*0001`, ...result.split('~'));

const accepting999 = answer999('IK5*A~AK9*A*1*1*1');
const rejecting999 = answer999('IK5*R*5~AK9*R*1*1*0');

/** A 277CA of the file that left first. */
const answer277 = (source: string, ...segments: readonly string[]) =>
  group(
    ...(['HN', '005010X214', '277', 'BHT*0085*08*CA1*20260501*1200*TH', 'HL*1**20*1'] as const),
    ...[`NM1*${source}`, 'TRN*1*CA1', 'DTP*050*D8*20260501', 'DTP*009*D8*20260501', 'HL*2*1*21*1'],
    ...['NM1*41*2*CLAIMWRIGHT*****46*CLAIMWRIGHT', 'TRN*2*0000000010001', ...segments],
  );

const ta1 = (code: string) => [`TA1*000000001*260501*0800*${code}`];
const forAnother = (text: string) => text.replaceAll(/CLAIMWRIGHT(?=[ *])/g, 'OTHERBILLER');

test('each kind of answer in a file is read, what nobody reads is told, and a replay changes nothing', async () => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('one', encounter('SILENTACK1')));
  const number = patientControlNumber((await theClaim(home)).record.claimId, 1);
  const answers = [...remittance835('TR1', 100, clp(number, 100))];
  const both = interchange(...accepting999) + interchange(...answers);
  expect(await arrives(home, both)).toMatchObject({ status: 'read', kind: '999+835' });
  const unpadded = interchange(...remittance835('TR2', 100, clp(number, 100))).replace(
    /SAMPLEHOUSE +\*/,
    'SAMPLEHOUSE*',
  );
  expect(await arrives(home, unpadded + interchange(...accepting999))).toMatchObject({ status: 'quarantined' });
  const paid = await stands(home);
  expect(paid).toMatchObject({ status: 'closed', money: { paid: 10_000 } });
  const inquiry = interchange(...group('HR', '005010X212', '276', 'BHT*0010*13*1*20260501*1200'));
  const file = await arrives(home, interchange(...answers) + inquiry + interchange(...accepting999));
  const quarantined = { status: 'quarantined', kind: '835+unknown+999', answersTaken: 2 };
  expect(file).toMatchObject({ ...quarantined, reason: expect.stringMatching(/^its transaction set .* none/) });
  await replayFile(home.services, file?.fileId ?? '');
  await home.time.settle();
  expect((await fileRecords(home.services.items)).at(-1)).toMatchObject({ ...quarantined, reason: file?.reason });
  expect(await stands(home)).toEqual(paid);
});

test('what is not meant for our claims, or does not say what became of them, rejects none and is told', async () => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('one', encounter('SILENTACK1')));
  const before = await stands(home);
  const payer = (name: string) => answer277(name, 'STC*A3:24:41*20260501*U*203');
  const told: readonly (readonly [string, RegExp, answersTaken?: number])[] = [
    [interchange(...accepting999).replace(/IK5[\s\S]*/, ''), /does not say what became.*; it is cut off/],
    [interchange(...accepting999).replace(/AK9[\s\S]*/, ''), /does not say what became.*; it is cut off/],
    [interchange(...answer999('IK5*A~AK9*Z*1*1*1')), /^acknowledgement 1: it does not say what became/],
    [forAnother(interchange(...rejecting999)), /answers no file of ours/],
    [interchange(...answer999('IK5*R*5~AK9*R*1*1*0', 'HS*1*005010X279A1', '270')), /answers no file of ours/],
    [interchange(...answer999('IK5*R*5~AK9*R*1*1*0', 'HC*1*005010X223A2')), /answers no file of ours/],
    [forAnother(interchange(...ta1('R*006'))), /answers no file of ours/],
    [interchange(...payer('PR*2*NOBODY WE KNOW*****PI*NOBODY')), /payer .* that file of ours does not name/],
    [interchange(...payer('PR*2*HOLLOWTREE HEALTH PLAN*****PI*HTREE')).replace(/STC[\s\S]*/, ''), /^it is cut off/, 1],
  ];
  for (const [text, reason, answersTaken = 0] of told) {
    const quarantined = { status: 'quarantined', reason: expect.stringMatching(reason), answersTaken };
    expect(await arrives(home, text)).toMatchObject(quarantined);
    expect(await stands(home)).toEqual(before);
  }
});

describe('a batch that is refused', () => {
  const refused = 'STC*A3:24:41*20260501*U*406';
  const provider = ['HL*3*2*19*0', 'NM1*85*2*NORTHSIDE*****XX*1000001010', 'TRN*1*0', 'STC*A3:24:85**U*203'];
  test.each<[string, string, readonly string[], readonly string[]]>([
    ['by a payer', 'PR*2*ELSE*****PI*BLANT', [refused], ['overdue', 'rejected']],
    ['by a payer known by its name', 'PR*2*Blue Lantern Health*****PI*0815', [refused], ['overdue', 'rejected']],
    ['of a provider by a payer', 'PR*2*ELSE*****PI*HTREE', ['STC*A1:19**WQ', ...provider], ['rejected', 'overdue']],
    ['by the clearinghouse', 'AY*2*SAMPLE CLEARINGHOUSE*****46*SAMPLEHOUSE', [refused], ['rejected', 'rejected']],
  ])('%s', async (_name, source, said, statuses) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('two', encounter('SILENTACK1'), encounter('SILENTACK2', { payerId: 'BLANT' })));
    expect(await arrives(home, interchange(...answer277(source, ...said)))).toMatchObject({ status: 'read' });
    const claims = await Promise.all(['E-SILENTACK1', 'E-SILENTACK2'].map((id) => theClaim(home, id)));
    expect(claims.map(({ record }) => record.status)).toEqual(statuses);
  });
});
