import type { Grant } from './observed-permissions.ts';

/** Grants that are not seen used in the sandbox on MiniStack, and why they are there all the same. */
interface Unused {
  readonly actions: readonly string[];
  /** Left out: of whichever function. */
  readonly functions?: readonly string[];
  /** A part of the resource's ARN. */
  readonly resource?: string;
  readonly because: string;
}

export const unusedGrants: readonly Unused[] = [];

export function explains({ actions, functions, resource = '' }: Unused, grant: Grant): boolean {
  const name = grant.functionName.replace(/^claimwright-sandbox-/, '');
  return actions.includes(grant.action) && (functions?.includes(name) ?? true) && grant.resource.includes(resource);
}
