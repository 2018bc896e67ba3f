import type { Json } from '../../../shared/ports/index.ts';
import { Overtaken } from '../journal/journal.ts';
import type { StateFailure } from '../states/state-failure.ts';
import type { Visit } from './visit.ts';

/** The branch has come to its end: the execution's, an iteration's of a Map, or a Parallel's branch's. */
export async function succeed(visit: Visit, output: Json): Promise<void> {
  const { branch } = visit;
  const { journal } = visit.around;
  const at = visit.now;
  const { parent } = branch;
  if (parent === undefined) {
    visit.record('ExecutionSucceeded', { output });
    visit.effects.push(() => journal.executions.finish(branch.execution.id, at, { status: 'SUCCEEDED', output }));
    return visit.commit(() => {});
  }
  if (isIteration(visit)) visit.record('MapIterationSucceeded', iteration(visit));
  visit.effects.push((idOf) => {
    const ended = journal.branches.done(branch.id, output, at);
    if (ended === 'gone') throw new Overtaken();
    if (ended === 'last') {
      journal.branches.answer(parent.id, { kind: 'children', event: idOf(visit.standing.lastEvent) }, at);
    }
  });
  return visit.commit(() => {});
}

/** The branch fails, and with it what it is part of. */
export async function fail(visit: Visit, { error, says: cause }: StateFailure): Promise<void> {
  const { branch } = visit;
  const { journal } = visit.around;
  const at = visit.now;
  const { parent } = branch;
  const why = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
  if (parent === undefined) {
    visit.record('ExecutionFailed', why);
    visit.effects.push(() => journal.executions.finish(branch.execution.id, at, { status: 'FAILED', ...why }));
    return visit.commit(() => {});
  }
  const inMap = isIteration(visit);
  return visit.commit(() => {
    const siblings = journal.branches.liveChildren(parent.id);
    if (!siblings.some(({ id }) => id === branch.id)) throw new Overtaken();
    const event = visit.standing.lastEvent;
    if (inMap) {
      visit.record('MapIterationFailed', iteration(visit), { aside: true });
      for (const { id, position } of siblings) {
        if (id === branch.id) continue;
        visit.record('MapIterationAborted', { ...iteration(visit), index: position }, { aside: true });
      }
    }
    visit.effects.push((idOf) => {
      journal.dropChildren(parent.id, at);
      journal.branches.answer(parent.id, { kind: 'child-failed', event: idOf(event), ...why }, at);
    });
  });
}

/** The execution has run for as long as it may. */
export async function timeOut(visit: Visit): Promise<void> {
  const { branch, around } = visit;
  const at = visit.now;
  const error = 'States.Timeout';
  visit.record('ExecutionTimedOut', { error });
  visit.effects.push(() => around.journal.executions.finish(branch.execution.id, at, { status: 'TIMED_OUT', error }));
  return visit.commit(() => {});
}

function isIteration({ machine, branch: { parent } }: Visit): boolean {
  return parent !== undefined && machine.states.get(parent.standing.state)?.Type === 'Map';
}

function iteration({ branch: { parent, position } }: Visit) {
  return { name: parent?.standing.state ?? '', index: position };
}
