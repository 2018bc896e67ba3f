import type { Remittance835 } from '../../shared/guides/remittance-835/index.ts';
import { type Cents, zeroCents } from '../../shared/money.ts';
import type { Day } from '../calendar.ts';
import { deriveDigits } from '../choice.ts';
import type { Payee } from '../records.ts';
import type { Balanced } from './balance.ts';
import { claimPayment } from './claim-payment.ts';
import type { Settlement } from './settlement.ts';

export interface RemittanceParts extends Balanced {
  readonly day: Day;
  readonly traceNumber: string;
  readonly payer: { readonly id: string; readonly name: string };
  readonly payee: Payee;
  readonly settlement: Settlement;
}

// Nobody's: the highest routing number whose check digit is right.
const bank = '999999992';

/** An 835 as the value of its guide. */
export function remittance(parts: RemittanceParts): Remittance835 {
  const { day, traceNumber, payer, payee, settlement, payment } = parts;
  const originator = `1${deriveDigits(9, payer.id)}`;
  const claims = settlement.payments.map(claimPayment);
  return {
    payment: paymentOf(payment, originator, day),
    trace: { type: '1', number: traceNumber, originator },
    productionDate: { qualifier: '405', date: day },
    payer: {
      name: { entity: 'PR', name: payer.name },
      address: { line1: 'PO BOX 1000' },
      city: { city: 'SPRINGFIELD', state: 'IL', postalCode: '627010001' },
      secondaryIds: [{ qualifier: '2U', id: payer.id }],
      technicalContacts: [{ purpose: 'BL', name: 'EDI SUPPORT', qualifier1: 'TE', number1: '8005550100' }],
    },
    payee: {
      name: {
        entity: 'PE',
        name: payee.name,
        ...(payee.npi === undefined ? { idQualifier: 'FI', id: payee.taxId } : { idQualifier: 'XX', id: payee.npi }),
      },
      secondaryIds: payee.npi === undefined ? [] : [{ qualifier: 'TJ', id: payee.taxId }],
    },
    headers: claims.length === 0 ? [] : [{ number: { number: 1 }, claims }],
    providerAdjustments: providerAdjustments(parts),
  };
}

function paymentOf(amount: Cents, originator: string, date: Day): Remittance835['payment'] {
  if (amount === zeroCents) return { handling: 'H', amount, creditDebit: 'C', method: 'NON', date };
  return {
    handling: 'I',
    amount,
    creditDebit: 'C',
    method: 'ACH',
    format: 'CCP',
    payerBankQualifier: '01',
    payerBank: bank,
    payerAccountQualifier: 'DA',
    payerAccount: '1000',
    originator,
    payeeBankQualifier: '01',
    payeeBank: bank,
    payeeAccountQualifier: 'DA',
    payeeAccount: '2000',
    date,
  };
}

/** Six to a segment. */
function providerAdjustments({ day, payee, providerAdjustments: all }: RemittanceParts) {
  const segments: Remittance835['providerAdjustments'] = [];
  for (let start = 0; start < all.length; start += 6) {
    segments.push({
      provider: payee.npi ?? payee.taxId,
      fiscalPeriodDate: `${day.slice(0, 4)}1231`,
      adjustments: all
        .slice(start, start + 6)
        .map(({ reason, reference, amount }) => ({ identifier: { reason, reference }, amount })),
    });
  }
  return segments;
}
