import { expect, test } from 'vitest';
import { systemClock } from '../../../local/adapters/index.ts';
import { takeThrough } from '../../../local/commands/take-through.ts';
import { openHome } from '../../../local/home/home.ts';
import { functionsInThread } from '../../../local/home/thread/functions-in-thread.ts';
import type { OfHome } from '../../../local/home/thread/messages.ts';
import { SafeError } from '../../../shared/safe-error.ts';
import { configure, runReport, storeArrival } from '../../../shared/use-cases/index.ts';
import { batch, begin, configuration, simulation } from '../../crash/batch.ts';
import { differences, storedOutcome } from '../../crash/outcome.ts';
import { silent } from '../../crash/temporary.ts';
import { encounter } from '../../pipeline/one-claim.ts';
import { testFolder } from '../adapters/temporary-folder.ts';

const neverDies = (problem: unknown): void => {
  throw problem;
};
const made = { configuration, simulation, seed: 1, virtualStart: begin };

test('a home with threads of its own stores what it stores without', async () => {
  const outcomes = [];
  for (const threads of [undefined, { forFunctions: false }, { forFunctions: true }]) {
    const folder = testFolder();
    const own = threads && { threads: { ...threads, onDeath: neverDies } };
    const home = await openHome({ folder, ...made, ...own });
    await takeThrough(home, batch, begin, silent);
    const report = await runReport(home.services);
    await home.close();
    outcomes.push({ report, stored: storedOutcome(folder) });
  }
  const [here, ...others] = outcomes;
  expect(here?.report.claims.total).toBe(20);
  for (const there of others) {
    expect(differences((here as typeof there).stored, there.stored)).toEqual([]);
    expect(there.report).toEqual(here?.report);
  }
  expect(others).toHaveLength(2);
});

test('a practice that is configured while functions are in a thread is known there too', async () => {
  const home = await openHome({ folder: testFolder(), ...made, threads: { forFunctions: true, onDeath: neverDies } });
  try {
    const [practice] = configuration.practices;
    if (practice === undefined) throw new Error('the batch has practices');
    await configure(home.services, { kind: 'practice', value: { ...practice, practiceId: 'oak-street' } });
    const bytes = new TextEncoder().encode(JSON.stringify({ ...encounter('PAID1'), practiceId: 'oak-street' }));
    await storeArrival(home.services, 'inbox/ONE', 'one.ndjson', bytes);
    await home.time.settle();
    expect((await runReport(home.services)).claims.list).toMatchObject([{ practice: 'oak-street' }]);
  } finally {
    await home.close();
  }
});

const nobody = new Proxy({} as OfHome, {
  get: () => () => Promise.reject(new SafeError('nobody is there to be asked')),
});

test('a thread that dies is told of, and what it was asked is never answered', async () => {
  const died = Promise.withResolvers<unknown>();
  const settings = { folder: '/nowhere/at/all', configuration, key: new Uint8Array(32), isVirtual: false };
  const { functions } = functionsInThread(settings, systemClock, nobody, died.resolve);
  const answered = functions.work('outbox').then(String, String);
  expect(await died.promise).toMatchObject({ code: 'ENOENT' });
  expect(await Promise.race([answered, Promise.resolve('not yet')])).toBe('not yet');
});
