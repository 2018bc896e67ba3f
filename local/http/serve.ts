import { getRequestListener } from '@hono/node-server';
import { accessFor } from '../../functions/api/access/access.ts';
import { createApp } from '../../functions/api/app.ts';
import { systemClock } from '../adapters/index.ts';
import type { Home } from '../home/home.ts';
import { docsPart } from './docs-page.ts';
import type { OpenPort } from './open-port.ts';
import { signedLinks } from './signed-links.ts';
import { tokenEndpoint } from './token-endpoint.ts';

const ownNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost']);

/** Serves the API of a home on a port. */
export function serve(
  { services, time, access }: Pick<Home, 'services' | 'time' | 'access'>,
  port: Pick<OpenPort, 'address' | 'answerWith'>,
  localWebhooks = false,
): void {
  const links = signedLinks(port.address, services.objects, systemClock);
  const about = { time: time.isVirtual ? 'virtual' : 'real', wall: systemClock, links, localWebhooks } as const;
  const app = createApp(services, about, { access: accessFor({ services, ...access }) });
  const tokens = tokenEndpoint({ items: services.items, tokens: access.tokens });
  port.answerWith(
    getRequestListener((request) => {
      const { hostname, pathname } = new URL(request.url);
      // A page of another site whose name was made to point here would still call us by that name.
      if (!ownNames.has(hostname)) return new Response(null, { status: 421 });
      if (pathname === '/oauth2/token') return tokens.fetch(request);
      return docsPart(pathname) ?? links.answer(request) ?? app.fetch(request);
    }),
  );
}
