import { acknowledge, interchangeAcknowledgement } from '../../shared/guides/acknowledge.ts';
import { acknowledgement999 } from '../../shared/guides/acknowledgement-999.ts';
import { eligibilityInquiry270 } from '../../shared/guides/eligibility-270.ts';
import { type EligibilityResponse271, eligibilityResponse271 } from '../../shared/guides/eligibility-271.ts';
import { readFile, readValues } from '../../shared/x12/index.ts';
import { writeAnswers } from '../answers/answer-file.ts';
import { deriveDigits } from '../choice.ts';
import type { Context } from '../context.ts';
import { routeOf } from '../route.ts';
import { wholeValue } from '../whole-value.ts';
import { respond } from './respond.ts';

/** Answers a 270 at once: with a 271, or with a 999 or TA1 when there is nothing in it that can be answered. */
export async function answerEligibility(context: Context, now: Date, inquiry270: string): Promise<string> {
  const reading = readValues(inquiry270, [eligibilityInquiry270]);
  const [interchange] = reading.interchanges;
  if (!interchange) throw new Error('an eligibility inquiry is an X12 interchange');
  const route = routeOf(interchange);
  // It answers in the same moment, so its number comes from the inquiry and not from the order of the files.
  const controlNumber = Number(deriveDigits(9, context.seed, inquiry270));
  const envelope = { route, moment: now, controlNumber };
  const inquiries = interchange.groups
    .flatMap((group) => group.transactions)
    .map((transaction) => wholeValue(eligibilityInquiry270, transaction))
    .filter((inquiry) => inquiry !== undefined);
  if (interchange.issues.length === 0 && inquiries.length > 0) {
    const transactions: EligibilityResponse271[] = [];
    for (const inquiry of inquiries) transactions.push(await respond(context, now, inquiry));
    return writeAnswers({ ...envelope, guide: eligibilityResponse271, transactions });
  }
  const fault = interchangeAcknowledgement(interchange);
  // A 999 asks how the segment at fault stood.
  const groups = readFile(inquiry270, [eligibilityInquiry270]).interchanges[0]?.groups ?? [];
  return writeAnswers({
    ...envelope,
    interchange: fault ? [fault] : [],
    guide: acknowledgement999,
    transactions: fault?.code === 'R' ? [] : groups.flatMap((group) => acknowledge(group) ?? []),
  });
}
