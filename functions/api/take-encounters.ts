import { createHash } from 'node:crypto';
import { mayTouch, type Practices } from '../../shared/access/index.ts';
import {
  type Claim,
  claimFromEncounter,
  type Encounter,
  type FieldProblem,
  fieldProblems,
  parseEncounter,
} from '../../shared/claims/index.ts';
import { enterBatch, expectBatch, readFileRecord } from '../../shared/repositories/index.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import {
  earlierClaim,
  fileIdOf,
  nameArrival,
  nowIso,
  type PracticeJudge,
  practiceJudge,
  type Services,
} from '../../shared/use-cases/index.ts';
import { holdsMoreThan, mostValues } from './conventions/holds-more-than.ts';
import { mostErrors, parseJson, tooManyValues } from './conventions/read-request.ts';

/** What a system sends at a time; a day's or a month's encounters are a file. */
export const mostEncounters = 1000;

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
  /** Once enough faults are found, no more encounters are looked at. */
  | {
      readonly is: 'invalid';
      readonly errors: readonly FieldProblem[];
      readonly wrong: number;
      readonly looked: number;
    }
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
  const read = await readEncounters(services, practices, parsed.value);
  if (!read.ok) return read;
  const encounters = read.value;

  const { ids, items } = services;
  const digest = createHash('sha256').update(body).digest('hex');
  const objectKey = `inbox/${ids.derive(20, 'upload', 'api', digest)}`;
  const fileId = fileIdOf(ids, objectKey, body);
  const isKnown = (await readFileRecord(items, fileId)) !== undefined;
  const earlier = isKnown ? [] : await Promise.all(encounters.map((each) => contradicted(services, each)));
  const conflicts = earlier.flatMap((claim, index) => (claim === undefined ? [] : [{ claim, index }]));
  if (conflicts.length > 0) {
    return failed({
      is: 'conflict',
      errors: conflicts.map(({ index }) => placed(parsed.value, conflict, index)),
      claimIds: conflicts.map(({ claim }) => claim.claimId),
    });
  }
  const practiceIds = [...new Set(encounters.map(({ practiceId }) => practiceId))].sort();
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

/** One encounter, or all of a list; where some are wrong, what is wrong with them. */
async function readEncounters(
  services: Services,
  practices: Practices,
  body: unknown,
): Promise<Result<readonly TakenEncounter[], Refusal>> {
  const given: readonly unknown[] = Array.isArray(body) ? body : [body];
  const ofList = (message: string) =>
    failed({ is: 'invalid', errors: [{ field: '', message }], wrong: 0, looked: 0 } as const);
  if (given.length === 0) return ofList('must have at least one entry');
  if (given.length > mostEncounters)
    return ofList(`must have at most ${mostEncounters} entries: send more as a file, by POST /uploads`);
  const judge = practiceJudge(services, practices);
  const read: TakenEncounter[] = [];
  const errors: FieldProblem[] = [];
  let [wrong, looked] = [0, 0];
  for (const encounter of given) {
    const one = await judged(judge, claimOf(services, practices, encounter));
    if (one.ok) read.push(one.value);
    else {
      wrong += 1;
      for (const each of one.problem) errors.push(placed(body, each, looked));
    }
    looked += 1;
    if (errors.length > mostErrors) break;
  }
  return errors.length > 0 ? failed({ is: 'invalid', errors, wrong, looked }) : ok(read);
}

/** A problem of an entry, where the body is a list. */
function placed(body: unknown, problem: FieldProblem, index: number): FieldProblem {
  return Array.isArray(body) ? { ...problem, field: `[${index}].${problem.field}` } : problem;
}

function contradicted(services: Services, { practiceId, claim }: TakenEncounter) {
  return earlierClaim(services, { practiceId }, { claim, kind: 'encounter' });
}

const conflict: FieldProblem = { field: 'encounterId', message: 'came before with other content' };

function claimOf(
  services: Services,
  practices: Practices,
  encounter: unknown,
): Result<TakenEncounter, readonly FieldProblem[]> {
  if (holdsMoreThan(mostValues, encounter)) return failed([tooManyValues]);
  const parsed = parseEncounter(encounter);
  if (!parsed.success) return failed(fieldProblems(parsed.error, ''));
  const claim = claimOfCaller(practices, parsed.data, services);
  return claim.ok ? ok({ practiceId: parsed.data.practiceId, claim: claim.value }) : claim;
}

async function judged(
  judge: PracticeJudge,
  taken: Result<TakenEncounter, readonly FieldProblem[]>,
): Promise<Result<TakenEncounter, readonly FieldProblem[]>> {
  if (!taken.ok) return taken;
  const { practiceId, claim } = taken.value;
  const problem = await judge({ practiceId, billingProvider: claim.billingProvider });
  return problem === undefined ? taken : failed([problem]);
}

/** A practice of others is answered as one that nobody knows. */
export function claimOfCaller(
  practices: Practices,
  encounter: Encounter,
  { configuration }: Pick<Services, 'configuration'>,
): Result<Claim, readonly FieldProblem[]> {
  const maySee = (practiceId: string) => mayTouch(practices, practiceId);
  if (maySee(encounter.practiceId)) return claimFromEncounter(encounter, configuration, maySee);
  const seen = configuration.practices.filter(({ practiceId }) => maySee(practiceId));
  return claimFromEncounter({ ...encounter, billingProvider: undefined }, { ...configuration, practices: seen });
}
