import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { httpPost } from '../../functions/deliver-webhooks/http-post.ts';
import { webhooks } from '../../local/home/webhooks.ts';
import { testFolder } from '../local/adapters/temporary-folder.ts';
import { hang, ok, receiver, verified } from './receiver.ts';
import { reopened } from './reopened-home.ts';
import { event, happen, owed, practices, send, subscribed, Wall } from './subscribed.ts';

test('a message that was under way when its sender was killed comes again, under the same id', async () => {
  const folder = testFolder();
  let answer = hang;
  await using ehr = await receiver((...heard) => answer(...heard));
  const wall = new Wall();
  const before = await reopened(folder);
  const { secret, ...subscription } = await subscribed(before.services, wall, { url: ehr.url, practices });
  await happen(before.services, event(1), event(2));
  await before.close();

  const sender = spawn(process.execPath, [join(import.meta.dirname, 'killed-sender.ts'), folder], {
    stdio: 'inherit',
  });
  await ehr.until(2);
  sender.kill('SIGKILL');
  await once(sender, 'exit');

  answer = ok;
  const home = await reopened(folder);
  try {
    // Nobody knows whether it is still under way.
    expect(await send(home.services, wall)).toMatchObject({ delivered: 0, failed: 0 });
    wall.pass(1);
    expect(await send(home.services, wall)).toMatchObject({ delivered: 2 });
    expect((await owed(home.services, subscription)).map(({ status, attempts }) => [status, attempts])).toEqual([
      ['delivered', 2],
      ['delivered', 2],
    ]);
  } finally {
    await home.close();
  }
  const ids = ehr.heard.map(({ headers }) => headers['webhook-id']);
  expect(ids.slice(0, 2).sort()).toEqual([event(1).id, event(2).id]);
  expect(ids.slice(2).sort()).toEqual([event(1).id, event(2).id]);
  for (const each of ehr.heard.slice(0, 2)) verified(each, secret);
});

test('a home that stops does not wait for a receiver that hangs', async () => {
  const folder = testFolder();
  await using ehr = await receiver(hang);
  const home = await reopened(folder);
  const problems: unknown[] = [];
  const sending = webhooks(home.services, httpPost({ allowLoopback: true }), (problem) => void problems.push(problem));
  const one = await subscribed(home.services, new Wall(), { url: ehr.url, practices });
  await happen(home.services, event(1));
  sending.begin();
  await ehr.until(1);
  const began = performance.now();
  await sending.stop();
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(await owed(home.services, one)).toMatchObject([{ status: 'pending', attempts: 1 }]);
  await home.close();
  expect(problems).toEqual([]);
});
