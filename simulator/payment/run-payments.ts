import { remittance835 } from '../../shared/guides/remittance-835/index.ts';
import { encodeText } from '../../shared/x12/index.ts';
import { nextControlNumber, offer, offerAs, writeAnswers } from '../answers/answer-file.ts';
import { addDays, at, dayOf, weekday } from '../calendar.ts';
import type { Context } from '../context.ts';
import { keys } from '../keys.ts';
import type { ClaimRecord, Pay, ToPay } from '../records.ts';
import type { Work } from '../work.ts';
import { balance } from './balance.ts';
import { remittance } from './remittance.ts';
import { steps } from './settle-claim.ts';
import type { Settlement } from './settlement.ts';

/** Claims that one 835 holds at most; a run of more takes several. */
const claimsInFile = 500;
const deliveryHour = 14;

/** Settles the claims of a run, or its first ones, and writes their 835. */
export async function runPayments(context: Context, work: Work, job: Pay): Promise<'done' | 'more'> {
  const entries = await context.store.list(keys.allToPay(job.run), claimsInFile);
  const settlement: Settlement = { payments: [], takebacks: [] };
  let first: ClaimRecord | undefined;
  for (const { key, value } of entries) {
    work.delete(key);
    const { root, step } = value as unknown as ToPay;
    const claim = await work.get<ClaimRecord>(keys.claim(root));
    if (!claim) continue;
    first ??= claim;
    await steps[step]({ context, work, due: job.due, claim, settlement });
  }
  if (first && settlement.payments.length + settlement.takebacks.length > 0) {
    await writeRemittance(context, work, job, first, settlement);
  }
  return entries.length < claimsInFile ? 'done' : 'more';
}

async function writeRemittance(
  context: Context,
  work: Work,
  job: Pay,
  first: ClaimRecord,
  settlement: Settlement,
): Promise<void> {
  const controlNumber = await nextControlNumber(work);
  const moment = new Date(job.due);
  const day = dayOf(moment);
  const traceNumber = `${day}${String(controlNumber).padStart(9, '0')}`;
  const { payer, payee, route } = first;
  const balanced = await balance(work, { payer: payer.id, payee, traceNumber, recovers: !job.alone }, settlement);
  const name = context.behaviourOf(payer.id).name ?? payer.name;
  const value = remittance({ day, traceNumber, payer: { ...payer, name }, payee, settlement, ...balanced });
  const text = writeAnswers({ route, moment, controlNumber, guide: remittance835, transactions: [value] });
  const offered = offer(work, '835', job.due, text);
  const { deliveredAgainAfterDays: days } = settlement;
  if (days === undefined) return;
  const again = at(weekday(addDays(day, days)), deliveryHour);
  offerAs(work, offered.replace('.edi', '-again.edi'), again, encodeText(text));
}
