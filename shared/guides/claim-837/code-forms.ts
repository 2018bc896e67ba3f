import type { FindingSegmentRule } from '../../x12/notation.ts';

/** How the codes of an HI segment look, by the qualifier of the list that each is from. */

export interface Coded {
  readonly qualifier: string;
  readonly code: string;
}

interface Form {
  readonly of: RegExp;
  readonly says: string;
  /** The list outside the guide. */
  readonly list?: string;
}

const icd10Diagnosis: Form = {
  of: /^[A-Z][0-9A-Z]{2,6}$/,
  says: 'an ICD-10-CM code is a letter and two to six more letters or digits, without the decimal point',
  list: 'icd-10-cm',
};

const icd9Diagnosis: Form = {
  of: /^(?:\d{3}|V\d{2})\d{0,2}$|^E\d{3}\d?$/,
  says: 'an ICD-9-CM code has three to five characters, all digits or a V or E first, without the decimal point',
  list: 'icd-9-cm',
};

const icd10Procedure: Form = {
  of: /^[0-9A-HJ-NP-Z]{7}$/,
  says: 'an ICD-10-PCS code has seven digits and letters, none of them I or O',
  list: 'icd-10-pcs',
};

const icd9Procedure: Form = {
  of: /^\d{2,4}$/,
  says: 'an ICD-9-CM procedure code has two to four digits, without the decimal point',
  list: 'icd-9-procedure',
};

function twoCharacters(what: string, list: string): Form {
  return { of: /^[0-9A-Z]{2}$/, says: `${what} has two digits or letters`, list };
}

const forms = {
  ABK: icd10Diagnosis,
  ABJ: icd10Diagnosis,
  APR: icd10Diagnosis,
  ABF: icd10Diagnosis,
  ABN: {
    of: /^[V-Y]\d[0-9A-Z]{1,5}$/,
    says: 'an ICD-10-CM code of an external cause begins with V, W, X or Y and has no decimal point',
    list: 'icd-10-cm',
  },
  BK: icd9Diagnosis,
  BJ: icd9Diagnosis,
  PR: icd9Diagnosis,
  BF: icd9Diagnosis,
  BN: {
    of: /^E\d{3}\d?$/,
    says: 'an ICD-9-CM code of an external cause is an E and three or four digits',
    list: 'icd-9-cm',
  },
  BBR: icd10Procedure,
  BBQ: icd10Procedure,
  BR: icd9Procedure,
  BQ: icd9Procedure,
  DR: { of: /^\d{3,4}$/, says: 'a diagnosis related group has three digits, or four with the severity' },
  BI: twoCharacters('an occurrence span code', 'nubc-occurrence-span'),
  BH: twoCharacters('an occurrence code', 'nubc-occurrence'),
  BE: twoCharacters('a value code', 'nubc-value'),
  BG: twoCharacters('a condition code', 'nubc-condition'),
} as const satisfies Readonly<Record<string, Form>>;

/** The lists of the ninth revision, with that of the tenth that says the same. */
const successors = {
  BK: 'ABK',
  BJ: 'ABJ',
  PR: 'APR',
  BF: 'ABF',
  BN: 'ABN',
  BR: 'BBR',
  BQ: 'BBQ',
} as const satisfies Readonly<Record<string, keyof typeof forms>>;

/** Whether a code is told with the qualifier of a list that it can't be from, and can be from that list's successor. */
function isMisqualified({ qualifier, code }: Coded): boolean {
  if (!Object.hasOwn(successors, qualifier)) return false;
  const ninth = qualifier as keyof typeof successors;
  return !forms[ninth].of.test(code) && forms[successors[ninth]].of.test(code);
}

/** Whether a code is of the tenth revision, whatever its qualifier says. */
export function isOfTenth(coded: Coded): boolean {
  return tenthRevision.has(coded.qualifier) || isMisqualified(coded);
}

/** ICD-9 has been read since 2015 only in what is older: a code of ICD-10 beside its qualifier says that this is wrong. */
function successorRule<Value>(
  codesOf: (value: Value) => readonly Coded[],
  pathOf: (index: number) => string,
): FindingSegmentRule<Value> {
  return {
    says: 'a code of ICD-10 has the qualifier of its list in ICD-10, with an A or B before that of ICD-9',
    level: 'code-set',
    faults: (value) => {
      const all = codesOf(value);
      return all.some(isMisqualified)
        ? all.flatMap((code, index) => (isMisqualified(code) ? `${pathOf(index)}.qualifier` : []))
        : [];
    },
  };
}

/** One rule for each of the lists that the codes of a segment are from: `codesOf` gives them, `pathOf` says where. */
export function formRules<Value>(
  codesOf: (value: Value) => readonly Coded[],
  pathOf: (index: number) => string,
  ...qualifiers: (keyof typeof forms)[]
): FindingSegmentRule<Value>[] {
  const rules = qualifiers.map((qualifier): FindingSegmentRule<Value> => {
    const { of, says, list }: Form = forms[qualifier];
    return {
      says,
      level: 'code-set',
      faults: (value, { codes }) => {
        const isRight = (coded: Coded) =>
          coded.qualifier !== qualifier ||
          (of.test(coded.code) ? list === undefined || codes?.(list, coded.code) !== false : isMisqualified(coded));
        const all = codesOf(value);
        return all.every(isRight) ? [] : all.flatMap((code, index) => (isRight(code) ? [] : `${pathOf(index)}.code`));
      },
    };
  });
  const mayBeNinth = qualifiers.some((qualifier) => Object.hasOwn(successors, qualifier));
  return mayBeNinth ? [...rules, successorRule(codesOf, pathOf)] : rules;
}

/** The lists of the tenth revision that have one in the ninth. */
export const tenthRevision: ReadonlySet<string> = new Set(Object.values(successors));

/** The lists of the ninth. */
export const ninthRevision: ReadonlySet<string> = new Set(Object.keys(successors));

/** The first day that the tenth revision is used for: of discharge, or of service outside of hospitals. */
export const firstDayOfTenthRevision = '20151001';
