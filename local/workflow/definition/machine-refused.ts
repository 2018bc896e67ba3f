import { SafeError } from '../../../shared/safe-error.ts';

/** One reason to refuse a machine: where in the definition, and what is wrong there. */
export interface Refusal {
  readonly place: string;
  readonly says: string;
}

/** The machine asks for what this engine does not do, or could never run on AWS either. Lists every reason. */
export class MachineRefused extends SafeError {
  readonly refusals: readonly Refusal[];

  constructor(machine: string, refusals: readonly Refusal[]) {
    super(
      [`The state machine ${machine} is refused:`, ...refusals.map(({ place, says }) => `${place}: ${says}`)].join(
        '\n  ',
      ),
    );
    this.name = 'MachineRefused';
    this.refusals = refusals;
  }
}
