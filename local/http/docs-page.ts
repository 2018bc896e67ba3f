import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Claimwright API</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <div id="ui"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;
const start = "SwaggerUIBundle({ url: '/openapi.json', dom_id: '#ui', validatorUrl: null, deepLinking: true });\n";

const html = 'text/html; charset=utf-8';
const script = 'text/javascript; charset=utf-8';
const ofPackage = (path: string) => () => readFile(fileURLToPath(import.meta.resolve(path)), 'utf8');

/** The page on which the API can be read and tried, and its parts: all of them from this machine. */
const parts: Readonly<Record<string, readonly [type: string, text: () => string | Promise<string>]>> = {
  '/docs': [html, () => page],
  '/docs/start.js': [script, () => start],
  '/docs/swagger-ui-bundle.js': [script, ofPackage('swagger-ui-dist/swagger-ui-bundle.js')],
  '/docs/swagger-ui.css': ['text/css; charset=utf-8', ofPackage('swagger-ui-dist/swagger-ui.css')],
};

const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** Undefined when the path is none of the page's. */
export function docsPart(path: string): Promise<Response> | undefined {
  const part = Object.hasOwn(parts, path) ? parts[path] : undefined;
  if (part === undefined) return undefined;
  const [type, text] = part;
  return Promise.resolve(text()).then((body) => new Response(body, { headers: { ...headers, 'content-type': type } }));
}
