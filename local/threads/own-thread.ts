import { Worker } from 'node:worker_threads';
import { ThreadEnded } from './errors.ts';

export interface OwnThread {
  readonly worker: Worker;
  /** Tells it to end, and waits for that. */
  end(tell: () => unknown): Promise<void>;
}

/** Begins a thread that goes on until it is told to end; `onDeath` hears when it ends of itself. */
export function ownThread(file: URL, workerData: unknown, onDeath: (problem: unknown) => void): OwnThread {
  const worker = new Worker(file, { workerData });
  const ended = Promise.withResolvers<void>();
  let isEnding = false;
  worker.on('error', onDeath);
  worker.on('exit', () => {
    ended.resolve();
    if (!isEnding) onDeath(new ThreadEnded(`the thread of ${file.pathname.split('/').at(-1)} ended`));
  });
  return {
    worker,
    async end(tell) {
      isEnding = true;
      await tell();
      await ended.promise;
    },
  };
}
