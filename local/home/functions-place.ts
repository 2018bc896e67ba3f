import type { Services } from '../../shared/use-cases/index.ts';
import { type Runtime, runtime } from './runtime.ts';
import { functionsInThread } from './thread/functions-in-thread.ts';
import type { ThreadSettings } from './thread/messages.ts';

/** Where the functions of a home run. */
export interface FunctionsPlace {
  readonly runtime: Runtime;
  /** Lets the functions know that the configuration was changed. */
  refreshConfiguration(): Promise<void>;
  /** Undefined when it was done at once. */
  close(): Promise<void> | undefined;
}

/** On this thread, with these services; or on one of their own, with its own, when somebody hears of its death. */
export function functionsPlace(
  services: Services,
  settings: ThreadSettings,
  onThreadDeath: ((problem: unknown) => void) | undefined,
): FunctionsPlace {
  if (onThreadDeath === undefined) {
    const nothingToDo = () => Promise.resolve();
    return { runtime: runtime(services), refreshConfiguration: nothingToDo, close: () => undefined };
  }
  const { clock, workflows, clearinghouse } = services;
  const { functions, close } = functionsInThread(settings, clock, { ...workflows, ...clearinghouse }, onThreadDeath);
  return { runtime: functions, refreshConfiguration: () => functions.refreshConfiguration(), close };
}
