import * as z from 'zod';

/** Amazon States Language, as far as this engine runs it. Every object is strict: an unknown field is refused. */

const longestSeconds = 99_999_999;
const jsonata = z
  .string()
  .regex(/^\{%[\s\S]*%\}$/, 'must be a number or a JSONata expression that is the whole string: "{% … %}"');
const seconds = z.union([z.int().min(1).max(longestSeconds), jsonata]);
const template = z.json();
const variables = z.record(z.string(), template);
const queryLanguage = z.literal('JSONata');
const noted = { Comment: z.string().optional() };
const common = { ...noted, QueryLanguage: queryLanguage.optional() };
const flow = { Next: z.string().optional(), End: z.literal(true).optional() };
const exit = { Output: template.optional(), Assign: variables.optional() };
const errorEquals = z.array(z.string()).min(1);

const retrier = z.strictObject({
  ...noted,
  ErrorEquals: errorEquals,
  IntervalSeconds: z.int().min(1).max(longestSeconds).optional(),
  BackoffRate: z.number().min(1).optional(),
  MaxAttempts: z.int().min(0).max(longestSeconds).optional(),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).optional(),
});
const catcher = z.strictObject({ ...noted, ...exit, ErrorEquals: errorEquals, Next: z.string() });
const recovery = { Retry: z.array(retrier).optional(), Catch: z.array(catcher).optional() };

const resources = [
  'arn:aws:states:::lambda:invoke',
  'arn:aws:states:::lambda:invoke.waitForTaskToken',
  'arn:aws:states:::states:startExecution',
  'arn:aws:states:::states:startExecution.sync:2',
] as const;

const lambdaArguments = z.strictObject({ FunctionName: z.string(), Payload: template.optional() });
const startArguments = z.strictObject({
  StateMachineArn: z.string(),
  Name: z.string().optional(),
  Input: template.optional(),
});

/** A Map's processor or a Parallel's branch; its states are read one by one, as the machine's own are. */
const nestedStates = { ...noted, StartAt: z.string(), States: z.record(z.string(), z.unknown()) };

const choiceRule = z.strictObject({ ...noted, ...exit, Condition: jsonata, Next: z.string() });

export const stateSchemas = {
  Task: z.strictObject({
    ...common,
    ...flow,
    ...exit,
    ...recovery,
    Type: z.literal('Task'),
    Resource: z.enum(resources),
    Arguments: z.union([lambdaArguments, startArguments]),
    TimeoutSeconds: seconds.optional(),
    HeartbeatSeconds: seconds.optional(),
  }),
  Choice: z.strictObject({
    ...common,
    ...exit,
    Type: z.literal('Choice'),
    Choices: z.array(choiceRule).min(1),
    Default: z.string().optional(),
  }),
  Wait: z.strictObject({
    ...common,
    ...flow,
    ...exit,
    Type: z.literal('Wait'),
    Seconds: z.union([z.int().min(0).max(longestSeconds), jsonata]).optional(),
    Timestamp: z.string().optional(),
  }),
  Pass: z.strictObject({ ...common, ...flow, ...exit, Type: z.literal('Pass') }),
  Map: z.strictObject({
    ...common,
    ...flow,
    ...exit,
    ...recovery,
    Type: z.literal('Map'),
    Items: z.union([z.array(template), jsonata]),
    ItemSelector: template.optional(),
    ItemProcessor: z.strictObject({
      ...nestedStates,
      ProcessorConfig: z.strictObject({ Mode: z.literal('INLINE') }).optional(),
    }),
    MaxConcurrency: z.union([z.int().min(0), jsonata]).optional(),
  }),
  Parallel: z.strictObject({
    ...common,
    ...flow,
    ...exit,
    ...recovery,
    Type: z.literal('Parallel'),
    Arguments: template.optional(),
    Branches: z.array(z.strictObject(nestedStates)).min(1),
  }),
  Succeed: z.strictObject({ ...common, Type: z.literal('Succeed'), Output: template.optional() }),
  Fail: z.strictObject({
    ...common,
    Type: z.literal('Fail'),
    Error: z.string().optional(),
    Cause: z.string().optional(),
  }),
};

export const machineSchema = z.strictObject({
  ...nestedStates,
  QueryLanguage: queryLanguage,
  Version: z.literal('1.0').optional(),
  TimeoutSeconds: z.int().min(1).max(longestSeconds).optional(),
});

export type StateType = keyof typeof stateSchemas;
export type StateOf<Type extends StateType> = z.infer<(typeof stateSchemas)[Type]>;
export type State = { [Type in StateType]: StateOf<Type> }[StateType];
export type Retrier = z.infer<typeof retrier>;
export type Template = z.infer<typeof template>;

/** What leaving a state evaluates: as it is written at a state, a Choice rule or a catcher. */
export interface Exit {
  readonly Output?: Template | undefined;
  readonly Assign?: { readonly [name: string]: Template } | undefined;
}
