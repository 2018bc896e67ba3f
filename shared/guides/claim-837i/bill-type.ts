import { codeList } from '../code-list.ts';

/**
 * What the type of a bill (CLM05-1 and CLM05-3) says of it. Where the guide asks something of inpatient or of outpatient
 * claims, the uniform bill decides which these are, and not for every datum alike.
 */

interface Billed {
  readonly claim: { readonly facility: { readonly facilityTypeCode: string; readonly claimFrequencyCode: string } };
}

type Test = (billed: Billed) => boolean;

function facilities(...lines: string[]): Test {
  const codes: ReadonlySet<string> = new Set(codeList(...lines));
  return ({ claim }) => codes.has(claim.facility.facilityTypeCode);
}

/** Every type of facility that bills may come from. */
export const facilityTypes = codeList(
  '11 12 13 14 18 21 22 23 28 32 33 34 41 43 65 66 71 72 73 74 75 76 77 78 79 81 82 83 84 85 86 87 89',
);

/** Bills, and the notices of admission, election and the like that travel as bills. */
export const frequencies = codeList('0 1 2 3 4 5 7 8 9 A B C D E F G H I J K M N O P Q X Y Z');

export const isInpatient = facilities('11 18 21 28 41 65 66 86');

/** Part B bills of inpatients (12, 22) too are made like those of outpatients. */
export const isOutpatient = facilities('12 13 14 22 23 32 33 34 43 71 72 73 74 75 76 77 78 79 83 85 87');

/** Care that is an episode with a beginning, at home and in a hospice too. */
export const hasStartOfCare = facilities('11 12 18 21 22 28 32 33 41 65 66 81 82 86');

/** Where the hours of admission and discharge are told: everywhere but in a skilled nursing facility. */
export const tellsHours = facilities('11 18 28 41 65 66 86');

export const isAcuteCare = facilities('11');

/** Where the diagnosis on admission is told. */
export const tellsAdmittingDiagnosis = facilities('11 18 21 41');

/**
 * Where nobody is admitted: in these alone an admitting diagnosis and ICD procedure codes have no place. For both, 12 and 22 count as
 * inpatient (X12's RFI 1479).
 */
export const isWithoutAdmission = facilities('13 14 23 32 33 34 43 71 72 73 74 75 76 77 78 79 83 85 87');

/** Where a patient may come unscheduled. */
export const takesUnscheduled = facilities('13 78 85');

/** Outpatient departments of hospitals, which name what they did in HCPCS. */
export const isOutpatientHospital = facilities('13 14 83 85');

/** Where the patient came from: nowhere, when only a specimen came to the laboratory of a hospital (14). */
export const tellsPointOfOrigin = facilities(...facilityTypes.filter((code) => code !== '14'));

const frequency = ({ claim }: Billed) => claim.facility.claimFrequencyCode;

/** From admission to discharge, or the last of several. */
export const isFinal: Test = (billed) => ['1', '4'].includes(frequency(billed));

/** The patient is still there: the first bill of several, or one between. */
export const isInterim: Test = (billed) => ['2', '3'].includes(frequency(billed));
