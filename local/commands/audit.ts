import { SafeError } from '../../shared/safe-error.ts';
import { auditRecords, verifyAndKeepReceipt } from '../../shared/use-cases/index.ts';
import { systemClock } from '../adapters/index.ts';
import { namedClaim } from './named-claim.ts';
import type { Options } from './options.ts';
import { printedCommand } from './printed-command.ts';
import { openShownHome, type ShownHome } from './shown-home.ts';

type Out = (text: string) => void;

/** `audit list [CLAIM]`, `audit verify [RECEIPT]`: who saw and changed what, and whether that record is whole. */
export async function audit(options: Options, out: Out): Promise<number> {
  const [name, which, ...more] = options.positionals;
  if ((name !== 'list' && name !== 'verify') || more.length > 0) {
    throw new SafeError(`say what to do: ${printedCommand(options, 'audit', 'verify')}, or list`);
  }
  const home = openShownHome(options.folder);
  try {
    return await (name === 'list' ? list : verify)(home, options, out, which);
  } finally {
    home.close();
  }
}

/** Exit status 1 when several claims may be meant. */
async function list(home: ShownHome, options: Options, out: Out, wanted: string | undefined): Promise<number> {
  const claim = wanted === undefined ? undefined : await namedClaim(home, wanted, options, out);
  if (wanted !== undefined && claim === undefined) return 1;
  const records = await auditRecords(home, claim?.claimId);
  if (options.json) {
    out(`${JSON.stringify({ records }, undefined, 2)}\n`);
    return 0;
  }
  if (records.length === 0) out('nobody is recorded to have seen or changed it\n');
  for (const { shard, number, entry } of records) {
    const { at, who, what, by, claims, about, status } = entry;
    const subjects = [...claims, ...about];
    const shownOf = subjects.length > 5 ? `${subjects.length} claims and files` : subjects.join(' ');
    const answered = status === undefined ? '' : ` (${status})`;
    out(
      `${at.slice(0, 19).replace('T', ' ')}  ${who.subject}  ${what}  ${by}${answered}  ${shownOf}  #${shard}-${number}\n`,
    );
  }
  return 0;
}

/** Exit status 1 when something was changed, removed or added. */
async function verify(home: ShownHome, { json }: Options, out: Out, receipt: string | undefined): Promise<number> {
  const verified = await verifyAndKeepReceipt(home, systemClock.now(), receipt);
  if (!verified.ok) throw new SafeError('this is no receipt: give it whole, as audit verify printed it');
  const { records, faults, receipt: given } = verified.value;
  const isWhole = faults.length === 0;
  if (json) out(`${JSON.stringify({ isWhole, records, faults, ...(isWhole && { receipt: given }) }, undefined, 2)}\n`);
  else if (isWhole)
    out(`whole: ${records} records\nreceipt, kept in objects/receipts, and to be kept elsewhere too: ${given}\n`);
  else out(`not whole, of ${records} records:\n${faults.map((fault) => `  ${fault}\n`).join('')}`);
  return isWhole ? 0 : 1;
}
