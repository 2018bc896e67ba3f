import { type BirpcReturn, createBirpc } from 'birpc';
import type { Clock } from '../../../shared/ports/index.ts';
import { channel } from '../../threads/channel.ts';
import { withErrors } from '../../threads/errors.ts';
import { ownThread } from '../../threads/own-thread.ts';
import type { OfFunctions, OfHome, ThreadSettings } from './messages.ts';

export interface FunctionsInThread {
  readonly functions: BirpcReturn<OfFunctions, OfHome>;
  /** Closes what the thread has open, and waits for its end. */
  close(): Promise<void>;
}

/**
 * Runs a home's functions in a thread of their own, so that two processors share the work: here the engine, the schedules,
 * the clearinghouse and the API go on. `onDeath` hears of a thread that died of itself: its calls are never answered,
 * because whoever heard of it might act on that.
 */
export function functionsInThread(
  settings: ThreadSettings,
  clock: Clock,
  home: OfHome,
  onDeath: (problem: unknown) => void,
): FunctionsInThread {
  const { worker, end } = ownThread(new URL('./functions-thread.js', import.meta.url), settings, onDeath);
  const functions = createBirpc<OfFunctions, OfHome>(home, {
    ...channel(worker),
    serialize: (message) => ({ ...withErrors.serialize(message), presentMs: clock.now().getTime() }),
    deserialize: withErrors.deserialize,
    timeout: -1,
  });
  return {
    functions,
    // Its end is the answer.
    close: () => end(() => functions.close.asEvent()),
  };
}
