import type { Json } from '../../../shared/ports/index.ts';
import { atTheStart } from '../run/branch.ts';
import type { Visit } from '../run/visit.ts';
import { refuseOversize } from './limits.ts';
import { ChildFailure } from './state-failure.ts';
import { forever, type Outcome } from './state-runner.ts';

type Kind = 'Map' | 'Parallel';

/** Starts the branches inside a Map or Parallel, `most` at a time, and waits for them. */
export function startChildren(kind: Kind, visit: Visit, items: readonly (Json | undefined)[], most: number): Outcome {
  visit.record(`${kind}StateStarted`, kind === 'Map' ? { length: items.length } : {});
  if (items.length === 0) {
    visit.record(`${kind}StateSucceeded`, undefined, { aside: true });
    return { kind: 'done', result: [] };
  }
  const { branch, around, now, standing } = visit;
  visit.stand({ phase: 'waiting' });
  visit.effects.push((idOf) => {
    const atStart = { ...atTheStart, lastEvent: idOf(standing.lastEvent) };
    for (const [position, item] of items.entries()) {
      around.journal.branches.insert({
        execution: branch.execution.id,
        parent: branch.id,
        position,
        standing: atStart,
        ...(position < most ? { progress: 'live', due: now } : { progress: 'pending' }),
        ...(item === undefined ? {} : { item }),
      });
    }
  });
  return { kind: 'wait', until: forever };
}

/** The branches have ended, or one has failed and the others were ended with it. */
export function gatherChildren(kind: Kind, visit: Visit): Outcome {
  const { answer, branch, effects } = visit;
  const { journal } = visit.around;
  if (answer?.kind !== 'children' && answer?.kind !== 'child-failed') return { kind: 'wait', until: forever };
  visit.stand({ lastEvent: answer.event });
  effects.push(() => journal.branches.consume(branch.id));
  if (answer.kind === 'child-failed') throw new ChildFailure(answer.error, answer.cause);

  const at = visit.now;
  const result = journal.branches.outputsOf(branch.id);
  effects.push(() => journal.dropChildren(branch.id, at));
  visit.record(`${kind}StateSucceeded`, undefined, { aside: true });
  refuseOversize(result, visit.standing.state);
  return { kind: 'done', result };
}
