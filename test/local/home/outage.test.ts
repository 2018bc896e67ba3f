import { expect, test } from 'vitest';
import { runReport, type Services, storeArrival } from '../../../shared/use-cases/index.ts';
import { encounter } from '../../pipeline/one-claim.ts';
import { reopened } from '../../webhooks/reopened-home.ts';
import { testFolder } from '../adapters/temporary-folder.ts';

/** A disk on which from now on nothing new has room below this folder. */
const full =
  (below: string) =>
  (services: Services): Services => ({
    ...services,
    objects: {
      ...services.objects,
      putIfAbsent: (key, body) =>
        key.startsWith(below)
          ? Promise.reject(Object.assign(new Error('write'), { code: 'ENOSPC' }))
          : services.objects.putIfAbsent(key, body),
    },
  });

test.each(['batches/', 'edi/eligibility/', 'edi/out/', 'archive/', 'documents/'])(
  'a disk that is full when %s is written stops the home, and what it was doing is done once there is room',
  async (below) => {
    const folder = testFolder();
    const home = await reopened(folder, { wrap: full(below) });
    // A deductible, so that the patient gets a statement.
    const bytes = new TextEncoder().encode(JSON.stringify(encounter('DEDUCT1')));
    const whole = async () => {
      await storeArrival(home.services, 'inbox/ONE', 'one.ndjson', bytes);
      await home.time.run();
    };
    await expect(whole()).rejects.toMatchObject({ code: 'ENOSPC' });
    await home.close();

    const again = await reopened(folder);
    await again.time.run();
    const { claims } = await runReport(again.services);
    expect(claims.list.map(({ status }) => status)).toEqual(['closed']);
    await again.close();
  },
);
