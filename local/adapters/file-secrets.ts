import { readFile, stat } from 'node:fs/promises';
import type { Secrets } from '../../shared/ports/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { refuseUnlessOwnerOnly } from './owner-only.ts';

/** `clearinghouse/password` is overridden by `CLAIMWRIGHT_SECRET_CLEARINGHOUSE_PASSWORD`. */
function environmentName(name: string): string {
  return `CLAIMWRIGHT_SECRET_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
}

/** The file's object of names and texts; empty when there is no file. */
async function readSecrets(path: string): Promise<ReadonlyMap<string, unknown>> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return new Map();
  refuseUnlessOwnerOnly(path, found.mode);
  const text = await readFile(path, 'utf8');
  try {
    const secrets: unknown = JSON.parse(text);
    if (typeof secrets !== 'object' || secrets === null || Array.isArray(secrets)) throw new TypeError('no object');
    return new Map(Object.entries(secrets));
  } catch (problem) {
    throw new SafeError(`${path} is not a JSON object of names and secrets`, problem);
  }
}

/** Secrets from a JSON file of the owner's, read each time so that a changed one needs no restart. */
export function fileSecrets(path: string, environment: NodeJS.ProcessEnv = process.env): Secrets {
  return {
    async get(name) {
      const variable = environmentName(name);
      // An empty text is no secret: it is what an unset variable or a template leaves.
      const secret = environment[variable] || (await readSecrets(path)).get(name);
      if (typeof secret === 'string' && secret !== '') return secret;
      throw new SafeError(`there is no secret ${name}: put it into ${path} or set ${variable}`);
    },
  };
}
