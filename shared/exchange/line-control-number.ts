/** REF*6R as we send it: the submission's patient control number and the line's number, so that an 835 names its line. */
export function lineControlNumber(patientControlNumber: string, lineNumber: number): string {
  return `${patientControlNumber}L${lineNumber}`;
}

/** Undefined when it is no number of ours. Line numbers count from 1. */
export function parseLineControlNumber(text: string): { patientControlNumber: string; lineNumber: number } | undefined {
  const [, patientControlNumber, lineNumber] = /^(.+)L(\d{1,2})$/.exec(text.trim()) ?? [];
  return patientControlNumber === undefined ? undefined : { patientControlNumber, lineNumber: Number(lineNumber) };
}
