import type { Json } from '../../../shared/ports/index.ts';
import type { Exit } from '../definition/states-language.ts';
import type { HistoryEventType } from '../journal/history-events.ts';
import { refuseOversize } from '../states/limits.ts';
import type { Seen, Visit } from './visit.ts';

export interface Leaving {
  readonly exit: Exit;
  /** Where the exit is written in the state, such as `Catch[0]/`. */
  readonly field?: string;
  readonly next: string | undefined;
  readonly seen: Seen;
  /** What goes out when the exit has no Output. */
  readonly byDefault: Json;
}

/** Evaluates Assign and Output, leaves the state and enters the next; gives the output when there is none. */
export async function leave(visit: Visit, leaving: Leaving): Promise<{ output: Json } | undefined> {
  const { exit, field = '', next, seen, byDefault } = leaving;
  const { machine, standing } = visit;
  const bindings = visit.bindings(seen);
  const output = exit.Output === undefined ? byDefault : await visit.evaluate(exit.Output, `${field}Output`, bindings);
  refuseOversize(output, standing.state);
  const assigned =
    exit.Assign === undefined
      ? {}
      : ((await visit.evaluate({ ...exit.Assign }, `${field}Assign`, bindings)) as Record<string, Json>);
  refuseOversize(assigned, standing.state);

  const type = machine.states.get(standing.state)?.Type ?? '';
  visit.record(`${type}StateExited` as HistoryEventType, {
    name: standing.state,
    output,
    ...(exit.Assign === undefined ? {} : { assignedVariables: assigned }),
  });
  const variables = exit.Assign === undefined ? standing.variables : { ...standing.variables, ...assigned };
  if (next === undefined) return { output };
  visit.enter(next, machine.states.get(next)?.Type ?? '', output, variables);
  return undefined;
}
