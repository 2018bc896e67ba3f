import { once } from 'node:events';
import { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from '../../functions/api/app.ts';
import { SafeError } from '../../shared/safe-error.ts';
import type { Home } from '../home/home.ts';

/** Only this machine: what is served is PHI, and nobody is asked who he is. */
const host = '127.0.0.1';
const ownNames: ReadonlySet<string> = new Set([host, 'localhost']);

export interface HttpServer {
  /** `http://127.0.0.1:8787` */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves the API of a home on this machine alone; port 0 takes any that is free. `onChange` is called when something
 * has arrived. Throws a SafeError when the port is taken.
 */
export async function serve(
  { services, pending, time }: Pick<Home, 'services' | 'pending' | 'time'>,
  port: number,
  onChange?: () => void,
): Promise<HttpServer> {
  const app = createApp(services, {
    time: time.isVirtual ? 'virtual' : 'real',
    claimsByStatus: () => pending.claimsByStatus(),
    ...(onChange && { onChange }),
  });
  const server = createAdaptorServer({
    // A page of another site whose name was made to point here would still call us by that name.
    fetch: (request) =>
      ownNames.has(new URL(request.url).hostname) ? app.fetch(request) : new Response(null, { status: 421 }),
  });
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (problem) {
    throw new SafeError(sayWhy(port, problem), problem);
  }
  const bound = server.address();
  const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port;
  return {
    address: `http://${host}:${boundPort}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      if (server instanceof Server) server.closeAllConnections();
      await closed;
    },
  };
}

function sayWhy(port: number, problem: unknown): string {
  const code = problem instanceof Error && 'code' in problem ? problem.code : undefined;
  if (code === 'EADDRINUSE') return `port ${port} is in use: stop what uses it, or choose another with --port`;
  return `port ${port} can't be opened (${String(code ?? 'no reason given')}): choose another with --port`;
}
