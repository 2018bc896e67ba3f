import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Code, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledgePrefixes } from '../acknowledged.ts';
import type { Stage } from '../stages.ts';
import { type FunctionName, functionNames, type MachineName, type Trigger, type Wired, wired } from '../wiring.ts';
import { ClaimwrightFunction, sendingTo } from './claimwright-function.ts';
import type { Logging } from './log-group.ts';
import { type Resources, statementsFor } from './permissions.ts';
import { Schedule } from './schedule.ts';
import { callFromQueue, callFromStream, readingQueue, readingStream } from './sources.ts';
import { environmentFor, touchedIn } from './touched.ts';

export interface FunctionSetProps {
  readonly stage: Stage;
  readonly prefix: string;
  readonly code: (name: FunctionName) => Code;
  readonly resources: Resources;
  /** For what the stream, and for what schedules could not get done. */
  readonly undone: { readonly outbox: IQueue; readonly jobs: IQueue };
  readonly logging: Logging;
}

/** The functions that this stage has. */
const functionsOf = (stage: Stage): readonly FunctionName[] =>
  functionNames.filter((name) => stage.name === 'sandbox' || wired(name).sandboxOnly !== true);

/** Every function of the wiring with what it may do, and what calls it. Machines and the API call theirs themselves. */
export class FunctionSet extends Construct {
  readonly byName: ReadonlyMap<FunctionName, IFunction>;
  readonly #props: FunctionSetProps;

  constructor(scope: Construct, id: string, props: FunctionSetProps) {
    super(scope, id);
    this.#props = props;
    this.byName = new Map(functionsOf(props.stage).map((name) => [name, this.#add(name, wired(name))]));
  }

  get(name: FunctionName): IFunction {
    const found = this.byName.get(name);
    if (found === undefined) throw new Error(`this stage has no function ${name}`);
    return found;
  }

  /** The functions that a machine's tasks call. */
  tasksOf(machine: MachineName): ReadonlyMap<string, IFunction> {
    const isTask = (trigger: Trigger): boolean => trigger.is === 'task' && trigger.of === machine;
    return new Map([...this.byName].filter(([name]) => wired(name).triggers.some(isTask)));
  }

  #add(name: FunctionName, wiredAs: Wired): IFunction {
    const { stage, prefix, code, resources, undone, logging } = this.#props;
    const touches = touchedIn(stage, wiredAs.touches);
    const isCalledBy = (trigger: Trigger['is']): boolean => wiredAs.triggers.some(({ is }) => is === trigger);
    const { callerRequestsPerSecond } = stage.apiThrottle;
    const made = new ClaimwrightFunction(this, name, {
      prefix,
      wired: wiredAs,
      code: code(name),
      environment: {
        ...environmentFor(this, stage, touches, resources),
        ...(isCalledBy('api') ? { CALLER_REQUESTS_PER_SECOND: String(callerRequestsPerSecond) } : {}),
      },
      statements: [
        ...statementsFor(this, stage.name, touches, resources),
        ...wiredAs.triggers.flatMap((trigger) => this.#reading(trigger)),
      ],
      ...(isCalledBy('schedule') ? { deadLetters: undone.jobs } : {}),
      logging,
    });
    acknowledgePrefixes(made, touches.objects ?? {}, resources.buckets);
    for (const trigger of wiredAs.triggers) this.#attach(name, made, trigger);
    return made.lambda;
  }

  #reading(trigger: Trigger): PolicyStatement[] {
    const { queues, table } = this.#props.resources;
    if (trigger.is === 'queue') return [readingQueue(queues[trigger.queue].queue)];
    return trigger.is === 'stream' ? [...readingStream(table), ...sendingTo(this.#props.undone.outbox)] : [];
  }

  #attach(name: FunctionName, made: ClaimwrightFunction, trigger: Trigger): void {
    const { stage, prefix, resources, undone } = this.#props;
    switch (trigger.is) {
      case 'queue':
        callFromQueue(made, made.lambda, resources.queues[trigger.queue].queue, trigger);
        break;
      case 'stream':
        callFromStream(made, made.lambda, resources.table, undone.outbox, trigger);
        break;
      case 'schedule': {
        const everyMinutes = stage.everyMinutes[name as keyof Stage['everyMinutes']];
        if (everyMinutes === undefined) break;
        const schedule = { name: `${prefix}-${name}`, target: made.lambda, everyMinutes, deadLetters: undone.jobs };
        new Schedule(made, 'Every', schedule);
        break;
      }
      case 'task':
      case 'api':
      case 'call':
        break;
    }
  }
}
