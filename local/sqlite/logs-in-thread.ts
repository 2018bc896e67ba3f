import { ownThread } from '../threads/own-thread.ts';

/**
 * Copies the logs of these files into them on a thread of its own, until it is closed: whoever writes goes on meanwhile.
 * `onDeath` hears when it ends of itself: then the logs grow.
 */
export function logsInThread(
  paths: readonly string[],
  onDeath: (problem: unknown) => void,
): { close(): Promise<void> } {
  const { worker, end } = ownThread(new URL('./logs-thread.js', import.meta.url), paths, onDeath);
  // It holds up no program that fails before it closes this.
  worker.unref();
  return {
    close() {
      worker.ref();
      return end(() => worker.postMessage('close'));
    },
  };
}
