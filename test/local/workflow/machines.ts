/** Short ways to write definitions in tests. */

type Fields = Readonly<Record<string, unknown>>;

export function machineOf(states: Readonly<Record<string, Fields>>, top: Fields = {}): string {
  return JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...top });
}

const end = { End: true };
const exitOf = (fields: Fields): Fields => ('Next' in fields ? {} : end);

export function call(name: string, fields: Fields = {}): Fields {
  const { Payload = '{% $states.input %}', ...rest } = fields;
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: `\${${name}}`, Payload },
    Output: '{% $states.result.Payload %}',
    ...exitOf(rest),
    ...rest,
  };
}

export function callAndWait(name: string, fields: Fields = {}): Fields {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: `\${${name}}`, Payload: { token: '{% $states.context.Task.Token %}' } },
    TimeoutSeconds: 3600,
    ...exitOf(fields),
    ...fields,
  };
}

export function pass(fields: Fields = {}): Fields {
  return { Type: 'Pass', ...exitOf(fields), ...fields };
}

export function wait(fields: Fields): Fields {
  return { Type: 'Wait', ...exitOf(fields), ...fields };
}

export function mapOver(states: Readonly<Record<string, Fields>>, fields: Fields = {}): Fields {
  return {
    Type: 'Map',
    Items: '{% $states.input %}',
    ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, StartAt: Object.keys(states)[0], States: states },
    ...exitOf(fields),
    ...fields,
  };
}

export function start(machine: string, fields: Fields = {}, resource = 'startExecution'): Fields {
  const { Name, Input = '{% $states.input %}', ...rest } = fields;
  return {
    Type: 'Task',
    Resource: `arn:aws:states:::states:${resource}`,
    Arguments: { StateMachineArn: `\${${machine}}`, Input, ...(Name === undefined ? {} : { Name }) },
    ...exitOf(rest),
    ...rest,
  };
}
