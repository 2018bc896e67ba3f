import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { arrivalsInMessage } from '../../functions/receive/arrivals-in-message.ts';
import { createHandler } from '../../functions/receive/handler.ts';
import { fileRecords } from '../../shared/repositories/index.ts';
import { dispatchOutbox, replayFile, type Services, storeArrival } from '../../shared/use-cases/index.ts';
import { exampleEncounter } from '../claims/example.ts';
import { testFolder } from '../local/adapters/temporary-folder.ts';
import { storeIn } from './claims-in-store.ts';

/** What S3 sends of objects that were put. */
function notification(...objects: readonly { readonly key: string; readonly versionId?: string }[]): string {
  return JSON.stringify({
    Records: objects.map((object) => ({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      eventName: 'ObjectCreated:Put',
      s3: { bucket: { name: 'claimwright-sandbox-inbox' }, object: { size: 3, eTag: 'e', sequencer: '0', ...object } },
    })),
  });
}

describe('a message on the arrivals queue', () => {
  test.each([
    ['of ours', '{"objectKey":"inbox/A","from":"practice"}', [{ objectKey: 'inbox/A', from: 'practice' }]],
    [
      'of ours with a version',
      '{"objectKey":"inbox/A","from":"practice","version":"v1"}',
      [{ objectKey: 'inbox/A', from: 'practice', version: 'v1' }],
    ],
    ['of ours to read one again', '{"fileId":"A","reading":2}', [{ fileId: 'A', reading: 2 }]],
    [
      'of S3',
      notification({ key: 'inbox/A', versionId: 'v1' }, { key: 'clearinghouse/B' }),
      [
        { objectKey: 'inbox/A', from: 'practice', version: 'v1' },
        { objectKey: 'clearinghouse/B', from: 'clearinghouse' },
      ],
    ],
    [
      'of S3 about a key that must be encoded',
      notification({ key: 'inbox/elm+street/M%C3%A4rz+100%25%2B.edi' }),
      [{ objectKey: 'inbox/elm street/März 100%+.edi', from: 'practice' }],
    ],
    ['that S3 sends to try the queue', '{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"b"}', []],
  ])('%s names files', (_name, body, arrivals) => {
    expect(arrivalsInMessage(body)).toEqual(arrivals);
  });

  test.each([
    ['no JSON', 'hello'],
    ['something else', '{"hello":"world"}'],
    ['another event', '{"Service":"Amazon S3","Event":"s3:Other"}'],
    ['an object elsewhere', notification({ key: 'archive/A' })],
    ['an object beside the folder', notification({ key: 'inbox' })],
    ['a key that is not encoded', notification({ key: 'inbox/100%' })],
    ['a reading again that is the first', '{"fileId":"A","reading":1}'],
    ['a sender that nobody knows', '{"objectKey":"inbox/A","from":"stranger"}'],
  ])('%s is refused', (_name, body) => {
    expect(() => arrivalsInMessage(body)).toThrow();
  });
});

describe('receive', () => {
  let services: Services;
  let started: string[];
  beforeEach(() => {
    const store = storeIn(testFolder());
    onTestFinished(store.close);
    started = [];
    const start = vi.fn(async (_machine: string, name: string) => {
      if (started.includes(name)) return 'exists' as const;
      started.push(name);
      return 'started' as const;
    });
    services = { ...store.services, workflows: { start } as never };
  });

  const upload = new TextEncoder().encode(JSON.stringify([exampleEncounter]));
  const later = new TextEncoder().encode(JSON.stringify([{ ...exampleEncounter, encounterId: 'ENC-2' }]));
  const receive = (...bodies: string[]) =>
    createHandler(services)({ Records: bodies.map((body, index) => ({ messageId: String(index), body })) });

  const one = notification({ key: 'inbox/ONE', versionId: 'v1' });
  const two = '{"objectKey":"inbox/TWO","from":"practice"}';
  test.each<[string, string[][]]>([
    ['once', [[one, two]]],
    ['five times at once', [[one, one, two, one, one, one]]],
    ['five times and out of order', [[two, one], [one], [two, one, one], [two], [one, two]]],
  ])('the same arrival %s is one batch', async (_how, deliveries) => {
    await storeArrival(services, 'inbox/ONE', 'one.json', upload);
    await storeArrival(services, 'inbox/TWO', 'two.json', later);
    for (const bodies of deliveries) {
      expect(await receive(...bodies)).toEqual({ batchItemFailures: [] });
      await dispatchOutbox(services);
    }
    const files = await fileRecords(services.items);
    expect(files.map(({ name }) => name).sort()).toEqual(['one.json', 'two.json']);
    expect(started.sort()).toEqual(files.map(({ fileId }) => `${fileId}-1`).sort());
  });

  test('what fails comes again alone', async () => {
    await storeArrival(services, 'inbox/ONE', 'one.json', upload);
    const answer = await receive('hello', one, notification({ key: 'inbox/MISSING' }));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '0' }, { itemIdentifier: '2' }] });
    expect(await fileRecords(services.items)).toHaveLength(1);
  });

  test('reads the version that the message names', async () => {
    const get = vi.fn(async (key: string, _version?: string) => (key === 'inbox/ONE' ? upload : undefined));
    const { objects, ...rest } = services;
    services = { ...rest, objects: { ...objects, get } };
    await receive(one);
    expect(get.mock.calls[0]).toEqual(['inbox/ONE', 'v1']);
  });

  test('reads a file again that is let out of quarantine, whatever it was cut off at', async () => {
    await storeArrival(services, 'inbox/ONE', 'one.json', new TextEncoder().encode('hello'));
    await receive(one);
    const [file] = await fileRecords(services.items);
    await replayFile(services, file?.fileId ?? '');
    await expect(replayFile(services, file?.fileId ?? '')).rejects.toThrow(/is not in quarantine/);
    await services.queues.receive('arrivals', 10);
    await dispatchOutbox(services);
    const [{ body } = { body: '' }] = await services.queues.receive('arrivals', 10);
    const { items } = services;
    const transact = () => Promise.reject(new Error('Lambda timed out'));
    services = { ...services, items: { ...items, transact } };
    expect(await receive(body)).toMatchObject({ batchItemFailures: [{}] });
    services = { ...services, items };
    expect(await receive(body)).toEqual({ batchItemFailures: [] });
    const again = { status: 'quarantined', readings: 2, reason: expect.any(String) };
    expect(await fileRecords(items)).toMatchObject([again]);
    await replayFile(services, file?.fileId ?? '');
    // The message of the reading before, again.
    await receive(body);
    expect(await fileRecords(items)).toMatchObject([{ status: 'reading', readings: 3 }]);
  });

  test('counts what came and what was put into quarantine, once', async () => {
    vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'receive');
    vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'Claimwright');
    onTestFinished(() => {
      vi.unstubAllEnvs();
      vi.restoreAllMocks();
    });
    const output: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => output.push(String(text)) > 0);
    await storeArrival(services, 'inbox/ONE', 'one.json', upload);
    await storeArrival(services, 'clearinghouse/BROKEN', 'broken', new TextEncoder().encode('hello'));
    const broken = notification({ key: 'clearinghouse/BROKEN' });
    await receive(one, broken, broken);
    expect(output.map((text) => JSON.parse(text))).toMatchObject([
      { PracticeFilesReceived: 1, ClearinghouseFilesReceived: 1, FilesQuarantined: 1 },
    ]);
    output.length = 0;
    await receive(broken);
    expect(output).toEqual([]);
  });
});
