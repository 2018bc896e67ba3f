import { negateCents, sumCents } from '../../shared/money.ts';
import { type Adjudication, adjudicate } from '../adjudication/adjudicate.ts';
import { type AdjudicatedLine, excess } from '../adjudication/line.ts';
import { daysFrom, type Instant } from '../calendar.ts';
import { type Context, effectsOf } from '../context.ts';
import { deductibleUsed, useDeductible } from '../deductible.ts';
import type { Denial } from '../denials.ts';
import { keys } from '../keys.ts';
import { planStep } from '../plan.ts';
import type { AdjudicationRecord, ClaimRecord, Part, ToPay } from '../records.ts';
import type { Work } from '../work.ts';
import type { ClaimPayment, Settlement } from './settlement.ts';

/** What a step of a claim works with. */
interface Step {
  readonly context: Context;
  readonly work: Work;
  readonly due: Instant;
  readonly claim: ClaimRecord;
  readonly settlement: Settlement;
}

const daysToTheRest = 3;
const correctionPercent = 90;

/** Takes one step of a claim; what it comes to is added to the settlement. */
export const steps: Readonly<Record<ToPay['step'], (step: Step) => Promise<void>>> = {
  async adjudicate(step) {
    const { claim } = step;
    const corrects = claim.replaces === undefined ? undefined : await reverseReplaced(step, claim.replaces);
    if (claim.claimFrequencyCode !== '8') await adjudicateClaim(step, { corrects });
  },
  async 'report-rest'({ work, claim, settlement }) {
    const record = await work.get<AdjudicationRecord>(keys.adjudication(claim.root));
    if (!record?.standing) return;
    const firstLine = record.parts.reduce((lines, part) => lines + part.lineCount, 0);
    const rest: Part = partOf(claim, record.parts.length + 1, firstLine, claim.lines.length - firstLine);
    work.put(keys.adjudication(claim.root), { ...record, parts: [...record.parts, rest] });
    settlement.payments.push(paymentOf(claim, record, rest));
  },
  async correct(step) {
    const { work, claim } = step;
    const record = await work.get<AdjudicationRecord>(keys.adjudication(claim.root));
    if (!record?.standing) return;
    const corrects = await reverse(step, claim, record);
    await adjudicateClaim(step, { corrects, allowedPercent: correctionPercent });
  },
  async 'take-back'({ work, claim, settlement }) {
    const record = await work.get<AdjudicationRecord>(keys.adjudication(claim.root));
    if (!record?.standing) return;
    for (const part of record.parts) {
      const amount = sumCents(linesOf(record, part).map(({ paid }) => paid));
      const { payerClaimControlNumber } = part;
      if (amount > 0) settlement.takebacks.push({ payerClaimControlNumber, amount });
    }
    work.put(keys.adjudication(claim.root), { ...record, standing: false });
  },
};

/** Number 1 is the first or only part, 2 the rest of a split claim, 3 what corrects either. */
function partOf({ root }: ClaimRecord, number: number, firstLine: number, lineCount: number): Part {
  return { payerClaimControlNumber: `${root}${number}`, firstLine, lineCount };
}

function linesOf(record: AdjudicationRecord, { firstLine, lineCount }: Part): readonly AdjudicatedLine[] {
  return record.lines.slice(firstLine, firstLine + lineCount);
}

const statusBySequence: Readonly<Record<string, '1' | '2'>> = { P: '1', S: '2' };

function paymentOf(claim: ClaimRecord, record: AdjudicationRecord, part: Part, corrects?: string): ClaimPayment {
  const adjudicated = linesOf(record, part);
  const billed = claim.lines.slice(part.firstLine, part.firstLine + part.lineCount);
  const isPart = part.lineCount < claim.lines.length;
  return {
    claim,
    payerClaimControlNumber: part.payerClaimControlNumber,
    status: record.denied ? '4' : (statusBySequence[claim.payerSequence] ?? '3'),
    lines: adjudicated.flatMap((line, index) => {
      const own = billed[index];
      return own ? [{ billed: own, adjudicated: line }] : [];
    }),
    // MA15: the claim was separated.
    remarks: isPart ? [...record.remarks, 'MA15'] : record.remarks,
    ...(corrects !== undefined && { corrects }),
  };
}

async function adjudicateClaim(
  step: Step,
  how: { readonly corrects?: string | undefined; readonly allowedPercent?: number },
): Promise<void> {
  const { context, work, due, claim, settlement } = step;
  const effects = effectsOf(context, claim.memberId, claim.payer.id);
  const behaviour = context.behaviourOf(claim.payer.id);
  const used = await deductibleUsed(work, claim.deductible, claim.serviceFrom);
  const adjudication = adjudicate(claim, {
    ...behaviour,
    denial: denialOf(step),
    allowedPercent: how.allowedPercent,
    deductibleLeft: excess(behaviour.benefits.deductible, used),
  });
  await useDeductible(work, claim.deductible, claim.serviceFrom, adjudication.deductible);
  const isCorrection = how.allowedPercent !== undefined;
  const isSplit = effects.split === true && claim.lines.length > 1 && !isCorrection;
  const first = isSplit ? Math.ceil(claim.lines.length / 2) : claim.lines.length;
  const part = partOf(claim, isCorrection ? 3 : 1, 0, first);
  const record = recordOf(adjudication, part);
  work.put(keys.adjudication(claim.root), record);
  settlement.payments.push(paymentOf(claim, record, part, how.corrects));
  if (isCorrection) return;
  if (isSplit) planStep(context, work, claim, { due, days: daysToTheRest }, 'report-rest');
  const { correctedAfterDays, takenBackAfterDays, deliveredAgainAfterDays, unbalanced } = effects;
  if (correctedAfterDays) planStep(context, work, claim, { due, days: correctedAfterDays }, 'correct');
  if (takenBackAfterDays) planStep(context, work, claim, { due, days: takenBackAfterDays }, 'take-back');
  if (deliveredAgainAfterDays) settlement.deliveredAgainAfterDays = deliveredAgainAfterDays;
  if (unbalanced) settlement.unbalanced = true;
}

function recordOf({ lines, denied, remarks, deductible }: Adjudication, part: Part): AdjudicationRecord {
  return { lines, denied, remarks, deductible, parts: [part], standing: true };
}

/** What the scenario asks for; else too late (CO-29), or what the first payer paid is unknown (CO-22). */
function denialOf({ context, claim }: Step): Denial | undefined {
  const { denial } = effectsOf(context, claim.memberId, claim.payer.id);
  if (denial) return denial;
  const { timelyFilingDays } = context.behaviourOf(claim.payer.id);
  const days = daysFrom(claim.serviceTo, claim.receivedOn);
  // A replacement is of a claim that came in time.
  const isLate = timelyFilingDays !== undefined && days > timelyFilingDays && claim.replaces === undefined;
  if (isLate) return { lines: 'all', group: 'CO', reason: '29' };
  return claim.priorPaymentUnsaid ? { lines: 'all', group: 'CO', reason: '22' } : undefined;
}

/** Reverses what stands of the claim that another replaces; its number. A claim may have been replaced before. */
async function reverseReplaced(step: Step, root: string): Promise<string | undefined> {
  const { work, claim } = step;
  const replaced = await work.get<ClaimRecord>(keys.claim(root));
  const record = await work.get<AdjudicationRecord>(keys.adjudication(root));
  if (!replaced || !record) return undefined;
  if (record.replacedBy !== undefined && record.replacedBy !== claim.root) {
    return reverseReplaced(step, record.replacedBy);
  }
  const number = record.standing ? await reverse(step, replaced, record) : record.parts[0]?.payerClaimControlNumber;
  work.put(keys.adjudication(root), { ...record, standing: false, replacedBy: claim.root });
  return number;
}

/** Takes a claim's payments back part by part, and with them what they used of the deductible; the first part's number. */
async function reverse(step: Step, claim: ClaimRecord, record: AdjudicationRecord): Promise<string | undefined> {
  const { work, settlement } = step;
  for (const part of record.parts) {
    const { lines, ...payment } = paymentOf(claim, record, part);
    settlement.payments.push({ ...payment, status: '22', remarks: [], lines: lines.map(reversed) });
  }
  await useDeductible(work, claim.deductible, claim.serviceFrom, negateCents(record.deductible));
  work.put(keys.adjudication(claim.root), { ...record, standing: false });
  return record.parts[0]?.payerClaimControlNumber;
}

function reversed({ billed, adjudicated }: ClaimPayment['lines'][number]): ClaimPayment['lines'][number] {
  const adjustments = adjudicated.adjustments.map((one) => ({ ...one, amount: negateCents(one.amount) }));
  return {
    billed,
    adjudicated: {
      charge: negateCents(adjudicated.charge),
      allowed: negateCents(adjudicated.allowed),
      paid: negateCents(adjudicated.paid),
      adjustments,
      remarks: [],
    },
  };
}
