import { encounterProblems, encounterSchema } from '../../claims/index.ts';
import { type Cents, formatMoney, sumCents } from '../../money.ts';
import { failed, ok, type Result } from '../../result.ts';
import { identifyFile } from '../identify-file.ts';
import type { FileContents, FileIssue } from './file-check.ts';

export interface CheckedEncounters {
  readonly contents: readonly FileContents[];
  readonly issues: readonly FileIssue[];
}

interface Place {
  readonly line?: number;
  readonly record: number;
}

/** One encounter of the file, as far as its schema can read it. */
type CheckedRecord = Result<Cents, readonly FileIssue[]>;

const notWhole = 'not-json';

/** Checks encounters, one a line or in one list, against their schema. */
export function checkEncounters(text: string): CheckedEncounters {
  const json = text.replace(/^\uFEFF/, '');
  const records = identifyFile(json).kind === 'encounters-ndjson' ? checkLines(json) : checkList(json);
  const charges = records.flatMap((record) => (record.ok ? [record.value] : []));
  const unread = records.filter((record) => !record.ok && record.problem.some(({ code }) => code === notWhole));
  return {
    contents: [
      {
        what: 'encounters',
        counts: { encounters: records.length - unread.length },
        amount: { of: 'billed', value: formatMoney(sumCents(charges)) },
      },
    ],
    issues: records.flatMap((record) => (record.ok ? [] : record.problem)),
  };
}

function checkLines(text: string): CheckedRecord[] {
  const lines = text.split('\n').map((line, index) => ({ line, number: index + 1 }));
  return lines
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }, index) => {
      const place = { line: number, record: index + 1 };
      const value = parseJson(line);
      return value.ok ? checkRecord(place, value.value) : failed([notJson(place)]);
    });
}

function checkList(text: string): CheckedRecord[] {
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const line = text.slice(0, parsed.problem).split('\n').length;
    return [failed([notJson({ line, record: 1 })])];
  }
  const records: readonly unknown[] = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
  return records.map((value, index) => checkRecord({ record: index + 1 }, value));
}

function checkRecord(place: Place, value: unknown): CheckedRecord {
  const parsed = encounterSchema.safeParse(value);
  if (parsed.success) {
    const { totalCharge, serviceLines } = parsed.data;
    return ok(totalCharge ?? sumCents(serviceLines.map(({ charge }) => charge)));
  }
  const problems = encounterProblems(parsed.error);
  return failed(
    problems.map(({ field, message }) => ({
      ...place,
      field,
      level: 'requirement',
      code: 'encounter-not-taken',
      message: `${field} ${message}.`,
    })),
  );
}

function notJson(place: Place): FileIssue {
  const message = 'This is not whole JSON: write one encounter a line, or one list of encounters.';
  return { ...place, level: 'syntax', code: notWhole, message };
}

/** The value, or the position at which the text stops being JSON. V8's message has it beside text that may be PHI. */
function parseJson(text: string): Result<unknown, number> {
  try {
    return ok(JSON.parse(text));
  } catch (problem) {
    const position = problem instanceof Error ? /at position (\d+)/.exec(problem.message)?.[1] : undefined;
    return failed(position === undefined ? text.length : Number(position));
  }
}
