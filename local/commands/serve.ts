import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from '../home/home.ts';
import { refuseUnlessHome } from '../home/home-folder.ts';
import type { Webhooks } from '../home/webhooks.ts';
import { type OpenPort, openPort } from '../http/open-port.ts';
import type { Options } from './options.ts';
import { saidOf } from './said-of.ts';

const pollMilliseconds = 250;

/** Serves the API of the home on the port from now on. */
export async function serveOn(port: OpenPort, home: Home, { localWebhooks }: Options): Promise<void> {
  const { serve: serveHttp } = await import('../http/serve.ts');
  serveHttp(home, port, localWebhooks);
  process.stderr.write(`API on ${port.address} (GET /openapi.json says what it does); Ctrl-C ends\n`);
}

/** What sends the home's webhooks; failures to store what came of it are said, without what was sent. */
export async function webhooksOf({ services }: Home, { localWebhooks }: Options): Promise<Webhooks> {
  const { httpPost } = await import('../../functions/deliver-webhooks/http-post.ts');
  const { webhooks } = await import('../home/webhooks.ts');
  return webhooks(services, httpPost({ allowLoopback: localWebhooks }), (problem) => {
    process.stderr.write(`claimwright: webhooks could not be sent: ${saidOf(problem)}\n`);
  });
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
    const { openExistingHome, serving } = await import('./environment.ts');
    const home = await openExistingHome(options, serving);
    try {
      await serveOn(port, home, options);
      const sending = await webhooksOf(home, options);
      sending.begin();
      await workUntilStopped(home).finally(() => sending.stop());
    } finally {
      await port.close();
      await home.close();
    }
    return 0;
  } finally {
    await port.close();
  }
}
