import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Json } from '../../shared/ports/index.ts';
import {
  errorNamed,
  type MachineCase,
  type Mock,
  type Mocks,
  runMachineCase,
} from '../local/workflow/run-machine-case.ts';
import { branchesOf, branchesTaken } from './branches.ts';
import type { MockedResult, WorkflowCase, WorkflowCases } from './workflow-case.ts';

function definitionOf(machine: string): string {
  return readFileSync(`statemachines/${machine}.asl.json`, 'utf8');
}

function mockOf(functionName: string, results: readonly MockedResult[]): Mock {
  return async (_payload, { call, token }) => {
    const result = results[call - 1];
    if (result === undefined) throw errorNamed('NotExpected', `${functionName} was called ${call} times`);
    if ('throws' in result) throw errorNamed(result.throws);
    if ('tokenOutput' in result) await token.succeed(result.tokenOutput);
    return result.returns;
  };
}

/** Runs a case on our own engine, in virtual time. */
async function playCase({ machine, input }: WorkflowCases, { results }: WorkflowCase): Promise<MachineCase> {
  const mocks: Mocks = Object.fromEntries(
    Object.entries(results).map(([functionName, each]) => [functionName, mockOf(functionName, each)]),
  );
  return runMachineCase(definitionOf(machine), mocks, input, { machineName: machine });
}

function countCalls(names: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(names.map((name) => [name, names.filter((each) => each === name).length]));
}

/** Plays a case and compares all that its row says. */
export async function expectCase(cases: WorkflowCases, row: WorkflowCase): Promise<MachineCase> {
  const ran = await playCase(cases, row);
  const { states, status, output, error, calls, seconds } = ran;
  expect(states).toEqual(row.states);
  if ('error' in row.ends) expect([status, error]).toEqual(['FAILED', row.ends.error]);
  else expect([status, output]).toEqual(['SUCCEEDED', row.ends.output]);
  const expectedCalls = Object.entries(row.results).flatMap(([name, results]) => results.map(() => name));
  expect(countCalls(calls.map(({ functionName }) => functionName))).toEqual(countCalls(expectedCalls));
  const payloads = calls.map(({ functionName, payload }): readonly [string, Json] => [functionName, payload]);
  if (row.payloads !== undefined) expect(payloads).toEqual(row.payloads);
  if (row.seconds !== undefined) expect(seconds).toBe(row.seconds);
  return ran;
}

/** The rows of a machine together take every way that it has. */
export async function expectEveryBranchTaken(cases: WorkflowCases): Promise<void> {
  const definition: unknown = JSON.parse(definitionOf(cases.machine));
  const taken = new Set<string>();
  for (const row of cases.cases) {
    const { history } = await playCase(cases, row);
    for (const branch of await branchesTaken(definition, history)) taken.add(branch);
  }
  expect(branchesOf(definition).filter((branch) => !taken.has(branch))).toEqual([]);
}
