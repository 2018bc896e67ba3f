import { type Denial, denialNamedBy } from './denials.ts';

/** A claim status: category (A0–A8), status and the party it speaks of (277CA STC01). */
export interface ClaimStatusCode {
  readonly category: string;
  readonly status: string;
  readonly entity?: string;
}

/** What may happen to a claim that is not simply accepted, adjudicated and paid. */
export interface Effects {
  readonly denial?: Denial;
  readonly rejectedIn999?: boolean;
  readonly rejectedIn277?: ClaimStatusCode;
  readonly coverage?: 'inactive' | 'lapsed' | 'not-found';
  readonly silence?: 'before-277' | 'after-277';
  /** Its 835 pays another amount than its claims add up to. */
  readonly unbalanced?: boolean;
  readonly split?: boolean;
  readonly correctedAfterDays?: number;
  readonly deliveredAgainAfterDays?: number;
  readonly paidBefore277?: boolean;
  readonly takenBackAfterDays?: number;
}

export interface Scenario {
  readonly code: string;
  readonly says: string;
  /** Takes what follows the code in the member's identifier. */
  readonly effects: (rest: string) => Effects;
}

/** A member whose identifier begins with the code, or a payer configured with it, gets the effects. */
export const scenarios: readonly Scenario[] = [
  { code: 'PAID', says: 'The claim is accepted, adjudicated and paid.', effects: () => ({}) },
  {
    code: 'DENY',
    says: 'Every line is denied with the reason that follows (DENY50: CO-50; DENYPR96-0001: PR-96).',
    effects: (rest) => ({ denial: denialNamedBy(rest, 'all') }),
  },
  {
    code: 'PARTIAL',
    says: 'The last line is denied with the reason that follows (PARTIAL97: CO-97); the others are paid.',
    effects: (rest) => ({ denial: denialNamedBy(rest, 'last') }),
  },
  {
    code: 'REJ999',
    says: 'The 999 rejects the transaction set that holds the claim and names the place of the claim.',
    effects: () => ({ rejectedIn999: true }),
  },
  {
    code: 'REJ277A7',
    says: 'The 277CA rejects the claim for invalid information: the member number (A7:164).',
    effects: () => ({ rejectedIn277: { category: 'A7', status: '164', entity: 'IL' } }),
  },
  {
    code: 'REJ277A6',
    says: 'The 277CA rejects the claim for missing information: the diagnosis code (A6:254).',
    effects: () => ({ rejectedIn277: { category: 'A6', status: '254' } }),
  },
  {
    code: 'REJ277',
    says: 'The 277CA returns the claim as unprocessable: subscriber not found (A3:33).',
    effects: () => ({ rejectedIn277: { category: 'A3', status: '33', entity: 'IL' } }),
  },
  {
    code: 'INACTIVE',
    says: 'The 271 says that coverage is inactive (EB*6); a claim is denied all the same (PR-27).',
    effects: () => ({ coverage: 'inactive', denial: { lines: 'all', group: 'PR', reason: '27' } }),
  },
  {
    code: 'LAPSED',
    says: 'The 271 says that coverage was active until the day before the one asked about (DTP 291); a claim is denied all the same (PR-27).',
    effects: () => ({ coverage: 'lapsed', denial: { lines: 'all', group: 'PR', reason: '27' } }),
  },
  {
    code: 'NOTFOUND',
    says: 'The 271 does not find the member (AAA 75); the 277CA rejects a claim (A3:33).',
    effects: () => ({ coverage: 'not-found', rejectedIn277: { category: 'A3', status: '33', entity: 'IL' } }),
  },
  {
    code: 'SILENTACK',
    says: 'After the 999 nothing comes: no 277CA and no 835.',
    effects: () => ({ silence: 'before-277' }),
  },
  {
    code: 'SILENT',
    says: 'The 277CA accepts the claim and then nothing comes: no 835.',
    effects: () => ({ silence: 'after-277' }),
  },
  {
    code: 'UNBALANCED',
    says: 'The claim travels alone in an 835 that pays another amount than its claims add up to.',
    effects: () => ({ unbalanced: true }),
  },
  {
    code: 'SPLIT',
    says: 'Two 835s answer the claim, each for some of its lines.',
    effects: () => ({ split: true }),
  },
  {
    code: 'REVERSE',
    says: 'Three weeks after the payment it is reversed and a lower one is made.',
    effects: () => ({ correctedAfterDays: 21 }),
  },
  {
    code: 'TWICE',
    says: 'The claim travels alone in an 835 that is delivered again two days later under another name.',
    effects: () => ({ deliveredAgainAfterDays: 2 }),
  },
  { code: 'EARLY', says: 'The 835 comes before the 277CA.', effects: () => ({ paidBefore277: true }) },
  {
    code: 'TAKEBACK',
    says: 'Four weeks after the payment it is taken back through PLB.',
    effects: () => ({ takenBackAfterDays: 28 }),
  },
];

// SILENTACK is not SILENT with something behind it.
const longestFirst = scenarios.toSorted((one, other) => other.code.length - one.code.length);

/** The scenario that a member's identifier, or a payer's configuration, asks for. */
export function effectsNamedBy(text: string): Effects | undefined {
  const scenario = longestFirst.find(({ code }) => text.startsWith(code));
  return scenario?.effects(text.slice(scenario.code.length));
}
