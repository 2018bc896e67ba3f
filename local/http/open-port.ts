import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { SafeError } from '../../shared/safe-error.ts';

/** Only this machine: what is served is PHI, and it goes without TLS. */
const host = '127.0.0.1';

export interface OpenPort {
  /** `http://127.0.0.1:8787` */
  readonly address: string;
  /** Answers what has come and what comes from now on; until then requests wait. */
  answerWith(listener: RequestListener): void;
  close(): Promise<void>;
}

/** Opens a port of this machine alone; port 0 takes any that is free. Throws a SafeError when it is taken. */
export async function openPort(port: number): Promise<OpenPort> {
  const ready = Promise.withResolvers<RequestListener>();
  const server = createServer((request, response) => {
    void ready.promise.then((listener) => listener(request, response));
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
    answerWith: (listener) => ready.resolve(listener),
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function sayWhy(port: number, problem: unknown): string {
  const code = problem instanceof Error && 'code' in problem ? problem.code : undefined;
  if (code === 'EADDRINUSE') return `port ${port} is in use: stop what uses it, or choose another with --port`;
  if (code === 'ERR_SOCKET_BAD_PORT') return `there is no port ${port}: choose one from 1 to 65535 with --port`;
  return `port ${port} can't be opened (${String(code ?? 'no reason given')}): choose another with --port`;
}
