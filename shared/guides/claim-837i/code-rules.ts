import type { Fault } from '../../x12/notation.ts';
import { type Coded, firstDayOfTenthRevision, ninthRevision, tenthRevision } from '../claim-837/code-forms.ts';
import { billingSpecialty } from '../claim-837/provider.ts';
import {
  isAcuteCare,
  isWithoutAdmission,
  takesUnscheduled,
  tellsAdmittingDiagnosis,
  tellsPointOfOrigin,
} from './bill-type.ts';
import type { ClaimLoop, ClaimRule } from './claim-parts.ts';
import {
  diagnosesOfStay,
  icdCodes,
  icdProcedures,
  inpatientProcedures,
  isTakenForStay,
  listed,
  type PlacedCode,
} from './coded.ts';

/** The codes that an earlier one repeats. */
function repeated<Code extends Coded>(codes: readonly PlacedCode<Code>[], keyOf: (code: Code) => string): Fault[] {
  const seen = new Set<string>();
  return codes.flatMap(([segment, path, code]): Fault[] => {
    const key = keyOf(code);
    if (seen.has(key)) return [[segment, `${path}.code`]];
    seen.add(key);
    return [];
  });
}

const byCode = ({ code }: Coded) => code;
const byCodeAndDate = ({ code, date }: Coded & { readonly date: string }) => `${code} ${date}`;

/**
 * Where the diagnoses lie that need not say whether they were present on admission: sequelae, congenital conditions,
 * births, external causes, circumstances and later encounters for an injury. Payers know which of these they are.
 */
const mayBeExempt = /^(?:B9[0-4]|E64|I252|I69|O09|O665|O80|O94|P00|Q|[V-Z]|[MST].{5}[DGKPS]$)/;

/**
 * Hospitals that Medicare does not pay by DRG need not say it, by their taxonomy: critical access and children's hospitals, those
 * for long term care, chronic diseases, psychiatry and rehabilitation and such units of others, religious, special (for cancer) and
 * military ones.
 */
const isExempt = /^(?:273[RY]|281P|282[EJ]|282NC|283[QX]|2843|2865|2873)/;

function withoutPresence(claim: ClaimLoop): Fault[] {
  return diagnosesOfStay(claim).flatMap(([segment, path, { qualifier, code, presentOnAdmission }]): Fault[] =>
    presentOnAdmission !== undefined || !tenthRevision.has(qualifier) || mayBeExempt.test(code)
      ? []
      : [[segment, `${path}.presentOnAdmission`]],
  );
}

/** Where all codes are of the other revision, the principal diagnosis speaks for them: it may be the days that are wrong. */
function ofOtherRevision(claim: ClaimLoop): Fault[] {
  const isTenth = claim.statementDates.date.slice(-8) >= firstDayOfTenthRevision;
  const [expected, other] = isTenth ? [tenthRevision, ninthRevision] : [ninthRevision, tenthRevision];
  const codes = icdCodes(claim);
  if (!codes.some(([, , { qualifier }]) => other.has(qualifier))) return [];
  if (!codes.some(([, , { qualifier }]) => expected.has(qualifier)))
    return [[claim.principalDiagnosis, 'code.qualifier']];
  return codes.flatMap(([segment, path, { qualifier }]): Fault[] =>
    other.has(qualifier) ? [[segment, `${path}.qualifier`]] : [],
  );
}

/** Emergency rooms, urgent care and observation. */
const unscheduledRevenue = /^045|^0(?:516|526|762)$/;

const isUnscheduled = (claim: ClaimLoop) =>
  takesUnscheduled(claim) &&
  ['1', '2', '5'].includes(claim.admission.admissionType) &&
  claim.serviceLines.some(({ service }) => unscheduledRevenue.test(service.revenueCode));

/** Occurrence codes of accidents, with or without liability. */
const accidents = new Set(['01', '02', '03', '04', '05', '06']);

/** The day from which a point of origin is none any more, by the National Uniform Billing Committee. */
const endOfOrigin: Readonly<Record<string, string>> = { '3': '20071001', A: '20071001', '7': '20100701' };

export const codeRules: readonly ClaimRule[] = [
  {
    says: 'a bill that ends on October 1, 2015 or later is coded in ICD-10, an earlier one in ICD-9',
    level: 'situation',
    faults: ofOtherRevision,
  },
  {
    says: 'no diagnosis is said twice',
    level: 'situation',
    forbids: 'element',
    faults: (claim) => repeated(diagnosesOfStay(claim), byCode),
  },
  {
    says: 'each diagnosis of a stay in a general hospital says whether the patient had it on admission',
    level: 'situation',
    faults: (claim, { around }) =>
      !isAcuteCare(claim) || isExempt.test(around(billingSpecialty)?.taxonomyCode ?? '') ? [] : withoutPresence(claim),
  },
  {
    says: 'a stay says with what diagnosis the patient was admitted',
    level: 'situation',
    asksFor: 'admittingDiagnosis',
    faults: (claim) =>
      claim.admittingDiagnosis || !tellsAdmittingDiagnosis(claim) ? [] : [[claim.claim, 'facility.facilityTypeCode']],
  },
  {
    says: 'an admitting diagnosis is told of admissions alone',
    at: 'admittingDiagnosis',
    level: 'situation',
    forbids: 'segment',
    given: { admittingDiagnosis: true },
    holds: (claim) => !isWithoutAdmission(claim) || isTakenForStay(claim),
  },
  {
    says: 'why a patient came is told of outpatient visits alone; a stay has its admitting diagnosis',
    at: 'reasonsForVisit',
    level: 'situation',
    forbids: 'segment',
    given: { reasonsForVisit: true, admittingDiagnosis: true },
    holds: (claim) => !tellsAdmittingDiagnosis(claim),
  },
  {
    says: 'an unscheduled outpatient visit (types 1, 2 and 5 with emergency room, urgent care or observation) says why the patient came',
    level: 'situation',
    asksFor: 'reasonsForVisit',
    faults: (claim) => (claim.reasonsForVisit || !isUnscheduled(claim) ? [] : [[claim.admission, 'admissionType']]),
  },
  {
    says: 'ICD procedure codes are for inpatients; outpatient services are told in HCPCS on their lines',
    level: 'situation',
    forbids: 'segment',
    faults: (claim) =>
      isWithoutAdmission(claim)
        ? icdProcedures(claim)
            .map(([segment, path]): Fault => [segment, `${path}.qualifier`])
            .slice(0, 1)
        : [],
  },
  {
    says: 'where there are other procedures, one is the principal procedure',
    at: 'otherProcedures',
    element: 'codes',
    level: 'situation',
    asksFor: 'principalProcedure',
    holds: (claim) =>
      claim.otherProcedures.length === 0 || claim.principalProcedure !== undefined || isWithoutAdmission(claim),
  },
  {
    says: 'no procedure is said twice for one day',
    level: 'situation',
    forbids: 'element',
    faults: (claim) => repeated(inpatientProcedures(claim), byCodeAndDate),
  },
  {
    says: 'no occurrence is said twice for one day',
    level: 'situation',
    forbids: 'element',
    faults: ({ occurrences }) => repeated(listed(occurrences), byCodeAndDate),
  },
  {
    says: 'no occurrence span is said twice for the same days',
    level: 'situation',
    forbids: 'element',
    faults: ({ occurrenceSpans }) => repeated(listed(occurrenceSpans), byCodeAndDate),
  },
  {
    says: 'each value code has one amount',
    level: 'situation',
    forbids: 'element',
    faults: ({ values }) => repeated(listed(values), byCode),
  },
  {
    says: 'no condition and no treatment is said twice',
    level: 'situation',
    forbids: 'element',
    faults: ({ conditions, treatments }) => [
      ...repeated(listed(conditions), byCode),
      ...repeated(listed(treatments), byCode),
    ],
  },
  {
    says: 'the state of an automobile accident comes with an occurrence code (01 to 06) that says when it happened',
    at: 'autoAccidentState',
    element: 'qualifier',
    level: 'situation',
    forbids: 'segment',
    holds: ({ autoAccidentState, occurrences }) =>
      autoAccidentState === undefined || listed(occurrences).some(([, , { code }]) => accidents.has(code)),
  },
  {
    says: 'a bill says from where the patient came, unless only a specimen did',
    at: 'admission',
    element: 'pointOfOrigin',
    level: 'situation',
    holds: (claim) => !tellsPointOfOrigin(claim) || claim.admission.pointOfOrigin !== undefined,
  },
  {
    says: 'a point of origin is one that there was when the patient came: 3 and A ended in October 2007, 7 in July 2010',
    at: 'admission',
    element: 'pointOfOrigin',
    level: 'code-set',
    holds: ({ admission: { pointOfOrigin = '' }, admissionDate, statementDates }) =>
      (admissionDate ?? statementDates).date.slice(0, 8) < (endOfOrigin[pointOfOrigin] ?? '9'),
  },
  {
    says: 'a newborn (type 4) comes from inside this hospital (5) or from outside (6)',
    at: 'admission',
    element: 'pointOfOrigin',
    level: 'situation',
    holds: ({ admission: { admissionType, pointOfOrigin = '5' } }) =>
      admissionType !== '4' || pointOfOrigin === '5' || pointOfOrigin === '6',
  },
];
