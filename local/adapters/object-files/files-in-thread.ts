import { MessageChannel, Worker } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { channel } from '../../threads/channel.ts';
import { receivedError, ThreadEnded } from '../../threads/errors.ts';
import type { Opening } from './answer-stores.ts';
import type { FileMaker, Made, NewFile, Outcome } from './make-files.ts';

let thread: Worker | undefined;

/**
 * One for all stores of this thread, begun when it is first asked for: a tenth of a second before it makes a file. It
 * holds up no program that is done.
 */
export function threadOfFiles(): Worker {
  if (thread === undefined) {
    thread = new Worker(new URL('./files-thread.js', import.meta.url)).setMaxListeners(0);
    thread.unref();
    // Its end says what there is to say; whoever comes after that begins another.
    thread.on('error', () => undefined);
    thread.once('exit', () => {
      thread = undefined;
    });
  }
  return thread;
}

/** Files that share the syncs of their folders. */
const mostTogether = 64;

interface Pending extends NewFile {
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (problem: unknown) => void;
}

/**
 * Has a folder's files made on a thread of its own: to make a file the system can take a millisecond, in which no claim
 * would go on.
 */
export function filesInThread(folder: string, drafts: string) {
  let opened: ReturnType<typeof open> | undefined;

  function open() {
    const { port1: ours, port2: port } = new MessageChannel();
    const opening: Opening = { port, folder, drafts };
    const worker = threadOfFiles();
    worker.postMessage(opening, [port]);
    const maker = createBirpc<FileMaker>({}, { ...channel(ours), timeout: -1 });
    worker.once('exit', () => {
      opened = undefined;
      ours.close();
      maker.$close(new ThreadEnded('the thread of files ended'));
    });
    ours.unref();
    return { ours, maker };
  }

  const pending: Pending[] = [];
  let making = false;

  async function make(maker: FileMaker, group: readonly Pending[]): Promise<void> {
    try {
      const made = await maker.makeFiles(group.map(({ path, body }) => ({ path, body: withoutNeighbours(body) })));
      for (const [index, { resolve, reject }] of group.entries()) {
        const each = made[index] as Made;
        if ('outcome' in each) resolve(each.outcome);
        else reject(receivedError(each.problem));
      }
    } catch (problem) {
      for (const { reject } of group) reject(problem);
    }
  }

  async function makePending(): Promise<void> {
    if (making) return;
    making = true;
    while (pending.length > 0) {
      opened ??= open();
      const { ours, maker } = opened;
      ours.ref();
      await make(maker, pending.splice(0, mostTogether));
      ours.unref();
    }
    making = false;
  }

  return (path: string, body: Uint8Array | string) =>
    new Promise<Outcome>((resolve, reject) => {
      pending.push({ path, body, resolve, reject });
      queueMicrotask(makePending);
    });
}

/** A buffer is sent with all of the memory that it is a part of. */
function withoutNeighbours(body: Uint8Array | string): Uint8Array | string {
  return typeof body === 'string' || body.byteLength === body.buffer.byteLength ? body : new Uint8Array(body);
}
