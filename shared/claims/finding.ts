/** Something that stops a claim, or that a person should know: a code, and a sentence that says what to do. */
export interface Finding {
  /** Kebab-case: the edit, coverage or acknowledgement rule that found it. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /**
   * Of a claim, the field as `correct` takes it: `subscriber.memberId`, `diagnoses[0].code`. Of an encounter that is no
   * claim yet, as its sender wrote it: `diagnosisCodes[0]`.
   */
  readonly field?: string;
  /** Of a denial, the remark codes (RARC) that the payer gave beside its reason. */
  readonly remarkCodes?: readonly string[];
  /** What is wrong and how it is mended; holds no PHI. */
  readonly message: string;
}

/** As people read it: the field, then what is wrong with it. */
export function findingText({ field, message }: Pick<Finding, 'field' | 'message'>): string {
  return field === undefined ? message : `${field}: ${message}`;
}

const mostFindings = 100;

/** What the store keeps of them, whose items are bounded: of many the first, errors before warnings, and how many more there are. */
export function keptFindings(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= mostFindings) return findings;
  const sorted = findings.toSorted(
    (one, other) => Number(one.severity !== 'error') - Number(other.severity !== 'error'),
  );
  const [next, ...rest] = sorted.slice(mostFindings);
  if (next === undefined) return findings;
  const { code, severity } = next;
  return [...sorted.slice(0, mostFindings), { code, severity, message: `And ${rest.length + 1} more.` }];
}
