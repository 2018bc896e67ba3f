import { SafeError } from '../../shared/safe-error.ts';
import { claimView } from '../../shared/use-cases/claim-view.ts';
import { audited } from './audited.ts';
import { namedClaim } from './named-claim.ts';
import type { Options } from './options.ts';
import { printedCommand } from './printed-command.ts';
import { showText } from './show-text.ts';
import { openShownHome } from './shown-home.ts';

/** `show CLAIM`: all that is known of a claim. Exit status 1 when several may be meant: then they are listed. */
export async function show(options: Options, out: (text: string) => void): Promise<number> {
  const [wanted, ...more] = options.positionals;
  if (wanted === undefined || more.length > 0) {
    throw new SafeError(`say which claim to show: ${printedCommand(options, 'show', 'CLAIM')}`);
  }
  const home = openShownHome(options.folder);
  try {
    const { items, shown } = audited(home, 'show');
    const store = { items, objects: home.objects };
    const printed: string[] = [];
    const claim = await namedClaim(store, wanted, options, (text) => void printed.push(text));
    const view = claim && (await claimView({ practiceId: claim.practiceId }, store, claim.claimId));
    await shown();
    if (view === undefined) {
      out(printed.join(''));
      return 1;
    }
    out(options.json ? `${JSON.stringify(view, undefined, 2)}\n` : showText(view, home.pathOf));
    return 0;
  } finally {
    home.close();
  }
}
