import { getRequestListener } from '@hono/node-server';
import { createApp } from '../../functions/api/app.ts';
import type { Home } from '../home/home.ts';
import type { OpenPort } from './open-port.ts';

const ownNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost']);

/** Serves the API of a home on a port. `onChange` is called when something has arrived. */
export function serve(
  { services, pending, time }: Pick<Home, 'services' | 'pending' | 'time'>,
  port: Pick<OpenPort, 'answerWith'>,
  onChange?: () => void,
): void {
  const app = createApp(services, {
    time: time.isVirtual ? 'virtual' : 'real',
    claimsByStatus: () => pending.claimsByStatus(),
    ...(onChange && { onChange }),
  });
  port.answerWith(
    getRequestListener((request) =>
      // A page of another site whose name was made to point here would still call us by that name.
      ownNames.has(new URL(request.url).hostname) ? app.fetch(request) : new Response(null, { status: 421 }),
    ),
  );
}
