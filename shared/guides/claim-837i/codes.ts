import {
  composite,
  el,
  externalCode,
  id,
  money,
  opt,
  period,
  required,
  type Segment,
  segment,
  series,
  unused,
  use,
} from '../../x12/notation.ts';
import { type Coded, formRules } from '../claim-837/code-forms.ts';

/** The HI segments: diagnoses, procedures and the codes of the uniform bill, each with the list that it is from. */

const code = externalCode(1, 30);

function coded<const Qualifier extends string>(...qualifiers: Qualifier[]) {
  return composite(
    el('qualifier', id(...qualifiers)),
    el('code', code),
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
  );
}

function diagnosis<const Qualifier extends string>(...qualifiers: Qualifier[]) {
  return composite(
    el('qualifier', id(...qualifiers)),
    el('code', code),
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    opt('presentOnAdmission', id('N', 'U', 'W', 'Y')),
  );
}

function dated<const Format extends string, const Qualifier extends string>(
  format: Format,
  ...qualifiers: Qualifier[]
) {
  return composite(
    el('qualifier', id(...qualifiers)),
    el('code', code),
    el('format', id(format)),
    el('date', period),
    unused,
    unused,
    unused,
    unused,
    unused,
  );
}

const amount = composite(
  el('qualifier', id('BE')),
  el('code', code),
  unused,
  unused,
  el('amount', money),
  unused,
  unused,
  unused,
  unused,
);

/** The code of a segment that says one, and of one that says several. */
const alone = [(value: { readonly code: Coded }) => [value.code], () => 'code'] as const;
const listed = [
  (value: { readonly codes: readonly Coded[] }) => value.codes,
  (index: number) => `codes.${index}`,
] as const;

/** A segment that says one code at least. */
function filled<Value>(of: Segment<{ codes: Value[] }>) {
  return use(of, { codes: required });
}

export const principalDiagnosis = segment(
  'HI',
  [el('code', diagnosis('ABK', 'BK'))],
  ...formRules(...alone, 'ABK', 'BK'),
);

export const admittingDiagnosis = segment('HI', [el('code', coded('ABJ', 'BJ'))], ...formRules(...alone, 'ABJ', 'BJ'));

export const reasonsForVisit = filled(
  segment('HI', [series('codes', 3, coded('APR', 'PR'))], ...formRules(...listed, 'APR', 'PR')),
);

export const externalCauses = filled(
  segment('HI', [series('codes', 12, diagnosis('ABN', 'BN'))], ...formRules(...listed, 'ABN', 'BN')),
);

export const diagnosisRelatedGroup = segment('HI', [el('code', coded('DR'))], ...formRules(...alone, 'DR'));

export const otherDiagnoses = filled(
  segment('HI', [series('codes', 12, diagnosis('ABF', 'BF'))], ...formRules(...listed, 'ABF', 'BF')),
);

/** CAH: what alternative medicine calls its interventions. */
export const principalProcedure = segment(
  'HI',
  [el('code', dated('D8', 'BBR', 'BR', 'CAH'))],
  ...formRules(...alone, 'BBR', 'BR'),
);

export const otherProcedures = filled(
  segment('HI', [series('codes', 12, dated('D8', 'BBQ', 'BQ'))], ...formRules(...listed, 'BBQ', 'BQ')),
);

export const occurrenceSpans = filled(
  segment(
    'HI',
    [series('codes', 12, dated('RD8', 'BI'))],
    {
      says: 'an occurrence span does not end before it begins, nor later than the file was written',
      level: 'situation',
      faults: ({ codes: spans }, { written = '99999999' }) =>
        spans.flatMap(({ date }, index) =>
          date.slice(0, 8) <= date.slice(-8) && date.slice(-8) <= written ? [] : `codes.${index}.date`,
        ),
    },
    ...formRules(...listed, 'BI'),
  ),
);

/** An admission that is scheduled (40) and surgery that was (43) may lie ahead. */
const mayLieAhead = new Set(['40', '43']);

export const occurrences = filled(
  segment(
    'HI',
    [series('codes', 12, dated('D8', 'BH'))],
    {
      says: 'what has occurred is not later than the file, which says in GS04 when it was written',
      level: 'situation',
      faults: ({ codes: events }, { written = '99999999' }) =>
        events.flatMap((event, index) =>
          event.date <= written || mayLieAhead.has(event.code) ? [] : `codes.${index}.date`,
        ),
    },
    ...formRules(...listed, 'BH'),
  ),
);

export const values = filled(segment('HI', [series('codes', 12, amount)], ...formRules(...listed, 'BE')));

export const conditions = filled(segment('HI', [series('codes', 12, coded('BG'))], ...formRules(...listed, 'BG')));

export const treatments = filled(segment('HI', [series('codes', 12, coded('TC'))]));
