import { expect, test } from 'vitest';
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

test('each kind of answer in a file is read, what nobody reads is told, and a replay changes nothing', async () => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('one', encounter('SILENTACK1')));
  const number = patientControlNumber((await theClaim(home)).record.claimId, 1);
  const answers = [...remittance835('TR1', 100, clp(number, 100))];
  const both = interchange(...accepting999) + interchange(...answers);
  expect(await arrives(home, both)).toMatchObject({ status: 'read', kind: '999+835' });
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
