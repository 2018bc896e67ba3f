import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { makeQueue } from './test-resources.ts';

/** Part of the name of the queue in which every event of the bus is kept from now on. */
export const heardEvents = 'heard-events';

/** Keeps every event that the bus hears; the answer ends that. */
export async function hearEvents(bus: string): Promise<() => Promise<void>> {
  const [client, sqs] = [new EventBridgeClient(), new SQSClient()];
  const queue = await makeQueue(`claimwright-test-${heardEvents}`);
  const Statement = [
    { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: queue.arn },
  ];
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: { Policy } }));
  const rule = { Name: heardEvents, EventBusName: bus };
  await client.send(new PutRuleCommand({ ...rule, EventPattern: JSON.stringify({ source: ['claimwright'] }) }));
  const target = { Rule: heardEvents, EventBusName: bus };
  await client.send(new PutTargetsCommand({ ...target, Targets: [{ Id: 'queue', Arn: queue.arn }] }));
  return async () => {
    await client.send(new RemoveTargetsCommand({ ...target, Ids: ['queue'] }));
    await client.send(new DeleteRuleCommand(rule));
    await queue.remove();
  };
}
