import { formatMoney, sumCents } from '../money.ts';
import type { Edit } from './edit.ts';
import { linesOf } from './parts-of-claim.ts';

export const chargeEdits: readonly Edit[] = [
  {
    code: 'total-charge-differs',
    severity: 'error',
    sentence: 'The total charge is not the sum of the line charges: correct totalCharge, or the charge that is wrong.',
    check: ({ totalCharge, serviceLines }) => {
      const sum = sumCents(serviceLines.map(({ charge }) => charge));
      const detail = `The total is ${formatMoney(totalCharge)}, the lines are ${formatMoney(sum)}.`;
      return sum === totalCharge ? [] : [{ field: 'totalCharge', detail }];
    },
  },
  {
    // Visits of a surgery's global period are told so. A total below zero is of lines that are, or is not their sum.
    code: 'total-charge-zero',
    severity: 'warning',
    sentence:
      'The total charge is zero, so that nothing will be paid: correct the charges, if that is not what you mean.',
    check: ({ totalCharge }) => (totalCharge === 0 ? [{ field: 'totalCharge' }] : []),
  },
  {
    code: 'line-charge-negative',
    severity: 'error',
    sentence: 'A charge cannot be negative: correct it; a credit is not billed to a payer.',
    check: (claim) =>
      linesOf(claim)
        .filter(({ value }) => value.charge < 0)
        .map(({ field, where }) => ({ field: `${field}.charge`, where })),
  },
];
