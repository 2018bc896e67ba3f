import { createHmac } from 'node:crypto';
import { type Database, openDatabase } from '../../../local/sqlite/database.ts';
import { type Engine, type EngineOptions, type HistoryEvent, openEngine } from '../../../local/workflow/index.ts';
import type { Ids, Json } from '../../../shared/ports/index.ts';

/** A clock that the test sets. */
export class TestClock {
  #millis: number;

  constructor(start: string) {
    this.#millis = Date.parse(start);
  }

  now(): Date {
    return new Date(this.#millis);
  }

  advanceTo(date: Date): void {
    this.#millis = Math.max(this.#millis, date.getTime());
  }

  advanceSeconds(seconds: number): void {
    this.#millis += seconds * 1000;
  }
}

export const testIds: Ids = {
  derive(length, ...parts) {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const bytes = createHmac('sha512', 'test').update(JSON.stringify(parts)).digest();
    return Array.from({ length }, (_, at) => alphabet[(bytes[at] ?? 0) & 31]).join('');
  },
};

/** An error as a function throws it: Retry and Catch see its name. */
export function errorNamed(name: string, message = ''): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

/** What may be done with the task token that a call's payload holds. */
interface TokenAnswers {
  readonly succeed: (output: Json) => Promise<unknown>;
  readonly fail: (error: string, cause: string) => Promise<unknown>;
  readonly heartbeat: () => Promise<unknown>;
}

/**
 * How a mocked function behaves when it is called: it returns the JSON, throws the error, or does what the function
 * says. To answer the call's task token see `answers`.
 */
export type Mock = Json | Error | ((payload: Json, tools: MockTools) => Json | Promise<Json>);

interface MockTools {
  readonly token: TokenAnswers;
  /** Counted from 1, of this function. */
  readonly call: number;
  /** Does this when so many seconds have passed. */
  readonly later: (seconds: number, act: () => Promise<unknown>) => void;
}

/** Succeeds the task token, at once or so many seconds later. */
export function answers(output: Json, afterSeconds = 0): Mock {
  return async (_payload, { token, later }) => {
    if (afterSeconds === 0) await token.succeed(output);
    else later(afterSeconds, () => token.succeed(output));
    return null;
  };
}

/** Fails the task token, at once or so many seconds later. */
export function answersWithFailure(error: string, cause = '', afterSeconds = 0): Mock {
  return async (_payload, { token, later }) => {
    if (afterSeconds === 0) await token.fail(error, cause);
    else later(afterSeconds, () => token.fail(error, cause));
    return null;
  };
}

/** By function name, in kebab-case; of a list the n-th is for the n-th call, and the last for all after it. */
export type Mocks = Readonly<Record<string, Mock | readonly [Mock, ...Mock[]] | readonly Mock[]>>;

export interface MachineCaseOptions {
  /** Other machines that this one starts. */
  readonly machines?: Readonly<Record<string, string>>;
  /** 'machine' unless given; `claim` for statemachines/claim.asl.json. */
  readonly machineName?: string;
  readonly startDate?: string;
  /** Stops when nothing is left to do before this many days; a year and two days unless given. */
  readonly days?: number;
  readonly engine?: Partial<Pick<EngineOptions, 'concurrency' | 'random' | 'functions'>>;
}

export interface MachineCase {
  /** The states entered, in the order of history. */
  readonly states: readonly string[];
  readonly status: string;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly calls: readonly { readonly functionName: string; readonly payload: Json }[];
  readonly history: readonly HistoryEvent[];
  /** Seconds of virtual time from start to end. */
  readonly seconds: number;
}

const executionName = 'case';

function tokenIn(payload: Json): string | undefined {
  return /"([A-Z2-7]{40})"/.exec(JSON.stringify(payload))?.[1];
}

function mockFor(mocks: Mocks, functionName: string, call: number): Mock {
  const mock = mocks[functionName];
  if (mock === undefined) return errorNamed('NoMock', `no mock for ${functionName}`);
  if (!Array.isArray(mock)) return mock as Mock;
  return (mock as readonly Mock[])[Math.min(call, mock.length) - 1] ?? null;
}

/** Runs one execution of a machine in virtual time, with its functions mocked, until it ends or nothing is left to do. */
export async function runMachineCase(
  definitionText: string,
  mocks: Mocks,
  input: Json,
  options: MachineCaseOptions = {},
): Promise<MachineCase> {
  const { machineName = 'machine', machines = {}, days = 367, startDate = '2027-01-04T09:00:00.000Z' } = options;
  const clock = new TestClock(startDate);
  const database: Database = openDatabase(':memory:');
  const calls: { functionName: string; payload: Json }[] = [];
  const later: { at: number; act: () => Promise<unknown> }[] = [];
  const engine: Engine = await openEngine<string>({
    database,
    clock,
    ids: testIds,
    machines: { ...machines, [machineName]: definitionText },
    async invoke(functionName, payload) {
      calls.push({ functionName, payload });
      const call = calls.filter((each) => each.functionName === functionName).length;
      const mock = mockFor(mocks, functionName, call);
      if (mock instanceof Error) throw mock;
      if (typeof mock !== 'function') return mock;
      const token = tokenIn(payload) ?? '';
      return mock(payload, {
        call,
        token: {
          succeed: (output) => engine.succeedTask(token, output),
          fail: (error, cause) => engine.failTask(token, error, cause),
          heartbeat: () => engine.heartbeatTask(token),
        },
        later: (seconds, act) => later.push({ at: clock.now().getTime() + seconds * 1000, act }),
      });
    },
    ...options.engine,
  });
  const started = clock.now().getTime();
  const last = started + days * 24 * 60 * 60 * 1000;
  await engine.start(machineName as 'claim', executionName, input);
  for (;;) {
    for (const each of later.filter(({ at }) => at <= clock.now().getTime())) {
      later.splice(later.indexOf(each), 1);
      await each.act();
    }
    if (await engine.work()) continue;
    const due = [(await engine.nextDue())?.getTime(), ...later.map(({ at }) => at)].filter((at) => at !== undefined);
    const next = Math.min(...due);
    if (due.length === 0 || next > last) break;
    clock.advanceTo(new Date(next));
  }

  const history = await engine.executionHistory(machineName, executionName);
  const described = await engine.describeExecution(machineName, executionName);
  database.close();
  if (described === undefined) throw new Error('the execution is gone');
  const { status, output, error, cause, stopDate } = described;
  return {
    states: history.flatMap(({ type, details }) => (type.endsWith('StateEntered') ? [String(details['name'])] : [])),
    status,
    calls,
    history,
    seconds: ((stopDate ?? clock.now()).getTime() - started) / 1000,
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}
