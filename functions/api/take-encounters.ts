import { createHash } from 'node:crypto';
import { mayTouch, type Practices } from '../../shared/access/index.ts';
import {
  type Claim,
  type Configuration,
  claimFromEncounter,
  type Encounter,
  encounterSchema,
  type FieldProblem,
  fieldProblems,
} from '../../shared/claims/index.ts';
import { enterBatch, expectBatch, readFileRecord } from '../../shared/repositories/index.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { earlierClaim, fileIdOf, nameArrival, nowIso, type Services } from '../../shared/use-cases/index.ts';
import { parseJson } from './conventions/read-request.ts';

export interface TakenEncounters {
  /** Under which the file is known once it was received. */
  readonly fileId: string;
  readonly encounters: number;
}

interface TakenEncounter {
  readonly practiceId: string;
  readonly claim: Claim;
}

export type Refusal =
  | { readonly is: 'not-json' }
  | { readonly is: 'invalid'; readonly errors: readonly FieldProblem[] }
  /** Claims that are there say something else of the same encounters. */
  | { readonly is: 'conflict'; readonly errors: readonly FieldProblem[]; readonly claimIds: readonly string[] };

/**
 * Takes one encounter or a list of them as a file that arrived, all or nothing. The same bytes again are the same
 * arrival, so that a caller who heard no answer may ask again.
 */
export async function takeEncounters(
  services: Services,
  practices: Practices,
  body: Uint8Array,
): Promise<Result<TakenEncounters, Refusal>> {
  const parsed = parseJson(body);
  if (!parsed.ok) return failed({ is: 'not-json' });
  const isList = Array.isArray(parsed.value);
  const encounters: readonly unknown[] = isList ? parsed.value : [parsed.value];
  const read = encounters.map((encounter) => claimOf(services.configuration, practices, encounter));
  const placed = (problem: FieldProblem, index: number): FieldProblem =>
    isList ? { ...problem, field: `[${index}].${problem.field}` } : problem;
  const errors =
    encounters.length === 0
      ? [{ field: '', message: 'must have at least one entry' }]
      : read.flatMap((each, index) => (each.ok ? [] : each.problem.map((problem) => placed(problem, index))));
  if (errors.length > 0) return failed({ is: 'invalid', errors });

  const { ids, items } = services;
  const digest = createHash('sha256').update(body).digest('hex');
  const objectKey = `inbox/${ids.derive(20, 'upload', 'api', digest)}`;
  const fileId = fileIdOf(ids, objectKey, body);
  const isKnown = (await readFileRecord(items, fileId)) !== undefined;
  const earlier = isKnown
    ? []
    : await Promise.all(read.map((each) => (each.ok ? contradicted(services, each.value) : undefined)));
  const conflicts = earlier.flatMap((claim, index) => (claim === undefined ? [] : [{ claim, index }]));
  if (conflicts.length > 0) {
    return failed({
      is: 'conflict',
      errors: conflicts.map(({ index }) => placed(conflict, index)),
      claimIds: conflicts.map(({ claim }) => claim.claimId),
    });
  }
  const practiceIds = [...new Set(read.flatMap((each) => (each.ok ? [each.value.practiceId] : [])))].sort();
  const batch = { fileId, practiceIds, receivedAt: nowIso(services) };
  // Each waits for the disk: what does not need the other waits with it.
  await Promise.all([
    expectBatch(items, batch),
    ...practiceIds.map((practiceId) => enterBatch(items, { practiceId }, batch)),
    nameArrival(services, objectKey, 'encounters.json'),
  ]);
  await services.objects.putIfAbsent(objectKey, body);
  return ok({ fileId, encounters: encounters.length });
}

function contradicted(services: Services, { practiceId, claim }: TakenEncounter) {
  return earlierClaim(services, { practiceId }, { claim, kind: 'encounter' });
}

const conflict: FieldProblem = { field: 'encounterId', message: 'came before with other content' };

function claimOf(
  configuration: Configuration,
  practices: Practices,
  encounter: unknown,
): Result<TakenEncounter, readonly FieldProblem[]> {
  const parsed = encounterSchema.safeParse(encounter);
  if (!parsed.success) return failed(fieldProblems(parsed.error, ''));
  const claim = claimOfCaller(practices, parsed.data, { configuration });
  return claim.ok ? ok({ practiceId: parsed.data.practiceId, claim: claim.value }) : claim;
}

/** A practice of others is answered as one that nobody knows. */
export function claimOfCaller(
  practices: Practices,
  encounter: Encounter,
  { configuration }: Pick<Services, 'configuration'>,
): Result<Claim, readonly FieldProblem[]> {
  return mayTouch(practices, encounter.practiceId)
    ? claimFromEncounter(encounter, configuration)
    : claimFromEncounter({ ...encounter, billingProvider: undefined }, { ...configuration, practices: [] });
}
