import { SafeError } from '../../shared/safe-error.ts';
import { type ClaimHeading, findClaim } from '../../shared/use-cases/claim-view.ts';
import type { Services } from '../../shared/use-cases/index.ts';
import { headingText } from './heading-text.ts';
import type { Options } from './options.ts';

/**
 * The claim that a command names, by any of its ids. Undefined when several may be meant: then they are printed. Throws
 * a SafeError when there is none.
 */
export async function namedClaim(
  store: Pick<Services, 'items'>,
  wanted: string,
  { json }: Options,
  out: (text: string) => void,
): Promise<ClaimHeading | undefined> {
  const [claim, ...others] = await findClaim(store, wanted);
  if (claim === undefined) {
    throw new SafeError('there is no such claim: give its id, a patient control number, or your own id of it');
  }
  if (others.length === 0) return claim;
  const all = [claim, ...others];
  out(
    json
      ? `${JSON.stringify({ claims: all }, undefined, 2)}\n`
      : `Several claims have this id; name one by its claim id:\n${all.map(headingText).join('\n')}\n`,
  );
  return undefined;
}
