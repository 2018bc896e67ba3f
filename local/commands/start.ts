import { threadOfFiles } from '../adapters/object-files/files-in-thread.ts';
import { openPort } from '../http/open-port.ts';
import type { Options } from './options.ts';

/**
 * `start` and `run`: takes files, or the sample, through the whole pipeline; then serves unless told to end. The port is
 * opened before anything else, so that one in use is said before any work, and what is asked meanwhile is answered.
 */
export async function start(options: Options, out: (text: string) => void): Promise<number> {
  const port = options.once ? undefined : await openPort(options.port);
  // Comes up while the rest is loaded.
  threadOfFiles();
  try {
    const { startOn } = await import('./start-on.ts');
    return await startOn(port, options, out);
  } finally {
    await port?.close();
  }
}
