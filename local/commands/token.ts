import { isRole, roleNames, scopesOf } from '../../shared/access/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { operator } from './audited.ts';
import type { Options } from './options.ts';
import { openShownHome } from './shown-home.ts';

/** `token`: a token of the person at this machine, who can read all that is in the folder anyway. */
export async function token(options: Options, out: (text: string) => void): Promise<number> {
  const given = options.roles.length === 0 ? ['supervisor'] : options.roles;
  const roles = given.filter(isRole);
  if (roles.length < given.length) throw new SafeError(`--role takes ${roleNames.join(', ')}`);
  const home = openShownHome(options.folder);
  try {
    const issued = await home.access.tokens.issue({
      ...{ kind: 'user', subject: operator, scopes: scopesOf(roles), groups: roles },
      practices: 'all',
    });
    out(options.json ? `${JSON.stringify(issued)}\n` : `${issued.token}\n`);
    return 0;
  } finally {
    home.close();
  }
}
