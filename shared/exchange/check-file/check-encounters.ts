import {
  type ClaimId,
  claimFromEncounter,
  type Encounter,
  encounterFields,
  encounterProblems,
  type FieldProblem,
  type Finding,
  parseEncounter,
  patientControlNumber,
  payerNotConfigured,
  payerOf,
  refusals,
} from '../../claims/index.ts';
import { type Cents, formatMoney, sumCents, zeroCents } from '../../money.ts';
import { type EncounterText, encounterLines, encounterList, unreadTextFinding } from '../encounter-texts.ts';
import { findingsBeforeSending } from '../findings-before-sending.ts';
import { identifyFile } from '../identify-file.ts';
import type { EncounterContext } from './encounter-context.ts';
import type { FileContents, FileIssue } from './file-check.ts';

export interface CheckedEncounters {
  readonly contents: readonly FileContents[];
  readonly issues: readonly FileIssue[];
}

type Place = Pick<EncounterText, 'record' | 'line' | 'offset'>;

/** One encounter of the file, as far as it can be read. */
interface CheckedRecord {
  readonly isRead: boolean;
  readonly charge: Cents;
  readonly issues: readonly FileIssue[];
}

const noEncounter: FileIssue = {
  level: 'syntax',
  code: 'no-encounter',
  message: 'This holds no encounter: write one encounter a line, or one list of encounters.',
};

/** Checks encounters, one a line or in one list, as intake will: all but what only the other claims tell. */
export function checkEncounters(text: string, context: EncounterContext): CheckedEncounters {
  const isLines = identifyFile(text).kind === 'encounters-ndjson';
  const records = [...(isLines ? encounterLines(text) : encounterList(text))].map(({ read, ...place }) =>
    read.ok ? checkRecord(place, read.value, context) : unread(place, unreadTextFinding(read.problem)),
  );
  const issues = records.length === 0 ? [noEncounter] : records.flatMap((record) => record.issues);
  return {
    contents: [
      {
        what: 'encounters',
        counts: { encounters: records.filter(({ isRead }) => isRead).length },
        amount: { of: 'billed', value: formatMoney(sumCents(records.map(({ charge }) => charge))) },
      },
    ],
    issues,
  };
}

/** What whoever writes the file can mend, though it holds no claim. */
const toldWarnings = ['payer-not-configured', 'x12-rule-broken'];

/** Nobody's: the claim has none before it is taken. */
const anyNumber = patientControlNumber('AAAAAAAAAAAAAAA' as ClaimId, 1);

function checkRecord(place: Place, value: unknown, { configuration, today }: EncounterContext): CheckedRecord {
  const parsed = parseEncounter(value);
  if (!parsed.success) return refused(place, encounterProblems(parsed.error));
  const taken = claimFromEncounter(parsed.data, configuration);
  if (!taken.ok) return refused(place, taken.problem);
  const claim = taken.value;
  const { payerId } = claim.payer;
  const scrubContext = {
    today,
    timelyFilingDays: payerOf(configuration, payerId).timelyFilingDays,
    payerNotConfigured: payerNotConfigured(configuration, parsed.data.practiceId, payerId),
  };
  const stops = ({ severity }: Finding): boolean => severity === 'error';
  const outgoing = { patientControlNumber: anyNumber, claim };
  const findings = findingsBeforeSending(outgoing, [], scrubContext, stops).filter(
    (finding) => stops(finding) || toldWarnings.includes(finding.code),
  );
  return { isRead: true, charge: claim.totalCharge, issues: issuesOf(place, asSent(parsed.data, findings)) };
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
  return { isRead: true, charge: zeroCents, issues: issuesOf(place, refusals(problems)) };
}

function issuesOf(place: Place, findings: readonly Finding[]): FileIssue[] {
  return findings.map(({ severity: _, ...finding }) => ({ ...place, level: 'requirement', ...finding }));
}

function unread(place: Place, { severity: _, ...finding }: Finding): CheckedRecord {
  return { isRead: false, charge: zeroCents, issues: [{ ...place, level: 'syntax', ...finding }] };
}
