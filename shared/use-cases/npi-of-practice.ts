import { isNpi } from '../npi.ts';
import { type ClaimRecord, enrolledPractice, type PracticeScope } from '../repositories/index.ts';
import type { Services } from './services.ts';

function configuredNpi({ practiceId }: PracticeScope, { configuration }: Services): string | undefined {
  return configuration.practices.find((practice) => practice.practiceId === practiceId)?.billingProvider.npi;
}

/** The NPI under which the practice is known; undefined where only its tax id is. */
export async function npiOfPractice(scope: PracticeScope, services: Services): Promise<string | undefined> {
  return configuredNpi(scope, services) ?? (await enrolledPractice(services.items, scope))?.billingProvider.npi;
}

/**
 * What the claim's billing NPI should be, where it is right by its check digit and not its practice's. An encounter names
 * its practice itself, so that only the NPI of another one contradicts it; an 837 has no other word for it than the NPI.
 */
export async function npiNotOfPractice(
  scope: PracticeScope,
  services: Services,
  { claim, source }: ClaimRecord,
): Promise<{ readonly instead: string | undefined } | undefined> {
  const { npi } = claim.billingProvider;
  const takenAs = `npi-${npi}`;
  const isOwn = configuredNpi(scope, services) === npi || scope.practiceId === takenAs;
  if (isOwn || npi === undefined || !isNpi(npi)) return undefined;
  const isOfOther = services.configuration.practices.some((practice) => practice.billingProvider.npi === npi);
  if (!isOfOther && source.kind === 'encounter') return undefined;
  const instead = await npiOfPractice(scope, services);
  if (instead === npi) return undefined;
  if (isOfOther || configuredNpi(scope, services) !== undefined) return { instead };
  return (await enrolledPractice(services.items, { practiceId: takenAs })) && { instead };
}
