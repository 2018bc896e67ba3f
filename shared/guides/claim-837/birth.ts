import type { Fault, FindingRule, Loop } from '../../x12/notation.ts';
import { patientLevel } from './subscriber.ts';

interface Named {
  readonly demographics?: { readonly birthDate: string };
}

/**
 * What cannot have been before the patient was born; `overBefore` is the first of a claim that was. Of a period its last day counts, and
 * a line that is dated wrong is as likely as a birth.
 */
export function birthRule<Claim>(
  subscriberName: Loop<Named>,
  patientName: Loop<Named>,
  overBefore: (claim: Claim, day: string) => Fault | undefined,
): FindingRule<Claim> {
  return {
    says: 'no service is over before its patient is born (DMG02)',
    level: 'situation',
    faults(claim, { around }) {
      const birth = around(around(patientLevel) ? patientName : subscriberName)?.demographics?.birthDate;
      const fault = birth === undefined ? undefined : overBefore(claim, birth);
      return fault ? [fault] : [];
    },
  };
}
