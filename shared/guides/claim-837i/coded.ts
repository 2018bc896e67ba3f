import type { Coded } from '../claim-837/code-forms.ts';
import { isWithoutAdmission } from './bill-type.ts';
import type { ClaimLoop } from './claim-parts.ts';

/** A code with the segment that it stands in and its place there. */
export type PlacedCode<Code extends Coded = Coded> = readonly [segment: object, path: string, code: Code];

function alone<Code extends Coded>(segment: { readonly code: Code } | undefined): PlacedCode<Code>[] {
  return segment ? [[segment, 'code', segment.code]] : [];
}

/** The codes of the segments of one kind, in order. */
export function listed<Code extends Coded>(
  segments: readonly { readonly codes: readonly Code[] }[],
): PlacedCode<Code>[] {
  return segments.flatMap((segment) =>
    segment.codes.map((code, index): PlacedCode<Code> => [segment, `codes.${index}`, code]),
  );
}

const perhaps = <Segment>(segment: Segment | undefined): Segment[] => (segment ? [segment] : []);

/** The diagnoses that are told with whether the patient had them on admission. */
export function diagnosesOfStay({ principalDiagnosis, otherDiagnoses, externalCauses }: ClaimLoop) {
  return [...alone(principalDiagnosis), ...listed(otherDiagnoses), ...listed(perhaps(externalCauses))];
}

export function icdProcedures({ principalProcedure, otherProcedures }: ClaimLoop) {
  return [...alone(principalProcedure), ...listed(otherProcedures)];
}

/** The procedures of a bill that has a place for them; of others all of them must go, whatever else they say. */
export function inpatientProcedures(claim: ClaimLoop) {
  const procedures = icdProcedures(claim);
  return procedures.length === 0 || isWithoutAdmission(claim) ? [] : procedures;
}

/** Whether more than one datum says that a bill is for a stay, so that its type may be what is wrong. */
export function isTakenForStay(claim: ClaimLoop): boolean {
  return claim.dischargeHour !== undefined || icdProcedures(claim).length > 0;
}

/** Every diagnosis and procedure. */
export function icdCodes(claim: ClaimLoop): PlacedCode[] {
  return [
    ...diagnosesOfStay(claim),
    ...alone(claim.admittingDiagnosis),
    ...listed(perhaps(claim.reasonsForVisit)),
    ...icdProcedures(claim),
  ];
}
