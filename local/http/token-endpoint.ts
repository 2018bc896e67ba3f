import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Items } from '../../shared/ports/index.ts';
import { type Grant, readGrant } from '../../shared/repositories/index.ts';
import { type HomeTokens, isClientId, isSecretOf } from '../adapters/index.ts';

type OAuthError = 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope';

const mostBytes = 8192;

/** Where programs get tokens for their id and secret (RFC 6749, section 4.4), as Cognito's domain gives them on AWS. */
export function tokenEndpoint({ items, tokens }: { readonly items: Items; readonly tokens: HomeTokens }): Hono {
  const app = new Hono();
  app.post(
    '/oauth2/token',
    bodyLimit({ maxSize: mostBytes, onError: (context) => refuse(context, 'invalid_request') }),
    async (context) => {
      if (!/^application\/x-www-form-urlencoded\b/i.test(context.req.header('content-type') ?? '')) {
        return refuse(context, 'invalid_request');
      }
      const form = new URLSearchParams(await context.req.text());
      // No parameter may be given twice.
      if (new Set(form.keys()).size !== form.size) return refuse(context, 'invalid_request');
      const grantType = form.get('grant_type');
      if (grantType === null) return refuse(context, 'invalid_request');
      const credentials = credentialsOf(context.req.header('authorization'), form);
      if (credentials === 'invalid_request') return refuse(context, credentials);
      const client = await clientOf(items, credentials);
      if (client === undefined) return refuse(context, 'invalid_client');
      if (grantType !== 'client_credentials') return refuse(context, 'unsupported_grant_type');
      const scopes = scopesFor(client, form.get('scope'));
      if (scopes === undefined) return refuse(context, 'invalid_scope');
      const { subject } = client;
      const { token, lifetimeSeconds } = await tokens.issue({ kind: 'client', subject, scopes, groups: [] });
      const answer = {
        ...{ access_token: token, token_type: 'Bearer', expires_in: lifetimeSeconds },
        scope: scopes.join(' '),
      };
      return context.json(answer, 200, unstored);
    },
  );
  app.all('/oauth2/token', (context) => context.body(null, 405, { allow: 'POST' }));
  return app;
}

const unstored = { 'cache-control': 'no-store', pragma: 'no-cache' };

function refuse(context: Context, error: OAuthError): Response {
  const challenge = error === 'invalid_client' ? { 'www-authenticate': 'Basic realm="claimwright"' } : {};
  return context.json({ error }, error === 'invalid_client' ? 401 : 400, { ...unstored, ...challenge });
}

interface Credentials {
  readonly id: string;
  readonly secret: string;
}

/** In the header, or in the form; not in both. */
function credentialsOf(header: string | undefined, form: URLSearchParams): Credentials | undefined | 'invalid_request' {
  const [id, secret] = [form.get('client_id'), form.get('client_secret')];
  if (header === undefined) return id === null || secret === null ? undefined : { id, secret };
  if (secret !== null) return 'invalid_request';
  const [, encoded] = /^basic +([A-Za-z0-9+/]+=*)$/i.exec(header) ?? [];
  const [, user, password] = /^([^:]*):(.*)$/.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
  if (user === undefined || password === undefined) return undefined;
  return { id: formDecoded(user), secret: formDecoded(password) };
}

/** Both parts of the header are form-encoded before they are joined. */
function formDecoded(text: string): string {
  return new URLSearchParams(`text=${text.replaceAll('&', '%26')}`).get('text') ?? '';
}

async function clientOf(items: Items, credentials: Credentials | undefined): Promise<Grant | undefined> {
  if (credentials === undefined || !isClientId(credentials.id)) return undefined;
  const grant = await readGrant(items, credentials.id);
  const isRight = isSecretOf(grant?.secretHash, credentials.secret);
  return isRight && grant?.kind === 'client' ? grant : undefined;
}

/** What is asked for, when all of it was granted; all that was granted when nothing is asked for. */
function scopesFor({ scopes }: Grant, asked: string | null): readonly string[] | undefined {
  const wanted = asked?.split(' ').filter(Boolean) ?? [];
  if (wanted.length === 0) return asked === null ? scopes : undefined;
  const granted = new Set<string>(scopes);
  return wanted.every((scope) => granted.has(scope)) ? [...new Set(wanted)] : undefined;
}
