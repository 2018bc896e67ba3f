import { expect, onTestFinished, test } from 'vitest';
import { fileRecords, pageOfTaken, setAsideRecords } from '../../shared/repositories/index.ts';
import {
  arrivalSchema,
  openClaims,
  quarantineUpload,
  receiveArrival,
  replayFile,
  reportBatch,
  type Services,
  splitUpload,
  startClaims,
} from '../../shared/use-cases/index.ts';
import { exampleEncounter } from '../claims/example.ts';
import { gather } from '../conformance/gather.ts';
import { claimsBySourceId, storeIn } from '../functions/claims-in-store.ts';
import { testFolder } from '../local/adapters/temporary-folder.ts';

/** The record whose practice only one of the readings knows, at the end of a chunk. */
const inDoubt = 100;

const encounters = Array.from({ length: 101 }, (_, index) => ({
  ...exampleEncounter,
  encounterId: `E-${index + 1}`,
  practiceId: index + 1 === inDoubt ? 'new-practice' : 'willow-creek',
  subscriber: { ...exampleEncounter.subscriber, memberId: `W${100_000_000 + index}` },
}));

async function arrived() {
  const { services, close } = storeIn(testFolder());
  onTestFinished(close);
  const started: string[] = [];
  const start = async (_machine: string, name: string) => {
    if (!started.includes(name)) started.push(name);
    return 'started' as const;
  };
  const refusing: Services = { ...services, workflows: { start } as never };
  const [practice] = services.configuration.practices;
  if (practice === undefined) throw new Error('no practice is configured');
  const billingProvider = { ...practice.billingProvider, npi: '1245319599', taxId: '987654321' };
  const practices = [practice, { ...practice, practiceId: 'new-practice', billingProvider }];
  const taking: Services = { ...refusing, configuration: { ...services.configuration, practices } };
  await services.objects.putIfAbsent('inbox/ONE', JSON.stringify(encounters));
  const [message] = await services.queues.receive('arrivals', 1);
  await receiveArrival(services, arrivalSchema.parse(JSON.parse(message?.body ?? '')));
  const [file] = await fileRecords(services.items);
  return { fileId: file?.fileId ?? '', started, readers: { refusing, taking } };
}

/** Opens the first chunks, starts their claims, and reports the batch when there were no more. */
async function read(services: Services, fileId: string, chunks = Number.POSITIVE_INFINITY) {
  const { chunkKeys } = await splitUpload(services, fileId, 1);
  for (const key of chunkKeys.slice(0, chunks)) await openClaims(services, fileId, key);
  if (chunks < chunkKeys.length) return undefined;
  for (const key of chunkKeys) await startClaims(services, fileId, key);
  return reportBatch(services, fileId);
}

type Reader = 'refusing' | 'taking';
const whole = Number.POSITIVE_INFINITY;
test.each<[first: Reader, chunks: number, later: Reader, how: 'replayed' | 'retried', refused: number]>([
  ['taking', 0, 'refusing', 'replayed', 1],
  // What has a claim keeps it.
  ['taking', 1, 'refusing', 'replayed', 0],
  ['taking', whole, 'refusing', 'replayed', 0],
  ['refusing', 0, 'taking', 'replayed', 0],
  ['refusing', 1, 'taking', 'replayed', 0],
  ['refusing', whole, 'taking', 'replayed', 0],
  ['refusing', 1, 'refusing', 'replayed', 1],
  ['taking', 0, 'refusing', 'retried', 1],
  ['refusing', 0, 'taking', 'retried', 0],
])(
  'of a file read by one that is %s, until %s chunks were open, and by one that is %s when it is %s, %i is refused and no other is lost',
  async (first, chunks, later, how, refused) => {
    const { fileId, started, readers } = await arrived();
    await read(readers[first], fileId, chunks);
    if (how === 'replayed') {
      await quarantineUpload(readers[first], fileId, 'ServiceUnavailable');
      await replayFile(readers[later], fileId);
    }
    const counts = await read(readers[later], fileId);
    const taken = encounters.length - refused;
    expect(counts).toEqual({ records: 101, taken, refused, duplicates: 0, conflicts: 0, problems: 0 });
    const aside = await gather(setAsideRecords(readers[later].items, fileId));
    expect(aside.map(({ ordinal, kind }) => [ordinal, kind])).toEqual(refused === 1 ? [[inDoubt, 'refused']] : []);
    const claims = await claimsBySourceId(readers[later]);
    const listed = await pageOfTaken(readers[later].items, fileId, 200);
    expect(listed.claims.map(({ claimId }) => claimId).sort()).toEqual(
      [...claims.values()].map(({ claimId }) => claimId).sort(),
    );
    expect(started.sort()).toEqual(listed.claims.map(({ claimId }) => `${claimId}-1`).sort());
    const missing = encounters.filter(({ encounterId }) => !claims.has(encounterId));
    expect(missing.map(({ encounterId }) => encounterId)).toEqual(refused === 1 ? [`E-${inDoubt}`] : []);
  },
);

/** Keeps chunks under the keys that they had before they were of fixed ranges. */
function underOldKeys(services: Services): Services {
  const old = (key: string) => key.replace(/^(batches\/[^-]+)-[^/]+(?=\.ndjson$)/, '$1');
  const { objects } = services;
  const putIfAbsent: typeof objects.putIfAbsent = (key, content) => objects.putIfAbsent(old(key), content);
  return { ...services, objects: { ...objects, putIfAbsent, get: (key) => objects.get(old(key)) } as typeof objects };
}

test('what a claim was opened of by an earlier revision keeps it', async () => {
  const { fileId, started, readers } = await arrived();
  await read(underOldKeys(readers.taking), fileId, 1);
  await quarantineUpload(readers.taking, fileId, 'ServiceUnavailable');
  await replayFile(readers.refusing, fileId);
  const counts = await read(readers.refusing, fileId);
  expect(counts).toMatchObject({ records: 101, taken: 101, refused: 0 });
  expect(started).toHaveLength(101);
});
