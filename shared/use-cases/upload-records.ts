import type { BillingProvider, Claim, Configuration, Finding, Practice } from '../claims/index.ts';
import {
  claimFromEncounter,
  encounterProblems,
  encounterSchema,
  type FieldProblem,
  parseEncounter,
  refusals,
} from '../claims/index.ts';
import {
  type ClaimPlace,
  decodeText,
  type EncounterText,
  encounterLines,
  encounterList,
  readUpload837P,
  unreadTextFinding,
} from '../exchange/index.ts';
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
  | {
      readonly ok: false;
      /** `problem`: something wrong around the records, which costs none of them. */
      readonly kind: 'refused' | 'problem';
      readonly reasons: readonly Finding[];
      /** By what its practice finds it, where that can be read. */
      readonly practiceId?: string;
      readonly billingProvider?: BillingProvider;
      readonly sourceId?: string;
    }
);

/** A file that can't be read at all, or not to its end. */
export class UnreadableUpload extends Error {
  override readonly name = 'UnreadableUpload';
}

/** The records of an upload, in the order of the file. */
export function uploadRecords(
  configuration: Configuration,
  file: Pick<FileRecord, 'kind' | 'sentFor'>,
  bytes: Uint8Array,
): AsyncIterable<UploadRecord> | Iterable<UploadRecord> {
  if (file.kind === '837p') return claimRecords(bytes);
  const text = decodeText(bytes);
  return file.kind === 'encounters-ndjson'
    ? encounterRecords(configuration, file, encounterLines(text), placeOfLine)
    : encounterRecords(configuration, file, encountersOfList(text), placeInList);
}

async function* claimRecords(bytes: Uint8Array): AsyncGenerator<UploadRecord> {
  let ordinal = 0;
  for await (const entry of readUpload837P(bytes)) {
    ordinal += 1;
    if (entry.kind === 'problem' || entry.kind === 'lost-claim') {
      const kind = entry.kind === 'problem' ? 'problem' : 'refused';
      const sourceId = entry.kind === 'lost-claim' ? entry.sourceId : undefined;
      yield {
        ok: false,
        kind,
        ordinal,
        place: `line ${entry.line}`,
        reasons: [entry.finding],
        ...(sourceId && { sourceId }),
      };
      continue;
    }
    const place = placeOf(entry.place);
    if (entry.kind === 'refused-claim') {
      const { billingProvider, sourceId, findings: reasons } = entry;
      const isKnown = billingProvider.npi !== undefined || billingProvider.taxId !== '';
      const who = { ...(isKnown && { billingProvider }), ...(sourceId && { sourceId }) };
      yield { ok: false, kind: 'refused', ordinal, place, reasons, ...who };
    } else {
      const { claim, source, findings, payersLeft } = entry;
      yield { ok: true, ordinal, place, kind: '837', claim, source, findings, payersLeft };
    }
  }
}

function placeOf({ interchange, group, transaction, claimOrdinal, line }: ClaimPlace): string {
  return `line ${line}, interchange ${interchange}, group ${group}, transaction ${transaction}, claim ${claimOrdinal}`;
}

function encounterRecord(
  configuration: Configuration,
  { sentFor }: Pick<FileRecord, 'sentFor'>,
  { ordinal, place }: Pick<UploadRecord, 'ordinal' | 'place'>,
  value: unknown,
): UploadRecord {
  const refuse = (problems: readonly FieldProblem[]): UploadRecord => ({
    ok: false,
    kind: 'refused',
    ordinal,
    place,
    reasons: refusals(problems),
    ...knownBy(value),
  });
  const parsed = parseEncounter(value);
  if (!parsed.success) return refuse(encounterProblems(parsed.error));
  const claim = claimFromEncounter(parsed.data, configuration, (each) => sentFor?.includes(each) !== false);
  if (!claim.ok) return refuse(claim.problem);
  const { practiceId } = parsed.data;
  const { billingProvider } = claim.value;
  const practice = configuration.practices.find((each) => each.practiceId === practiceId) ?? {
    practiceId,
    billingProvider,
  };
  return { ok: true, ordinal, place, kind: 'encounter', practice, claim: claim.value, findings: [], payersLeft: 0 };
}

/** By what its practice finds an encounter of which other things are wrong. */
function knownBy(value: unknown): { readonly practiceId?: string; readonly sourceId?: string } {
  const given = (value ?? {}) as Readonly<Record<string, unknown>>;
  const practiceId = encounterSchema.shape.practiceId.safeParse(given['practiceId']).data;
  const sourceId = encounterSchema.shape.encounterId.safeParse(given['encounterId']).data;
  return { ...(practiceId !== undefined && { practiceId }), ...(sourceId !== undefined && { sourceId }) };
}

function* encounterRecords(
  configuration: Configuration,
  file: Pick<FileRecord, 'sentFor'>,
  texts: Iterable<EncounterText>,
  placeOfText: (text: EncounterText) => string,
): Generator<UploadRecord> {
  for (const text of texts) {
    const { record: ordinal, read } = text;
    const place = placeOfText(text);
    if (read.ok) yield encounterRecord(configuration, file, { ordinal, place }, read.value);
    else {
      const kind = read.problem.code === 'list-cut-off' ? 'problem' : 'refused';
      yield { ok: false, kind, ordinal, place, reasons: [unreadTextFinding(read.problem)] };
    }
  }
}

/** A list of which nothing can be read is sent again whole. */
function* encountersOfList(text: string): Generator<EncounterText> {
  const texts = encounterList(text);
  const { done, value: first } = texts.next();
  if (done)
    throw new UnreadableUpload('the file holds no encounter: send one encounter a line or one list of encounters.');
  if (!first.read.ok) {
    const message = 'the file is not whole JSON: send it again as one encounter a line or one list of encounters.';
    throw new UnreadableUpload(message);
  }
  yield first;
  yield* texts;
}

const placeOfLine = ({ line }: EncounterText): string => `line ${line}`;
const placeInList = ({ record, line }: EncounterText): string =>
  line === undefined ? `encounter ${record}` : `encounter ${record}, line ${line}`;
