import type { Behaviour } from './configuration.ts';
import { type Effects, effectsNamedBy } from './scenarios.ts';
import type { SimulatorStore } from './store.ts';

/** What every step works with. */
export interface Context {
  readonly store: SimulatorStore;
  readonly seed: number;
  readonly behaviourOf: (payerId: string) => Behaviour;
}

/** What happens to a member's claims with a payer: what the member's identifier asks for, or else the payer. */
export function effectsOf({ behaviourOf }: Context, memberId: string, payerId: string): Effects {
  return effectsNamedBy(memberId) ?? effectsNamedBy(behaviourOf(payerId).scenario ?? '') ?? {};
}
