import { expect, test, vi } from 'vitest';
import { createHandler } from '../../functions/deliver-webhooks/handler.ts';
import { httpPost } from '../../functions/deliver-webhooks/http-post.ts';
import type { Subscription } from '../../shared/webhooks/index.ts';
import { temporaryHome } from '../pipeline/run-home.ts';
import { ok, receiver, status } from '../webhooks/receiver.ts';
import { event, happen, practices, subscribed, Wall } from '../webhooks/subscribed.ts';

vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');

const post = httpPost({ allowLoopback: true });
/** As the table's stream tells of a new delivery. */
const told = ({ subscriptionId }: Subscription, { id }: { readonly id: string }) => ({
  eventName: 'INSERT',
  dynamodb: {
    SequenceNumber: id,
    Keys: { pk: { S: `P#family-medicine#W#${subscriptionId}` }, sk: { S: `DELIVERY#${id}` } },
  },
});

test('the stream has it send to those whom it names, and the schedule to all', async () => {
  using home = await temporaryHome();
  await using first = await receiver(ok);
  await using second = await receiver(ok);
  const wall = new Wall();
  const [one] = [
    await subscribed(home.services, wall, { url: first.url, practices }),
    await subscribed(home.services, wall, { url: second.url, practices }),
  ];
  await happen(home.services, event(1));
  const handler = createHandler({ ...home.services, post, wall });
  const Records = [told(one, event(1)), told(one, event(1))];
  expect(await handler({ Records })).toMatchObject({ delivered: 1 });
  expect([first.heard.length, second.heard.length]).toEqual([1, 0]);
  expect(await handler({})).toMatchObject({ delivered: 1 });
  expect([first.heard.length, second.heard.length]).toEqual([1, 1]);
});

test('one at whom the last attempt failed is left to the schedule', async () => {
  using home = await temporaryHome();
  let answer = status(500);
  await using ehr = await receiver((...heard) => answer(...heard));
  const wall = new Wall();
  const one = await subscribed(home.services, wall, { url: ehr.url, practices });
  const handler = createHandler({ ...home.services, post, wall });
  await happen(home.services, event(1));
  expect(await handler({ Records: [told(one, event(1))] })).toMatchObject({ failed: 1 });
  answer = ok;
  await happen(home.services, event(2));
  expect(await handler({ Records: [told(one, event(2))] })).toMatchObject({ delivered: 0, failed: 0 });
  wall.pass(1);
  expect(await handler({})).toMatchObject({ delivered: 2 });
  await happen(home.services, event(3));
  expect(await handler({ Records: [told(one, event(3))] })).toMatchObject({ delivered: 1 });
});
