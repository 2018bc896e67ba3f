import { SafeError } from '../../shared/safe-error.ts';
import { openExistingHome } from './environment.ts';
import type { Options } from './options.ts';
import { printedCommand } from './printed-command.ts';
import { showProgress } from './progress.ts';

const millisecondsADay = 86_400_000;

/** `advance 30d`: lets virtual time pass. */
export async function advance(options: Options, out: (text: string) => void): Promise<number> {
  const days = /^(\d{1,4})d$/.exec(options.positionals[0] ?? '')?.[1];
  if (days === undefined) throw new SafeError(`say how far: ${printedCommand(options, 'advance', '30d')}`);
  const home = await openExistingHome(options);
  try {
    if (!home.time.isVirtual) throw new SafeError('only virtual time can be advanced');
    const progress = showProgress(home);
    const until = new Date(home.time.now().getTime() + Number(days) * millisecondsADay);
    await home.time.advanceTo(until, progress.update);
    progress.stop();
    const now = home.time.now().toISOString();
    out(options.json ? `${JSON.stringify({ now })}\n` : `it is now ${now.slice(0, 10)}\n`);
    return 0;
  } finally {
    await home.close();
  }
}
