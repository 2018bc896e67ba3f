import {
  type ClaimId,
  claimFromEncounter,
  type Encounter,
  encounterFields,
  encounterProblems,
  encounterSchema,
  type FieldProblem,
  type Finding,
  patientControlNumber,
  payerOf,
  refusals,
} from '../../claims/index.ts';
import { type Cents, formatMoney, sumCents, zeroCents } from '../../money.ts';
import { failed, ok, type Result } from '../../result.ts';
import { findingsBeforeSending } from '../findings-before-sending.ts';
import { identifyFile } from '../identify-file.ts';
import type { EncounterContext } from './encounter-context.ts';
import type { FileContents, FileIssue } from './file-check.ts';

export interface CheckedEncounters {
  readonly contents: readonly FileContents[];
  readonly issues: readonly FileIssue[];
}

interface Place {
  readonly line?: number;
  readonly record: number;
}

/** One encounter of the file, as far as it can be read. */
interface CheckedRecord {
  readonly charge: Cents;
  readonly issues: readonly FileIssue[];
}

const notWhole = 'not-json';
const noEncounter: FileIssue = {
  level: 'syntax',
  code: 'no-encounter',
  message: 'This holds no encounter: write one encounter a line, or one list of encounters.',
};

/** Checks encounters, one a line or in one list, as intake will: all but what only the other claims tell. */
export function checkEncounters(text: string, context: EncounterContext): CheckedEncounters {
  const json = text.replace(/^\uFEFF/, '');
  const records =
    identifyFile(json).kind === 'encounters-ndjson' ? checkLines(json, context) : checkList(json, context);
  const issues = records.length === 0 ? [noEncounter] : records.flatMap((record) => record.issues);
  const unread = issues.filter(({ code }) => code === notWhole);
  return {
    contents: [
      {
        what: 'encounters',
        counts: { encounters: records.length - unread.length },
        amount: { of: 'billed', value: formatMoney(sumCents(records.map(({ charge }) => charge))) },
      },
    ],
    issues,
  };
}

function checkLines(text: string, context: EncounterContext): CheckedRecord[] {
  const lines = text.split('\n').map((line, index) => ({ line, number: index + 1 }));
  return lines
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }, index) => {
      const place = { line: number, record: index + 1 };
      const value = parseJson(line);
      return value.ok ? checkRecord(place, value.value, context) : notJson(place);
    });
}

function checkList(text: string, context: EncounterContext): CheckedRecord[] {
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const line = text.slice(0, parsed.problem).split('\n').length;
    return [notJson({ line, record: 1 })];
  }
  const records: readonly unknown[] = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
  return records.map((value, index) => checkRecord({ record: index + 1 }, value, context));
}

/** Nobody's: the claim has none before it is taken. */
const anyNumber = patientControlNumber('AAAAAAAAAAAAAAA' as ClaimId, 1);

function checkRecord(place: Place, value: unknown, { configuration, today }: EncounterContext): CheckedRecord {
  const parsed = encounterSchema.safeParse(value);
  if (!parsed.success) return refused(place, encounterProblems(parsed.error));
  const taken = claimFromEncounter(parsed.data, configuration);
  if (!taken.ok) return refused(place, taken.problem);
  const claim = taken.value;
  const { timelyFilingDays } = payerOf(configuration, claim.payer.payerId);
  const stops = ({ severity }: Finding): boolean => severity === 'error';
  const outgoing = { patientControlNumber: anyNumber, claim };
  const findings = findingsBeforeSending(outgoing, [], { today, timelyFilingDays }, stops).filter(stops);
  return { charge: claim.totalCharge, issues: issuesOf(place, asSent(parsed.data, findings)) };
}

/** A finding names a field of the claim: its sender knows the encounter's. */
function asSent(encounter: Encounter, findings: readonly Finding[]): readonly Finding[] {
  if (findings.length === 0) return findings;
  const fieldOf = encounterFields(encounter);
  return findings.map((finding) =>
    finding.field === undefined ? finding : { ...finding, field: fieldOf(finding.field) },
  );
}

function refused(place: Place, problems: readonly FieldProblem[]): CheckedRecord {
  return { charge: zeroCents, issues: issuesOf(place, refusals(problems)) };
}

function issuesOf(place: Place, findings: readonly Finding[]): FileIssue[] {
  return findings.map(({ severity: _, ...finding }) => ({ ...place, level: 'requirement', ...finding }));
}

function notJson(place: Place): CheckedRecord {
  const message = 'This is not whole JSON: write one encounter a line, or one list of encounters.';
  return { charge: zeroCents, issues: [{ ...place, level: 'syntax', code: notWhole, message }] };
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
