import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../adapters/index.ts';
import type { Home } from '../home/home.ts';
import { serve as serveHttp } from '../http/serve.ts';
import { morning } from './days.ts';
import { openHomeFor } from './environment.ts';
import type { Options } from './options.ts';

const pollMilliseconds = 250;

/** Serves the API on this machine alone and keeps the home working, until Ctrl-C. */
export async function serveHome(home: Home, options: Options): Promise<void> {
  const stopped = new AbortController();
  const stop = (): void => stopped.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const server = await serveHttp(home, options.port);
  process.stderr.write(`API on ${server.address} (GET /health, POST /encounters, GET /claims); Ctrl-C ends\n`);
  try {
    while (!stopped.signal.aborted) {
      await home.time.run();
      await sleep(pollMilliseconds, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await server.close();
  }
}

/** `serve`: opens the home and serves what is in it. */
export async function serve(options: Options): Promise<number> {
  const home = await openHomeFor(options, options.asOf === undefined ? systemClock.now() : morning(options.asOf));
  try {
    await serveHome(home, options);
    return 0;
  } finally {
    home.close();
  }
}
