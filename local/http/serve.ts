import { getRequestListener } from '@hono/node-server';
import { createApp } from '../../functions/api/app.ts';
import { systemClock } from '../adapters/index.ts';
import type { Home } from '../home/home.ts';
import type { OpenPort } from './open-port.ts';
import { signedLinks } from './signed-links.ts';

const ownNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost']);

/** Serves the API of a home on a port. */
export function serve(
  { services, time }: Pick<Home, 'services' | 'time'>,
  port: Pick<OpenPort, 'address' | 'answerWith'>,
): void {
  const links = signedLinks(port.address, services.objects, systemClock);
  const app = createApp(services, { time: time.isVirtual ? 'virtual' : 'real', wall: systemClock, links });
  port.answerWith(
    getRequestListener((request) =>
      // A page of another site whose name was made to point here would still call us by that name.
      ownNames.has(new URL(request.url).hostname)
        ? (links.answer(request) ?? app.fetch(request))
        : new Response(null, { status: 421 }),
    ),
  );
}
