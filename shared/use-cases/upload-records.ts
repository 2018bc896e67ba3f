import type { Claim, Configuration, Finding, Practice } from '../claims/index.ts';
import {
  claimFromEncounter,
  encounterProblems,
  encounterSchema,
  type FieldProblem,
  refusals,
} from '../claims/index.ts';
import { type ClaimPlace, decodeText, readUpload837P } from '../exchange/index.ts';
import type { FileRecord } from '../repositories/index.ts';

/** A record of an upload: a claim in the making, or why it can't be one. */
export type UploadRecord = {
  readonly ordinal: number;
  readonly place: string;
} & (
  | {
      readonly ok: true;
      readonly kind: 'encounter' | '837';
      /** An encounter names its practice; whose a claim of an 837 is, who bills for it tells. */
      readonly practice?: Practice;
      readonly claim: Claim;
      readonly source?: unknown;
      readonly findings: readonly Finding[];
      readonly payersLeft: number;
    }
  /** `problem`: something wrong around the records, which costs none of them. */
  | { readonly ok: false; readonly kind: 'refused' | 'problem'; readonly reasons: readonly Finding[] }
);

/** A file that can't be read at all, or not to its end. */
export class UnreadableUpload extends Error {
  override readonly name = 'UnreadableUpload';
}

/** The records of an upload, in the order of the file. */
export function uploadRecords(
  configuration: Configuration,
  file: Pick<FileRecord, 'kind'>,
  bytes: Uint8Array,
): AsyncIterable<UploadRecord> | Iterable<UploadRecord> {
  if (file.kind === '837p') return claimRecords(bytes);
  const text = decodeText(bytes);
  return file.kind === 'encounters-ndjson' ? encounterLines(configuration, text) : encounterArray(configuration, text);
}

async function* claimRecords(bytes: Uint8Array): AsyncGenerator<UploadRecord> {
  let ordinal = 0;
  for await (const entry of readUpload837P(bytes)) {
    ordinal += 1;
    if (entry.kind === 'problem' || entry.kind === 'lost-claim') {
      const kind = entry.kind === 'problem' ? 'problem' : 'refused';
      yield { ok: false, kind, ordinal, place: `line ${entry.line}`, reasons: [entry.finding] };
      continue;
    }
    const place = placeOf(entry.place);
    if (entry.kind === 'refused-claim') yield { ok: false, kind: 'refused', ordinal, place, reasons: entry.findings };
    else {
      const { claim, source, findings, payersLeft } = entry;
      yield { ok: true, ordinal, place, kind: '837', claim, source, findings, payersLeft };
    }
  }
}

function placeOf({ interchange, group, transaction, claimOrdinal, line }: ClaimPlace): string {
  return `line ${line}, interchange ${interchange}, group ${group}, transaction ${transaction}, claim ${claimOrdinal}`;
}

function encounterRecord(configuration: Configuration, ordinal: number, place: string, value: unknown): UploadRecord {
  const refuse = (problems: readonly FieldProblem[]): UploadRecord => ({
    ok: false,
    kind: 'refused',
    ordinal,
    place,
    reasons: refusals(problems),
  });
  const parsed = encounterSchema.safeParse(value);
  if (!parsed.success) return refuse(encounterProblems(parsed.error));
  const claim = claimFromEncounter(parsed.data, configuration);
  if (!claim.ok) return refuse(claim.problem);
  const { practiceId } = parsed.data;
  const practice = configuration.practices.find((each) => each.practiceId === practiceId) ?? {
    practiceId,
    billingProvider: claim.value.billingProvider,
  };
  return { ok: true, ordinal, place, kind: 'encounter', practice, claim: claim.value, findings: [], payersLeft: 0 };
}

function* encounterLines(configuration: Configuration, text: string): Generator<UploadRecord> {
  let ordinal = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    ordinal += 1;
    const place = `line ${index + 1}`;
    const value = parseJson(line.replace(/^\uFEFF/, ''));
    if (value.ok) yield encounterRecord(configuration, ordinal, place, value.json);
    else yield { ok: false, kind: 'refused', ordinal, place, reasons: [notJson('this line', value.column)] };
  }
}

function* encounterArray(configuration: Configuration, text: string): Generator<UploadRecord> {
  const value = parseJson(text.replace(/^\uFEFF/, ''));
  if (!value.ok) throw new UnreadableUpload(notJson('the file', undefined).message);
  const records = Array.isArray(value.json) ? value.json : [value.json];
  if (records.length === 0) {
    throw new UnreadableUpload('the file holds no encounter: send one encounter a line or one list of encounters.');
  }
  for (const [index, record] of records.entries()) {
    yield encounterRecord(configuration, index + 1, `encounter ${index + 1}`, record);
  }
}

type ParsedJson = { readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly column?: number };

/** V8's own message quotes the text, which may be PHI; only its position is kept. */
function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, json: JSON.parse(text) };
  } catch (problem) {
    const position = problem instanceof Error && /at position (\d+)/.exec(problem.message)?.[1];
    return position ? { ok: false, column: Number(position) + 1 } : { ok: false };
  }
}

function notJson(what: string, column: number | undefined): Finding {
  const where = column === undefined ? '' : ` (column ${column})`;
  return {
    code: 'not-json',
    severity: 'error',
    message: `${what} is not whole JSON${where}: send it again as one encounter a line or one list of encounters.`,
  };
}
