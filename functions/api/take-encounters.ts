import { createHash } from 'node:crypto';
import {
  type Configuration,
  claimFromEncounter,
  encounterProblems,
  encounterSchema,
  type FieldProblem,
} from '../../shared/claims/index.ts';
import { decodeText } from '../../shared/exchange/index.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { fileIdOf, type Services, storeArrival } from '../../shared/use-cases/index.ts';

export interface TakenEncounters {
  /** Under which the file is known once it was received. */
  readonly fileId: string;
  readonly encounters: number;
}

type Refusal = { readonly is: 'not-json' } | { readonly is: 'invalid'; readonly errors: readonly FieldProblem[] };

/**
 * Takes one encounter or a list of them as a file that arrived, all or nothing. The same bytes again are the same
 * arrival, so that a caller who heard no answer may ask again.
 */
export async function takeEncounters(services: Services, body: Uint8Array): Promise<Result<TakenEncounters, Refusal>> {
  const parsed = parseJson(body);
  if (!parsed.ok) return failed({ is: 'not-json' });
  const encounters: readonly unknown[] = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
  const errors = problemsOf(services.configuration, encounters, Array.isArray(parsed.value));
  if (errors.length > 0) return failed({ is: 'invalid', errors });

  const { ids } = services;
  const digest = createHash('sha256').update(body).digest('hex');
  const objectKey = `inbox/${ids.derive(20, 'upload', 'api', digest)}`;
  await storeArrival(services, objectKey, 'encounters.json', body);
  return ok({ fileId: fileIdOf(ids, objectKey, body), encounters: encounters.length });
}

/** V8's own message quotes the text, which may be PHI. */
function parseJson(body: Uint8Array): Result<unknown, 'not-json'> {
  try {
    return ok(JSON.parse(decodeText(body).replace(/^\uFEFF/, '')));
  } catch {
    return failed('not-json');
  }
}

function problemsOf(configuration: Configuration, encounters: readonly unknown[], isList: boolean): FieldProblem[] {
  if (encounters.length === 0) return [{ field: 'encounters', message: 'must have at least one entry' }];
  return encounters.flatMap((encounter, index) =>
    encounterErrors(configuration, encounter).map(({ field, message }) => ({
      field: isList ? `[${index}].${field}` : field,
      message,
    })),
  );
}

function encounterErrors(configuration: Configuration, encounter: unknown): readonly FieldProblem[] {
  const parsed = encounterSchema.safeParse(encounter);
  if (!parsed.success) return encounterProblems(parsed.error);
  const claim = claimFromEncounter(parsed.data, configuration);
  return claim.ok ? [] : claim.problem;
}
