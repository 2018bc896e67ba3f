import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FunctionName, functionNames, type MachineName, machineNames, placeholderOf } from '../../infra/wiring.ts';
import type { Engine } from '../../local/workflow/index.ts';
import { assumptions } from './assumptions.ts';
import type { Meter } from './meter.ts';

interface Definition {
  readonly States: Readonly<Record<string, State>>;
}
interface State {
  readonly Type: string;
  readonly Arguments?: { readonly FunctionName?: string };
  readonly ItemProcessor?: Definition;
}

/** Which function each task calls, in the order of the definition. */
function functionsByState({ States }: Definition): readonly (readonly [string, FunctionName])[] {
  return Object.entries(States).flatMap(([name, { Arguments, ItemProcessor }]) => {
    if (ItemProcessor !== undefined) return functionsByState(ItemProcessor);
    const called = functionNames.find((one) => Arguments?.FunctionName === `\${${placeholderOf(one)}}`);
    return called === undefined ? [] : [[name, called] as const];
  });
}

async function* executionNames(engine: Engine, machine: MachineName): AsyncGenerator<string> {
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await engine.listExecutions(machine, { limit: 1000, ...(after === undefined ? {} : { after }) });
    for (const { name } of page.executions) yield name;
    after = page.next;
  }
}

/**
 * Counts from the engine's journal what executions are billed for: the start, each state entered, each call that is made
 * again, and a line of the log for each event. What is no task counts for the task before it.
 */
export async function addTransitions(engine: Engine, meter: Meter): Promise<void> {
  for (const machine of machineNames) {
    const file = join(import.meta.dirname, `../../statemachines/${machine}.asl.json`);
    const tasks = functionsByState(JSON.parse(readFileSync(file, 'utf8')) as Definition);
    const functionOf = new Map(tasks);
    for await (const execution of executionNames(engine, machine)) {
      let step = tasks[0]?.[1] ?? machine;
      meter.add('stateTransitions', 1, step);
      meter.add('traces', assumptions.tracedShare, step);
      let callsMadeAgain = 0;
      for (const { type, details } of await engine.executionHistory(machine, execution)) {
        if (type.endsWith('StateEntered')) {
          step = functionOf.get(String(details['name'])) ?? step;
          meter.add('stateTransitions', 1, step);
        }
        if (type === 'TaskScheduled') callsMadeAgain += 1;
        if (type === 'TaskStateEntered') callsMadeAgain -= 1;
        meter.add('logBytes', assumptions.logBytesAnEvent, step);
      }
      meter.add('stateTransitions', callsMadeAgain, step);
    }
  }
}
