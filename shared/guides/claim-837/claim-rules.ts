import type { Cents } from '../../money.ts';
import type { Fault, FindingRule, HoldingRule } from '../../x12/notation.ts';
import { repeats } from '../segments/index.ts';

interface Charged {
  readonly service: { readonly charge: Cents };
}

interface Totalled {
  readonly claim: { readonly totalCharge: Cents };
  readonly serviceLines: readonly Charged[];
}

interface Claim extends Totalled {
  readonly claim: { readonly totalCharge: Cents; readonly facility: { readonly claimFrequencyCode: string } };
  readonly payerClaimControlNumber?: object;
  readonly serviceLines: readonly (Charged & {
    readonly lineNumber: { readonly number: number };
    readonly providerControlNumber?: { readonly id: string };
  })[];
}

/** Whether the lines of a claim come to what it says. */
export function isTotalled({ claim, serviceLines }: Totalled): boolean {
  let sum = 0;
  for (const { service } of serviceLines) sum += service.charge;
  return claim.totalCharge === sum;
}

/** Looks at every two of them and makes nothing; where there are more than a claim may have, only that they may be. */
function mayRepeatNumbers(lines: Claim['serviceLines']): boolean {
  if (lines.length > fewLines) return true;
  for (let index = 1; index < lines.length; index++) {
    const id = lines[index]?.providerControlNumber?.id;
    if (id === undefined) continue;
    for (let before = 0; before < index; before++) if (lines[before]?.providerControlNumber?.id === id) return true;
  }
  return false;
}

/** Up to so many, to compare each with each is soon done. */
const fewLines = 50;

/** Codes of claims that take the place of another. */
const replacing: ReadonlySet<string> = new Set(['7', '8']);

/** What holds of professional and institutional claims alike. */
export const commonClaimRules: readonly (HoldingRule<Claim, 'claim'> | FindingRule<Claim>)[] = [
  {
    says: 'the total charge is the sum of the charges of the service lines',
    at: 'claim',
    element: 'totalCharge',
    level: 'balance',
    holds: isTotalled,
  },
  {
    says: 'a replacement or void names the payer claim control number of the claim it replaces',
    level: 'situation',
    asksFor: 'payerClaimControlNumber',
    faults: ({ claim, payerClaimControlNumber }) =>
      payerClaimControlNumber || !replacing.has(claim.facility.claimFrequencyCode)
        ? []
        : [[claim, 'facility.claimFrequencyCode']],
  },
  {
    says: 'an original claim names no payer claim control number',
    level: 'situation',
    faults: ({ claim, payerClaimControlNumber }) =>
      payerClaimControlNumber && claim.facility.claimFrequencyCode === '1' ? [[payerClaimControlNumber]] : [],
  },
  {
    says: 'service lines are numbered from 1 without gaps',
    level: 'situation',
    faults: ({ serviceLines }) => {
      let number = 0;
      for (const { lineNumber } of serviceLines) if (lineNumber.number !== ++number) return [[lineNumber, 'number']];
      return [];
    },
  },
  {
    says: 'no two lines of a claim have the same control number',
    level: 'situation',
    faults: ({ serviceLines }) => {
      if (serviceLines.length < 2 || !mayRepeatNumbers(serviceLines)) return [];
      const numbers = serviceLines.map(({ providerControlNumber }) => providerControlNumber);
      const repeated = repeats(numbers.map((number) => number?.id));
      return repeated.flatMap((index): Fault[] => (numbers[index] ? [[numbers[index], 'id']] : []));
    },
  },
];
