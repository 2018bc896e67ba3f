import type { Json } from '../../shared/ports/index.ts';

/** How a mocked function behaves in one call. Plain data, so that any interpreter can play it. */
export type MockedResult<Answer extends Json = Json> =
  | { readonly returns: Answer }
  /** Its task token is answered with this while it runs. */
  | { readonly returns: Answer; readonly tokenOutput: Json }
  /** An error of this name. */
  | { readonly throws: string };

/** By function, one result for each of its calls in their order: no fewer, no more. */
type MockedResults = Readonly<Record<string, readonly MockedResult[]>>;

export interface WorkflowCase {
  readonly name: string;
  readonly results: MockedResults;
  /** The states passed, in order. */
  readonly states: readonly string[];
  /** What the execution ends with: the output when it succeeds, the error's name when it fails. */
  readonly ends: { readonly output: Json } | { readonly error: string };
  /** Each call's payload, in order, where the row is about what is handed on. */
  readonly payloads?: readonly (readonly [functionName: string, payload: Json])[];
  /** The error for which the claim is set aside, if it is. */
  readonly setAsideFor?: string;
  /** How long it takes, where the row is about time. */
  readonly seconds?: number;
}

/** What an execution of a machine is started with, and what may become of it. */
export interface WorkflowCases {
  readonly machine: string;
  readonly input: Json;
  readonly cases: readonly WorkflowCase[];
}

export function throws(error: string): { readonly throws: string } {
  return { throws: error };
}

export function times<Result>(count: number, result: Result): readonly Result[] {
  return Array.from({ length: count }, () => result);
}

/** How often a step may meet another change of its claim, and fail otherwise, before it works. */
const failuresSurvived = [
  [1, 1],
  [8, 10],
] as const;

/** The row again for each call in it, with failures before that call works. */
export function withFailures({
  payloads: _payloads,
  seconds: _seconds,
  ...row
}: WorkflowCase): readonly WorkflowCase[] {
  const { name, results } = row;
  const calls = Object.entries(results).flatMap(([step, answers]) => answers.map((_, at) => ({ step, answers, at })));
  return calls.flatMap(({ step, answers, at }) =>
    failuresSurvived.map(([changes, outages]) => {
      const failures = [...times(changes, throws('ConcurrentChange')), ...times(outages, throws('ServiceUnavailable'))];
      return {
        ...row,
        name: `${name}; call ${at + 1} of ${step} meets ${changes} other changes and ${outages} outages`,
        results: { ...results, [step]: [...answers.slice(0, at), ...failures, ...answers.slice(at)] },
      };
    }),
  );
}
