import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../../shared/ports/index.ts';
import { claimCases } from '../../workflows/claim.cases.ts';
import { ingestBatchCases } from '../../workflows/ingest-batch.cases.ts';
import { expectCase } from '../../workflows/play-case.ts';
import { type DeployedMachine, deployMachine } from './deployed-machine.ts';
import { expectedOfMinistack } from './known-differences.ts';
import type { MockedAnswer, MockedCall } from './mocks-server.ts';

type Tokens = Parameters<Parameters<typeof deployMachine>[1]>[1];
interface Call {
  readonly functionName: string;
  readonly payload: Json;
}

function tokenOf(payload: Json): string | undefined {
  const { taskToken } = Object(payload) as { readonly taskToken?: string };
  return taskToken;
}

/** Calls of a Map come in any order, and every token is another. */
function comparable(calls: readonly Call[]): readonly string[] {
  return calls
    .map(({ functionName, payload }) => [
      functionName,
      tokenOf(payload) ? { ...Object(payload), taskToken: '' } : payload,
    ])
    .map((call) => JSON.stringify(call))
    .toSorted();
}

describe.each([claimCases, ingestBatchCases])('$machine on Step Functions', (cases) => {
  const rows = new Map(cases.cases.map((row, index) => [`case-${index}`, row]));
  const calls = new Map<string, Call[]>([...rows.keys()].map((execution) => [execution, []]));
  let machine: DeployedMachine;

  async function answer({ execution, functionName, payload }: MockedCall, tokens: Tokens): Promise<MockedAnswer> {
    const called = calls.get(execution) ?? [];
    called.push({ functionName, payload });
    const call = called.filter((each) => each.functionName === functionName).length;
    const result = rows.get(execution)?.results[functionName]?.[call - 1];
    if (result === undefined) return { throws: 'NotExpected' };
    const token = tokenOf(payload);
    if ('throws' in result) {
      if (token === undefined) return result;
      // MiniStack loses an error thrown here: known-differences.ts.
      await tokens.fail(token, result.throws);
      return { returns: {} };
    }
    if ('tokenOutput' in result && token !== undefined) await tokens.succeed(token, result.tokenOutput);
    return { returns: result.returns };
  }

  beforeAll(async () => {
    machine = await deployMachine(cases.machine, answer);
  });
  afterAll(() => machine.remove());

  test.concurrent.each([...rows].map(([execution, row]) => ({ name: row.name, execution, row })))(
    '$name',
    async ({ execution, row }) => {
      const ran = await expectCase(cases, row);
      expect(await machine.run(execution, cases.input)).toEqual(expectedOfMinistack(cases.machine, ran));
      expect(comparable(calls.get(execution) ?? [])).toEqual(comparable(ran.calls));
    },
  );
});
