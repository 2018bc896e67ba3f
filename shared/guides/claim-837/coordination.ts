import type { Cents } from '../../money.ts';
import type { Fault, FindingRule, Segment } from '../../x12/notation.ts';
import { type Adjustments, adjusted, repeats, total } from '../segments/index.ts';
import { isTotalled } from './claim-rules.ts';

/** Coordination of benefits: what other payers have paid, and that it accounts for what was charged. */

interface GroupedAdjustments extends Adjustments {
  readonly group: string;
}

interface Adjudication {
  readonly adjudication: { readonly payer: string; readonly paid: Cents; readonly bundledLine?: number };
  readonly adjustments: readonly GroupedAdjustments[];
  readonly remainingPatientLiability?: object;
}

interface Line {
  readonly service: { readonly charge: Cents };
  readonly adjudications: readonly Adjudication[];
}

interface OtherPayer {
  readonly subscriber: { readonly payerSequence: string };
  readonly adjustments: readonly GroupedAdjustments[];
  readonly payerPaid?: { readonly amount: Cents };
  readonly remainingPatientLiability?: object;
  readonly payer: { readonly name: { readonly id: string }; readonly paymentDate?: object };
}

interface Claim {
  readonly claim: { readonly totalCharge: Cents };
  readonly otherSubscribers: readonly OtherPayer[];
  readonly serviceLines: readonly Line[];
}

type Rule = FindingRule<Claim>;

/** As many as a claim may name. */
export const mostOtherPayers = 10;

/** What a payer paid for a line and adjusted. */
const answered = ({ adjudication, adjustments }: Adjudication) => adjudication.paid + adjusted(adjustments);

/** How many plans of each payer the claim names: they answer under its one id. */
function plansOf({ otherSubscribers }: Claim): ReadonlyMap<string, number> {
  const plans = new Map<string, number>();
  for (const { payer } of otherSubscribers) plans.set(payer.name.id, (plans.get(payer.name.id) ?? 0) + 1);
  return plans;
}

/**
 * What the payers of a line left unaccounted for: the first adjudication of each whose sum is not the charge, or the
 * charge for each of its plans that has answered.
 */
function unaccounted({ service: { charge }, adjudications }: Line, plans: ReadonlyMap<string, number>): Adjudication[] {
  const [only] = adjudications;
  if (only === undefined) return [];
  if (adjudications.length === 1) return answered(only) === charge ? [] : [only];
  const byPayer = Map.groupBy(adjudications, ({ adjudication }) => adjudication.payer);
  return Array.from(byPayer).flatMap(([payer, all]) => {
    const most = Math.min(plans.get(payer) ?? 1, all.length);
    const sum = all.reduce((before, one) => before + answered(one), 0);
    const isForEach = all.slice(0, most).some((_, others) => sum === charge * (others + 1));
    return isForEach ? [] : all.slice(0, 1);
  });
}

/** The other payers of which it can be told what they answered at the lines: not those of which the claim names several plans. */
function toldApart(claim: Claim): readonly OtherPayer[] {
  if (claim.otherSubscribers.length < 2) return claim.otherSubscribers;
  const plans = plansOf(claim);
  return claim.otherSubscribers.filter(({ payer }) => plans.get(payer.name.id) === 1);
}

function ofPayer({ serviceLines }: Claim, { payer }: OtherPayer): Adjudication[] {
  const found: Adjudication[] = [];
  for (const { adjudications } of serviceLines) {
    for (const one of adjudications) if (one.adjudication.payer === payer.name.id) found.push(one);
  }
  return found;
}

const isAdjudicated = (claim: Claim, other: OtherPayer): boolean =>
  other.payer.paymentDate !== undefined || other.adjustments.length > 0 || ofPayer(claim, other).length > 0;

/** What the lines leave unaccounted for. */
function allUnaccounted(claim: Claim): Adjudication[] {
  if (!isAnyAdjudicated(claim.serviceLines)) return [];
  const plans = plansOf(claim);
  return claim.serviceLines.flatMap((line) => unaccounted(line, plans));
}

function strangers({ otherSubscribers, serviceLines }: Claim): Adjudication[] {
  const found: Adjudication[] = [];
  const payers = new Set<string>();
  for (const { payer } of otherSubscribers) payers.add(payer.name.id);
  for (const { adjudications } of serviceLines) {
    for (const one of adjudications) if (!payers.has(one.adjudication.payer)) found.push(one);
  }
  return found;
}

/** As many as one CAS holds. */
const mostReasons = 6;

/** What stands apart from others of its group, though there was room. */
function groupsRepeated(segments: readonly GroupedAdjustments[]): Fault[] {
  const withRoom = new Set<string>();
  return segments.flatMap((segment): Fault[] => {
    if (withRoom.has(segment.group)) return [[segment, 'group']];
    if (segment.adjustments.length < mostReasons) withRoom.add(segment.group);
    return [];
  });
}

/** Without what repeats a group. */
function firstOfEach(segments: readonly GroupedAdjustments[]): GroupedAdjustments[] {
  const again = new Set(groupsRepeated(segments).map(([segment]) => segment));
  return segments.filter((segment) => !again.has(segment));
}

/** Of a payer's adjustments of the claim or of a line. */
export const groupsOnce: FindingRule<{ readonly adjustments: readonly GroupedAdjustments[] }> = {
  says: 'each group of adjustments stands there once, with all its reasons, unless it has more than six',
  level: 'situation',
  forbids: 'segment',
  given: { adjustments: true },
  faults: ({ adjustments }) => (adjustments.length < 2 ? [] : groupsRepeated(adjustments)),
};

function isAnyAdjudicated(lines: readonly Line[]): boolean {
  for (const { adjudications } of lines) if (adjudications.length > 0) return true;
  return false;
}

const ofAdjudicatedLines: readonly Rule[] = [
  {
    says: 'what each other payer paid and adjusted accounts for the charge of the line',
    level: 'balance',
    faults: (claim) => allUnaccounted(claim).map(({ adjudication }) => [adjudication, 'paid']),
  },
  {
    says: "a line's adjudication names one of the claim's other payers",
    level: 'situation',
    faults: (claim) =>
      isAnyAdjudicated(claim.serviceLines) ? strangers(claim).map(({ adjudication }) => [adjudication, 'payer']) : [],
  },
  {
    says: 'a line that was bundled into another names a line of this claim',
    level: 'situation',
    faults: ({ serviceLines }) =>
      isAnyAdjudicated(serviceLines)
        ? serviceLines.flatMap(({ adjudications }, index) =>
            adjudications.flatMap(({ adjudication }): Fault[] => {
              const { bundledLine: into = 1 } = adjudication;
              const isOther = adjudication.bundledLine === undefined || into !== index + 1;
              return isOther && into >= 1 && into <= serviceLines.length ? [] : [[adjudication, 'bundledLine']];
            }),
          )
        : [],
  },
];

const ofOtherPayers: readonly Rule[] = [
  {
    says: 'what another payer paid for the claim agrees with what it paid for the lines and its adjustments',
    level: 'balance',
    // When the claim or its lines do not balance, or a line names nobody, so much is said already.
    faults: (claim) =>
      !isTotalled(claim) || strangers(claim).length > 0 || allUnaccounted(claim).length > 0
        ? []
        : toldApart(claim).flatMap((other): Fault[] => {
            if (!other.payerPaid) return [];
            const lines = ofPayer(claim, other);
            const before =
              lines.length > 0 ? total(lines.map(({ adjudication }) => adjudication.paid)) : claim.claim.totalCharge;
            const paid = other.payerPaid.amount;
            const { adjustments } = other;
            // A group that stands there twice is that fault alone where the payment agrees without it.
            const agrees =
              before - adjusted(adjustments) === paid || before - adjusted(firstOfEach(adjustments)) === paid;
            return agrees ? [] : [[other.payerPaid, 'amount']];
          }),
  },
  {
    says: 'a payer that has adjudicated the claim or its lines says what it paid for the claim (AMT*D)',
    level: 'situation',
    asksFor: 'payerPaid',
    faults: (claim) =>
      toldApart(claim).flatMap((other): Fault[] =>
        other.payerPaid || !isAdjudicated(claim, other) ? [] : [[other.subscriber]],
      ),
  },
  {
    says: 'a payer that has adjudicated the claim gives the day of it (DTP*573), at the claim or at the lines',
    level: 'situation',
    asksFor: 'paymentDate',
    faults: (claim) =>
      strangers(claim).length > 0
        ? []
        : toldApart(claim).flatMap((other): Fault[] => {
            const { paymentDate, name } = other.payer;
            const hasAnswered = other.payerPaid !== undefined || other.adjustments.length > 0;
            return hasAnswered && !paymentDate && ofPayer(claim, other).length === 0 ? [[name]] : [];
          }),
  },
  {
    says: 'the day on which a payer adjudicated (DTP*573) is not said at the claim when it is said at the lines',
    level: 'situation',
    forbids: 'segment',
    faults: (claim) =>
      toldApart(claim).flatMap((other): Fault[] =>
        other.payer.paymentDate && ofPayer(claim, other).length > 0 ? [[other.payer.paymentDate, 'qualifier']] : [],
      ),
  },
  {
    says: 'what remains for the patient to pay (AMT*EAF) is said at the claim or at the lines, not at both',
    level: 'situation',
    forbids: 'segment',
    faults: (claim) =>
      toldApart(claim).flatMap((other): Fault[] =>
        other.remainingPatientLiability && ofPayer(claim, other).some((line) => line.remainingPatientLiability)
          ? [[other.remainingPatientLiability, 'qualifier']]
          : [],
      ),
  },
];

/** The rules of a claim among its payers; `plan` is the use of SBR for the payer that is billed. */
export function coordinationRules(plan: Segment<{ readonly payerSequence: string }>): readonly Rule[] {
  return [
    {
      says: 'each payer has a place of its own in the order of payers',
      level: 'situation',
      given: { otherSubscribers: true },
      faults: ({ otherSubscribers }, { around }) => {
        const others = otherSubscribers.map(({ subscriber }) => subscriber);
        // U: nobody knows which place.
        const places = [around(plan), ...others].map((one, index) =>
          one === undefined || one.payerSequence === 'U' ? index : one.payerSequence,
        );
        return repeats(places).map((index) => [others[index - 1] ?? {}, 'payerSequence']);
      },
    },
    {
      says: 'a claim to a payer that does not pay first names the one that does',
      level: 'situation',
      asksFor: 'otherSubscribers',
      faults: ({ otherSubscribers }, { around }) => {
        const billed = around(plan);
        if (billed === undefined || billed.payerSequence === 'P' || !/^[A-HST]$/.test(billed.payerSequence)) return [];
        const places = otherSubscribers.map(({ subscriber }) => subscriber.payerSequence);
        // Two of one place are another fault.
        const isNamed = places.some((place) => place === 'P' || place === 'U' || place === billed.payerSequence);
        return isNamed ? [] : [[billed, 'payerSequence']];
      },
    },
    ...ofAdjudicatedLines,
    ...ofOtherPayers.map(({ faults, ...rule }) => ({
      ...rule,
      given: { otherSubscribers: true } as const,
      // That they are too many is said already, and what each answered takes as long as payers times lines.
      faults: (claim: Claim, about: Parameters<Rule['faults']>[1]) =>
        claim.otherSubscribers.length > mostOtherPayers ? [] : faults(claim, about),
    })),
  ];
}
