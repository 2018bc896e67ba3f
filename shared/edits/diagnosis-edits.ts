import type { Claim, Diagnosis } from '../claims/claim.ts';
import { codeSystemOn } from '../claims/encounter-to-claim.ts';
import type { Edit, Violation } from './edit.ts';
import { linesOf } from './parts-of-claim.ts';

const mostDiagnoses = 12;
const mostPointers = 4;

const forms: Record<Diagnosis['codeSystem'], RegExp> = {
  'icd-10-cm': /^[A-Z][0-9A-Z]{2,6}$/,
  'icd-9-cm': /^(\d{3}\d{0,2}|V\d{2}\d{0,2}|E\d{3}\d?)$/,
};

/** Positions, from 0, of what stands in a list for the second time. */
function repeats(values: readonly unknown[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}

/** Pointer edits report the line's whole list: that is what is corrected. */
function pointers(claim: Claim, isWrong: (pointers: readonly number[]) => boolean): Violation[] {
  return linesOf(claim)
    .filter(({ value }) => isWrong(value.diagnosisCodePointers))
    .map(({ field, where }) => ({ field: `${field}.diagnosisCodePointers`, where }));
}

export const diagnosisEdits: readonly Edit[] = [
  {
    code: 'diagnosis-missing',
    severity: 'error',
    sentence: 'A claim needs a diagnosis: add its code.',
    check: ({ diagnoses }) => (diagnoses.length > 0 ? [] : [{ field: 'diagnoses[0].code' }]),
  },
  {
    code: 'diagnoses-too-many',
    severity: 'error',
    sentence: `A claim carries at most ${mostDiagnoses} diagnoses: remove those that no line points at, or split the claim.`,
    check: ({ diagnoses }) => (diagnoses.length > mostDiagnoses ? [{ field: `diagnoses[${mostDiagnoses}]` }] : []),
  },
  {
    code: 'diagnosis-repeated',
    severity: 'error',
    sentence: 'A diagnosis stands on the claim twice: correct the second one, or remove it and its pointers.',
    check: ({ diagnoses }) =>
      repeats(diagnoses.map(({ code }) => code)).map((index) => ({
        field: `diagnoses[${index}].code`,
        where: `Diagnosis ${index + 1}`,
      })),
  },
  {
    code: 'diagnosis-code-malformed',
    severity: 'error',
    sentence: 'The code is not formed as its code system has it: look it up and correct it.',
    check: ({ diagnoses }) =>
      diagnoses.flatMap(({ codeSystem, code }, index) =>
        forms[codeSystem].test(code) ? [] : [{ field: `diagnoses[${index}].code`, where: `Diagnosis ${index + 1}` }],
      ),
  },
  {
    code: 'diagnosis-code-system-wrong',
    severity: 'error',
    sentence:
      'Services that end before 2015-10-01 take ICD-9-CM and later ones ICD-10-CM: correct the code and its code system, or split a claim with services on both sides.',
    check: ({ diagnoses, serviceLines }) => {
      const days = serviceLines.map(({ serviceDate, serviceDateEnd = serviceDate }) => serviceDateEnd);
      const wanted = new Set(days.filter((day) => day !== '').map(codeSystemOn));
      return diagnoses.flatMap(({ codeSystem }, index) =>
        [...wanted].every((system) => system === codeSystem)
          ? []
          : [{ field: `diagnoses[${index}].codeSystem`, where: `Diagnosis ${index + 1}` }],
      );
    },
  },
  {
    code: 'diagnosis-pointer-missing',
    severity: 'error',
    sentence: 'A line must point at the diagnosis that it was for: set diagnosisCodePointers, such as 1.',
    check: (claim) => pointers(claim, (given) => given.length === 0),
  },
  {
    code: 'diagnosis-pointer-out-of-range',
    severity: 'error',
    sentence: 'A line points at a diagnosis that is not there: pointers count from 1, in the order of the diagnoses.',
    check: (claim) =>
      pointers(claim, (given) =>
        given.some((pointer) => !Number.isInteger(pointer) || pointer < 1 || pointer > claim.diagnoses.length),
      ),
  },
  {
    code: 'diagnosis-pointer-repeated',
    severity: 'error',
    sentence: 'A line points at the same diagnosis twice: name each once, the main one first.',
    check: (claim) => pointers(claim, (given) => repeats(given).length > 0),
  },
  {
    code: 'diagnosis-pointers-too-many',
    severity: 'error',
    sentence: `A line points at ${mostPointers} diagnoses at most: keep the ones that matter most.`,
    check: (claim) => pointers(claim, (given) => given.length > mostPointers),
  },
];
