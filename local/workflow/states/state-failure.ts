/** A state reported an error. Retry and Catch see its name; neither name nor cause holds more than identifiers. */
export class StateFailure extends Error {
  /** Step Functions' error name; a Fail state may leave it out. */
  readonly error: string | undefined;
  readonly says: string | undefined;
  /** Other names under which Retry and Catch find it. */
  readonly aliases: readonly string[];

  constructor(error: string | undefined, says?: string, aliases: readonly string[] = []) {
    super(error ?? 'failed');
    this.name = 'StateFailure';
    this.error = error;
    this.says = says;
    this.aliases = aliases;
  }
}

/** A JSONata expression, or a field's value, was no good. */
export class EvaluationFailure extends StateFailure {
  readonly location: string;

  constructor(state: string, location: string, says: string) {
    super('States.QueryEvaluationError', `An error occurred while executing the state '${state}'. ${says}`);
    this.location = location;
  }
}

/** What ran inside a Map or Parallel failed, and so it failed itself. */
export class ChildFailure extends StateFailure {}

const terminal = ['States.DataLimitExceeded', 'States.Runtime'];
const notTaskFailed = ['States.Timeout', ...terminal];

/** Whether a Retry's or Catch's list of names covers the failure. */
export function covers(names: readonly string[], { error, aliases }: StateFailure): boolean {
  if (error === 'States.Runtime') return false;
  return names.some((name) => {
    if (name === 'States.ALL') return error === undefined || !terminal.includes(error);
    if (name === 'States.TaskFailed') return error !== undefined && !notTaskFailed.includes(error);
    return name === error || aliases.includes(name);
  });
}
