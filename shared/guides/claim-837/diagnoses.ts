import type { FindingSegmentRule } from '../../x12/notation.ts';
import { type Coded, formRules, isOfTenth, tenthRevision } from './code-forms.ts';

/** An HI segment of one diagnosis and others. */
export interface Diagnoses {
  readonly principal: Coded;
  readonly others: readonly Coded[];
}

export const diagnosesOf = ({ principal, others }: Diagnoses): Coded[] => [principal, ...others];

/** Where one of these stands. */
export const pathOfDiagnosis = (index: number) => (index === 0 ? 'principal' : `others.${index - 1}`);

/** The fewer ones are at fault; of as many, those of ICD-9, which nothing since 2015 is coded in. */
function ofOtherRevision(codes: readonly Coded[]): number[] {
  const tenths = codes.filter(isOfTenth).length;
  const isTenth = tenths * 2 >= codes.length;
  return codes.flatMap((code, index) => (isOfTenth(code) === isTenth ? [] : index));
}

/** How each diagnosis looks, and that all are of one revision. */
export const diagnosisRules: readonly FindingSegmentRule<Diagnoses>[] = [
  ...formRules(diagnosesOf, pathOfDiagnosis, 'ABK', 'ABF', 'BK', 'BF'),
  {
    says: 'all diagnoses are ICD-10 or all are ICD-9',
    level: 'situation',
    given: { others: true },
    faults: ({ principal, others }) => {
      const isTenth = tenthRevision.has(principal.qualifier);
      return others.every(({ qualifier }) => tenthRevision.has(qualifier) === isTenth)
        ? []
        : ofOtherRevision([principal, ...others]).map((index) => `${pathOfDiagnosis(index)}.qualifier`);
    },
  },
];
