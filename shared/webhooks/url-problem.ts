const mostCharacters = 2_000;
const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether an address names this very machine. */
export const isLoopback = ({ hostname }: URL): boolean => loopback.has(hostname);

/**
 * What keeps a text from being the address of a receiver; undefined when nothing does. Where its name leads is looked at
 * each time something is sent. `allowLoopback`: receivers on this machine, also without TLS.
 */
export function urlProblem(text: string, allowLoopback: boolean): string | undefined {
  if (text.length > mostCharacters) return `must be at most ${mostCharacters} characters`;
  const url = URL.parse(text);
  if (url === null) return 'must be a whole address, such as https://ehr.example.com/webhooks';
  if (url.username !== '' || url.password !== '')
    return 'must hold no user name or password: the signature tells who sends';
  if (url.hash !== '') return 'must not have a part after #, which is not sent';
  if (allowLoopback && isLoopback(url)) {
    return url.protocol === 'http:' || url.protocol === 'https:' ? undefined : 'must begin with https:// or http://';
  }
  if (url.protocol !== 'https:') return 'must begin with https://';
  // A literal address, in whatever notation: a name is what a certificate is for.
  if (/^\[|^[\d.]+$/.test(url.hostname) || !url.hostname.includes('.')) {
    return 'must name a host of the internet, such as ehr.example.com';
  }
  return undefined;
}
