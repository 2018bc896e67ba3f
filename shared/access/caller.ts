import type { Role } from './roles.ts';
import type { Scope } from './scopes.ts';

/** The practices whose data a caller may touch. */
export type Practices = 'all' | readonly string[];

/** Who asks: a program by its client id, or a person by the subject of his token. */
export interface Caller {
  readonly kind: 'client' | 'user';
  readonly subject: string;
  /** A person's; a client has none. */
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[];
  readonly practices: Practices;
}

export function mayTouch(practices: Practices, practiceId: string): boolean {
  return practices === 'all' || practices.includes(practiceId);
}
