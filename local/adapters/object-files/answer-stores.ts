import { type MessagePort, parentPort } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { channel } from '../../threads/channel.ts';
import { type FileMaker, fileMaker } from './make-files.ts';

/** How an object store begins to have files made. */
export interface Opening {
  readonly port: MessagePort;
  readonly folder: string;
  readonly drafts: string;
}

/** Within the thread of files: makes them for whoever says so. */
export function answerStores(): void {
  parentPort?.on('message', ({ port, folder, drafts }: Opening) => {
    createBirpc<object, FileMaker>(fileMaker(folder, drafts), channel(port));
  });
}
