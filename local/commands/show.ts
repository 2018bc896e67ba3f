import { SafeError } from '../../shared/safe-error.ts';
import { claimView, findClaim } from '../../shared/use-cases/claim-view.ts';
import type { Options } from './options.ts';
import { headingText, showText } from './show-text.ts';
import { openShownHome } from './shown-home.ts';

/** `show CLAIM`: all that is known of a claim. Exit status 1 when several may be meant: then they are listed. */
export async function show({ positionals, folder, json }: Options, out: (text: string) => void): Promise<number> {
  const [wanted, ...more] = positionals;
  if (wanted === undefined || more.length > 0) {
    throw new SafeError('say which claim to show: npm run claimwright -- show CLAIM');
  }
  const home = openShownHome(folder);
  try {
    const [claim, ...others] = await findClaim(home, wanted);
    if (claim === undefined) {
      throw new SafeError('there is no such claim: give its id, a patient control number, or your own id of it');
    }
    if (others.length > 0) {
      const all = [claim, ...others];
      out(
        json
          ? inJson({ claims: all })
          : `Several claims have this id; show one by its claim id:\n${all.map(headingText).join('\n')}\n`,
      );
      return 1;
    }
    const view = await claimView({ practiceId: claim.practice }, home, claim.claimId);
    out(json ? inJson(view) : showText(view, home.pathOf));
    return 0;
  } finally {
    home.close();
  }
}

function inJson(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
