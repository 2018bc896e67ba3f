import type { Cents } from '../../money.ts';
import type { Fault, FindingRule, HoldingRule } from '../../x12/notation.ts';
import { repeats, total } from '../segments/index.ts';

interface Claim {
  readonly claim: { readonly totalCharge: Cents; readonly facility: { readonly claimFrequencyCode: string } };
  readonly payerClaimControlNumber?: object;
  readonly serviceLines: readonly {
    readonly lineNumber: { readonly number: number };
    readonly service: { readonly charge: Cents };
    readonly providerControlNumber?: { readonly id: string };
  }[];
}

/** Codes of claims that take the place of another. */
const replacing: ReadonlySet<string> = new Set(['7', '8']);

/** What holds of professional and institutional claims alike. */
export const commonClaimRules: readonly (HoldingRule<Claim, 'claim'> | FindingRule<Claim>)[] = [
  {
    says: 'the total charge is the sum of the charges of the service lines',
    at: 'claim',
    element: 'totalCharge',
    level: 'balance',
    holds: ({ claim, serviceLines }) => claim.totalCharge === total(serviceLines.map((line) => line.service.charge)),
  },
  {
    says: 'a replacement or void names the payer claim control number of the claim it replaces',
    level: 'situation',
    faults: ({ claim, payerClaimControlNumber }) =>
      payerClaimControlNumber || !replacing.has(claim.facility.claimFrequencyCode)
        ? []
        : [[claim, 'facility.claimFrequencyCode']],
  },
  {
    says: 'service lines are numbered from 1 without gaps',
    level: 'situation',
    faults: ({ serviceLines }) => {
      const first = serviceLines.find(({ lineNumber }, index) => lineNumber.number !== index + 1);
      return first ? [[first.lineNumber, 'number']] : [];
    },
  },
  {
    says: 'no two lines of a claim have the same control number',
    level: 'situation',
    faults: ({ serviceLines }) => {
      if (serviceLines.length < 2) return [];
      const numbers = serviceLines.map(({ providerControlNumber }) => providerControlNumber);
      const repeated = repeats(numbers.map((number) => number?.id));
      return repeated.flatMap((index): Fault[] => (numbers[index] ? [[numbers[index], 'id']] : []));
    },
  },
];
