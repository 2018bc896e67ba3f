import { readFileSync } from 'node:fs';
import type { Json } from '../../../shared/ports/index.ts';
import type { MachineCase } from '../../local/workflow/run-machine-case.ts';
import { readDefinition } from '../../statemachines/definition.ts';

function statesOutsideMaps(machine: string): ReadonlySet<string> {
  const definition: unknown = JSON.parse(readFileSync(`statemachines/${machine}.asl.json`, 'utf8'));
  return new Set(Object.keys(readDefinition(definition).States));
}

interface Outcome {
  readonly states: readonly string[];
  readonly status: string;
  readonly output: Json | undefined;
  readonly error: string | undefined;
}

/**
 * What MiniStack should make of a case that our engine ran. Where it is not as Amazon States Language says:
 * - Its history does not tell of the states inside a Map; their calls show that they ran. AWS tells of each.
 * - A Succeed state ends with its input. AWS: with its Output, which it has in JSONata.
 * - An error that a function throws under waitForTaskToken is lost, and the state waits on. AWS: the task fails with it.
 *   So the mock fails the task token with the same error.
 * - Its Node runtime reports every error as Runtime.HandlerError. AWS: by its name, which Retry and Catch go by. So the
 *   mocked function is a runtime of its own.
 */
export function expectedOfMinistack(machine: string, { states, status, error, history }: MachineCase): Outcome {
  const told = statesOutsideMaps(machine);
  const last = history.findLast(({ type }) => type === 'SucceedStateEntered');
  return { states: states.filter((state) => told.has(state)), status, output: last?.details['input'], error };
}
