import { readFile } from 'node:fs/promises';
import { loadConfiguration } from '../../local/configuration/index.ts';
import {
  type Claim,
  type Configuration,
  claimFingerprint,
  claimIdentity,
  type Practice,
} from '../../shared/claims/index.ts';
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
  /** Absent when it is refused. */
  readonly practice?: Practice | undefined;
  readonly kind: 'claim' | 'refused' | 'duplicate' | 'conflict';
}

/** Every record of the three files, in their order. */
export async function sampleRecords(): Promise<readonly SampleRecord[]> {
  const configuration = await loadConfiguration(`${examples}/claimwright.json`);
  const known = new Map<string, string>();
  const records: SampleRecord[] = [];
  for (const [file, form] of files) {
    for await (const record of uploadRecords(configuration, { kind: form }, await readFile(`${examples}/${file}`))) {
      const practice = record.ok ? practiceOf(configuration, record) : undefined;
      const kind = record.ok && practice ? novelty(known, record, practice) : 'refused';
      records.push({ file, record, practice, kind });
    }
  }
  return records;
}

type Taken = UploadRecord & { readonly ok: true };

function practiceOf({ practices }: Configuration, { practice, claim }: Taken): Practice | undefined {
  return practice ?? practices.find(({ billingProvider: { npi } }) => npi === claim.billingProvider.npi);
}

function novelty(known: Map<string, string>, { claim, kind }: Taken, { practiceId, billingProvider }: Practice) {
  const identity = JSON.stringify(claimIdentity(claim, { practiceId, npi: billingProvider.npi }, kind));
  const earlier = known.get(identity);
  const content = claimFingerprint(claim);
  if (earlier === undefined) known.set(identity, content);
  if (earlier === undefined) return 'claim';
  return earlier === content ? 'duplicate' : 'conflict';
}

/** The claims that the batch opens, in their order. */
export async function sampleClaims(): Promise<readonly { readonly claim: Claim; readonly practiceId: string }[]> {
  const records = await sampleRecords();
  return records.flatMap(({ record, practice, kind }) =>
    kind === 'claim' && record.ok && practice ? [{ claim: record.claim, practiceId: practice.practiceId }] : [],
  );
}
