import { clientScopes, type Practices, type Scope } from '../../shared/access/index.ts';
import { type Grant, grants, putGrant, removeGrant } from '../../shared/repositories/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { isClientId, newClient, systemClock } from '../adapters/index.ts';
import { audited } from './audited.ts';
import { configurationFor } from './configuration-files.ts';
import type { Options } from './options.ts';
import { printedCommand } from './printed-command.ts';
import { openShownHome, type ShownHome } from './shown-home.ts';

type Action = (home: ShownHome, options: Options, subject: string) => Promise<string>;

const actions: Readonly<Record<string, Action>> = { add, list, remove };

/** `clients add NAME`, `clients list`, `clients remove ID`: the programs that may call the API. */
export async function clients(options: Options, out: (text: string) => void): Promise<number> {
  const [name = '', subject = '', ...more] = options.positionals;
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined || more.length > 0 || (subject === '') !== (name === 'list')) {
    throw new SafeError(`say what to do: ${printedCommand(options, 'clients', 'add', 'NAME', '--practice', 'ID')}`);
  }
  const home = openShownHome(options.folder);
  try {
    out(await action(home, options, subject));
    return 0;
  } finally {
    home.close();
  }
}

async function add(home: ShownHome, options: Options, name: string): Promise<string> {
  const practices = await practicesOf(options);
  const scopes = scopesOf(options.scopes);
  const { clientId, secret, secretHash } = newClient();
  const grantedAt = systemClock.now().toISOString();
  await audited(home, 'clients add').begun(clientId);
  await putGrant(home.items, { subject: clientId, kind: 'client', name, practices, scopes, grantedAt, secretHash });
  if (options.json) return `${JSON.stringify({ clientId, secret, name, practices, scopes }, undefined, 2)}\n`;
  return `client id      ${clientId}\nclient secret  ${secret}\nThe secret is kept nowhere and can't be shown again.\n`;
}

async function list({ items }: ShownHome, { json }: Options): Promise<string> {
  const found: Omit<Grant, 'secretHash'>[] = [];
  for await (const { secretHash: _, ...grant } of grants(items)) if (grant.kind === 'client') found.push(grant);
  if (json) return `${JSON.stringify({ clients: found }, undefined, 2)}\n`;
  if (found.length === 0) return 'no program may call the API\n';
  return found.map(grantText).join('');
}

function grantText({ subject, name, practices, scopes, grantedAt }: Omit<Grant, 'secretHash'>): string {
  const where = practices === 'all' ? 'all practices' : practices.join(', ');
  return `${subject}  ${name}, since ${grantedAt.slice(0, 10)}\n  ${where}\n  ${scopes.join(' ')}\n`;
}

async function remove(home: ShownHome, { json }: Options, clientId: string): Promise<string> {
  await audited(home, 'clients remove').begun(clientId);
  if (!isClientId(clientId) || !(await removeGrant(home.items, clientId)))
    throw new SafeError('there is no such client: clients list names them');
  return json ? `${JSON.stringify({ removed: clientId })}\n` : 'removed: its tokens hold no longer\n';
}

async function practicesOf(options: Options): Promise<Practices> {
  const known = (await configurationFor(options)).practices.map(({ practiceId }) => practiceId);
  const { practices } = options;
  if (practices.includes('all') && practices.length === 1) return 'all';
  if (practices.length > 0 && practices.every((each) => known.includes(each))) return [...new Set(practices)];
  throw new SafeError(`--practice takes all, or one of ${known.join(', ')}; give it again for several`);
}

function scopesOf(asked: readonly string[]): readonly Scope[] {
  if (asked.length === 0) return clientScopes;
  const given = clientScopes.filter((scope) => asked.includes(scope));
  if (given.length === new Set(asked).size) return given;
  throw new SafeError(`--scope takes one of ${clientScopes.join(', ')}; give it again for several`);
}
