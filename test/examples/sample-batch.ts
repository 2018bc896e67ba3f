import { readFile } from 'node:fs/promises';
import { loadConfiguration } from '../../local/configuration/index.ts';
import { type Claim, claimFingerprint, claimIdentity } from '../../shared/claims/index.ts';
import type { FileKind } from '../../shared/exchange/index.ts';
import { type UploadRecord, uploadRecords } from '../../shared/use-cases/index.ts';

export const examples = `${import.meta.dirname}/../../examples`;

/** A row of `expected-outcomes.json`. What can't be read has neither an id nor a practice. */
export interface ExpectedOutcome {
  readonly file: string;
  readonly place: string;
  readonly externalId: string | null;
  readonly practice: string | null;
  readonly status: string;
  readonly reasons: readonly string[];
}

export async function expectedOutcomes(): Promise<readonly ExpectedOutcome[]> {
  return JSON.parse(await readFile(`${examples}/expected-outcomes.json`, 'utf8')) as ExpectedOutcome[];
}

const files = [
  ['encounters/family-medicine.ndjson', 'encounters-ndjson'],
  ['encounters/behavioral-health.json', 'encounters-json'],
  ['claims/surgical-group.837', '837p'],
] as const satisfies readonly (readonly [string, FileKind])[];

/** A record of the batch, and what it is before anybody has looked at the claim in it. */
export interface SampleRecord {
  readonly file: string;
  readonly record: UploadRecord;
  readonly kind: 'claim' | 'refused' | 'duplicate' | 'conflict';
}

/** Every record of the three files, in their order. */
export async function sampleRecords(): Promise<readonly SampleRecord[]> {
  const configuration = await loadConfiguration(`${examples}/claimwright.json`);
  const known = new Map<string, string>();
  const records: SampleRecord[] = [];
  for (const [file, kind] of files) {
    for await (const record of uploadRecords(configuration, { kind }, await readFile(`${examples}/${file}`))) {
      records.push({ file, record, kind: record.ok ? novelty(known, record) : 'refused' });
    }
  }
  return records;
}

function novelty(known: Map<string, string>, { claim, practice, kind }: UploadRecord & { readonly ok: true }) {
  const identity = JSON.stringify(claimIdentity(claim, practice.practiceId, kind));
  const earlier = known.get(identity);
  const content = claimFingerprint(claim);
  if (earlier === undefined) known.set(identity, content);
  if (earlier === undefined) return 'claim';
  return earlier === content ? 'duplicate' : 'conflict';
}

/** The claims that the batch opens, in their order. */
export async function sampleClaims(): Promise<readonly { readonly claim: Claim; readonly practiceId: string }[]> {
  const records = await sampleRecords();
  return records.flatMap(({ record, kind }) =>
    kind === 'claim' && record.ok ? [{ claim: record.claim, practiceId: record.practice.practiceId }] : [],
  );
}
