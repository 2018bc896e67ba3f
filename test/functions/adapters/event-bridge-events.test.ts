import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { eventBridgeEvents } from '../../../functions/adapters/index.ts';
import type { DomainEvent } from '../../../shared/ports/index.ts';
import { impatient, sdkProblem, thrownBy } from './sdk-problems.ts';

const aws = mockClient(EventBridgeClient);
const events = eventBridgeEvents(new EventBridgeClient(), 'bus', impatient);
beforeEach(() => void aws.reset());

const some = (count: number) =>
  Array.from(
    { length: count },
    (_, place): DomainEvent => ({
      id: `E${place}`,
      type: 'claim.paid',
      at: '2026-11-23T12:00:00Z',
      detail: { claimId: 'C', id: 'nobody' },
    }),
  );
const sent = () =>
  aws
    .commandCalls(PutEventsCommand)
    .map(({ args }) => args[0].input.Entries?.map(({ Detail = '' }) => JSON.parse(Detail).id));

test('says what happened, with our id and time', async () => {
  aws.on(PutEventsCommand).resolves({ FailedEntryCount: 0 });
  await events.publish(some(1));
  expect(aws.commandCalls(PutEventsCommand)[0]?.args[0].input.Entries).toEqual([
    {
      EventBusName: 'bus',
      Source: 'claimwright',
      DetailType: 'claim.paid',
      Detail: '{"claimId":"C","id":"E0","at":"2026-11-23T12:00:00Z"}',
    },
  ]);
});

test('by ten, and again what was not taken', async () => {
  const answers = aws.on(PutEventsCommand);
  answers.rejectsOnce(sdkProblem('ThrottlingException'));
  answers.resolvesOnce({
    FailedEntryCount: 2,
    Entries: Array.from({ length: 10 }, (_, place) =>
      place % 5 === 3 ? { ErrorCode: 'ThrottlingException' } : { EventId: 'x' },
    ),
  });
  answers.resolvesOnce({ FailedEntryCount: 1, Entries: [{ EventId: 'x' }, { ErrorCode: 'InternalFailure' }] });
  answers.resolves({ FailedEntryCount: 0 });
  await events.publish(some(12));
  const ten = Array.from({ length: 10 }, (_, place) => `E${place}`);
  expect(sent()).toEqual([ten, ten, ['E3', 'E8'], ['E8'], ['E10', 'E11']]);
});

test.each([
  ['ThrottlingException', 'ServiceUnavailable'],
  ['NotAuthorizedForSource', 'ServiceRefused'],
])('what is not taken for %s is thrown as %s', async (ErrorCode, name) => {
  aws.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries: [{ ErrorCode }] });
  expect((await thrownBy(events.publish(some(1)))).name).toBe(name);
});
