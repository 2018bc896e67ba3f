import { Worker } from 'node:worker_threads';

/**
 * Copies the logs of these files into them on a thread of its own, until it is closed: whoever writes goes on meanwhile.
 * `onDeath` hears when it ends of itself: then the logs grow.
 */
export function logsInThread(
  paths: readonly string[],
  onDeath: (problem: unknown) => void,
): { close(): Promise<void> } {
  const worker = new Worker(new URL('./logs-thread.js', import.meta.url), { workerData: paths });
  const ended = Promise.withResolvers<void>();
  let isClosing = false;
  worker.on('error', onDeath);
  worker.on('exit', () => {
    ended.resolve();
    if (!isClosing) onDeath(new Error('the thread that copies logs ended'));
  });
  worker.unref();
  return {
    async close() {
      isClosing = true;
      worker.ref();
      worker.postMessage('close');
      await ended.promise;
    },
  };
}
