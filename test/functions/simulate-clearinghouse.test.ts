import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SandboxClock } from '../../functions/adapters/sandbox-clock.ts';
import type { AwsServices } from '../../functions/services.ts';
import { createHandler } from '../../functions/simulate-clearinghouse/handler.ts';
import type { SimulationInput } from '../../simulator/index.ts';
import { encounter } from '../pipeline/one-claim.ts';
import { takeIn, temporaryHome, uploadOf } from '../pipeline/run-home.ts';

const simulation = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../examples/simulation.json'), 'utf8'),
) as SimulationInput;

test('the clearinghouse of the sandbox answers as that of the one-machine home does, whoever asks at the same time', async () => {
  using home = await temporaryHome();
  const claims = ['HT10000001', 'HT10000002', 'HT10000003'].map((memberId) => encounter(memberId));
  await takeIn(home, uploadOf('some', ...claims));
  const bytesUnder = async (prefix: string): Promise<Uint8Array[]> => {
    const found: Uint8Array[] = [];
    for await (const { key } of home.services.objects.list(prefix)) {
      const bytes = await home.services.objects.get(key);
      if (bytes !== undefined) found.push(bytes);
    }
    return found;
  };
  const [sent] = await bytesUnder('edi/out/');
  const transmission = home.services.clock.now();

  using sandbox = await temporaryHome();
  let now = new Date('2026-03-21T08:00:00Z');
  const services: AwsServices = {
    ...sandbox.services,
    clock: { now: () => now },
    time: 'virtual',
    wall: { now: () => now },
    links: {} as never,
    post: {} as never,
    access: {} as never,
    sandbox: () => ({
      seed: 1,
      simulation: () => simulation,
      clock: {} as SandboxClock,
      clearinghouse: {} as never,
      functions: {} as never,
      empty: async () => undefined,
    }),
    refresh: async () => undefined,
  };
  const ask = createHandler(services);
  const bytes = Buffer.from(sent ?? []).toString('base64');
  // The same file from several at once is one file.
  await Promise.all([1, 2, 3].map(() => ask({ ask: 'send', name: 'one.837', bytes })));
  now = transmission;
  const { files } = (await ask({ ask: 'collect' })) as { files: { name: string; bytes: string }[] };
  const answered = files.map((file) => Buffer.from(file.bytes, 'base64').toString()).sort();
  const expected = (await bytesUnder('archive/'))
    .map((each) => Buffer.from(each).toString())
    .filter((text) => text.startsWith('ISA'))
    .sort();
  expect(answered.length).toBeGreaterThan(2);
  expect(answered).toEqual(expected);

  await ask({ ask: 'collected', names: files.map(({ name }) => name) });
  expect(await ask({ ask: 'collect' })).toEqual({ files: [] });
  expect(await ask({ ask: 'next-due' })).toEqual({});
  expect(await ask({ ask: 'reports' })).toMatchObject({ duplicateIsa13OtherContent: [] });
});
