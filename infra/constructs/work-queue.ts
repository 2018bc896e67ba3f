import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledged.ts';
import { type QueueName, queueNames, readerOf, wired } from '../wiring.ts';

/** Deliveries after which a message is a dead letter: to look at one is a delivery, too. */
const maxDeliveries = { toFunctions: 5, toPeople: 1000 };

export interface QueueSettings {
  /** `claimwright-<stage>`. */
  readonly prefix: string;
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
}

/** For how long a message that was received is hidden from others: a person has a while to work. */
const hiddenFromOthersSeconds = 900;
/** As AWS advises, for a function that reads: six times as long as it may run. */
const timesItsTimeout = 6;

/** Every queue of the wiring. */
export function workQueues(scope: Construct, settings: QueueSettings): Readonly<Record<QueueName, WorkQueue>> {
  const queue = (name: QueueName) => {
    const reader = readerOf(name);
    const visibilitySeconds =
      reader === undefined ? hiddenFromOthersSeconds : wired(reader).timeoutSeconds * timesItsTimeout;
    const maxReceiveCount = reader === undefined ? maxDeliveries.toPeople : maxDeliveries.toFunctions;
    return [name, new WorkQueue(scope, name, { ...settings, visibilitySeconds, maxReceiveCount })] as const;
  };
  return Object.fromEntries(queueNames.map(queue)) as Record<QueueName, WorkQueue>;
}

interface WorkQueueProps extends QueueSettings {
  readonly visibilitySeconds: number;
  readonly maxReceiveCount: number;
}

/** A queue with the queue of its dead letters. A message is kept for as long as SQS keeps any: 14 days. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, name: string, props: WorkQueueProps) {
    super(scope, name);
    this.deadLetters = deadLetterQueue(this, 'DeadLetters', `${name}-dead-letters`, props);
    this.queue = new Queue(this, 'Queue', {
      ...queueProps(name, props),
      visibilityTimeout: Duration.seconds(props.visibilitySeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.maxReceiveCount },
    });
  }
}

/** A queue of messages that could not be handled, for a person to look at and to send again. */
export function deadLetterQueue(scope: Construct, id: string, name: string, settings: QueueSettings): Queue {
  const queue = new Queue(scope, id, queueProps(name, settings));
  acknowledge(queue, 'deadLetters');
  return queue;
}

function queueProps(name: string, { prefix, key, removalPolicy }: QueueSettings): QueueProps {
  return {
    queueName: `${prefix}-${name}`,
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: key,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    removalPolicy,
  };
}
