import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from '../home/home.ts';
import { refuseUnlessHome } from '../home/home-folder.ts';
import { type OpenPort, openPort } from '../http/open-port.ts';
import type { Options } from './options.ts';

const pollMilliseconds = 250;

/** Serves the API of the home on the port from now on. */
export async function serveOn(port: OpenPort, home: Home): Promise<void> {
  const { serve: serveHttp } = await import('../http/serve.ts');
  serveHttp(home, port);
  process.stderr.write(`API on ${port.address} (GET /openapi.json says what it does); Ctrl-C ends\n`);
}

/** Keeps the home working until Ctrl-C. */
export async function workUntilStopped(home: Home): Promise<void> {
  const stopped = new AbortController();
  const stop = (): void => stopped.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    while (!stopped.signal.aborted) {
      await home.time.run();
      await sleep(pollMilliseconds, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

/** `serve`: opens the home and serves what is in it. */
export async function serve(options: Options): Promise<number> {
  refuseUnlessHome(options.folder);
  const port = await openPort(options.port);
  try {
    const { openExistingHome } = await import('./environment.ts');
    const home = await openExistingHome(options);
    try {
      await serveOn(port, home);
      await workUntilStopped(home);
    } finally {
      await port.close();
      home.close();
    }
    return 0;
  } finally {
    await port.close();
  }
}
