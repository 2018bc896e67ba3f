import type { Remittance835 } from '../../guides/remittance-835/index.ts';
import { asCents, type Cents } from '../../money.ts';
import type { ProviderAdjustment, Remittance } from '../../remittance/index.ts';
import { isoDate } from '../dates.ts';
import type { Loose } from '../loose.ts';
import { claimPaymentOf } from './claim-payment-of.ts';
import type { Needs } from './needs.ts';

/** The domain's remittance, as an 835 said it. What is missing of what it needs is noted in `needs`. */
export function remittanceOf(value: Loose<Remittance835>, contentHash: string, needs: Needs): Remittance {
  const { payment = {}, trace = {}, payer = {}, payee = {}, headers = [], providerAdjustments = [] } = value;
  const payerId = payer.name?.id ?? payer.secondaryIds?.find(({ qualifier }) => qualifier === '2U')?.id;
  return {
    contentHash,
    traceNumber: needs.text('the trace number (TRN02)', trace.number),
    payerIdentifier: needs.text('the payer identifier (TRN03)', trace.originator),
    paymentDate: needs.text('the payment date (BPR16)', isoDate(payment.date)),
    payment: paid(needs.money('the payment (BPR02)', payment.amount), payment.creditDebit),
    paymentMethod: payment.method ?? '',
    payer: { name: payer.name?.name ?? '', ...(payerId && { id: payerId }) },
    payee: payeeOf(payee),
    claims: headers
      .flatMap((header) => header.claims ?? [])
      .map((claim, index) => claimPaymentOf(claim, index + 1, needs)),
    providerAdjustments: providerAdjustments.flatMap(({ adjustments = [] }) =>
      adjustments.map((adjustment) => providerAdjustmentOf(adjustment, needs)),
    ),
  };
}

type PayeeLoop = Loose<Remittance835['payee']>;
type PlbAdjustment = Loose<Remittance835['providerAdjustments'][number]['adjustments'][number]>;

/** A debit takes money from the provider. */
function paid(amount: Cents, creditDebit: string | undefined): Cents {
  return creditDebit === 'D' ? asCents(-amount) : amount;
}

function payeeOf({ name, secondaryIds = [] }: PayeeLoop): Remittance['payee'] {
  const npi = name?.idQualifier === 'XX' ? name.id : undefined;
  const taxId = name?.idQualifier === 'FI' ? name.id : secondaryIds.find(({ qualifier }) => qualifier === 'TJ')?.id;
  return { name: name?.name ?? '', ...(npi && { npi }), ...(taxId && { taxId }) };
}

function providerAdjustmentOf({ identifier = {}, amount }: PlbAdjustment, needs: Needs): ProviderAdjustment {
  return {
    reasonCode: identifier.reason ?? '',
    ...(identifier.reference && { reference: identifier.reference }),
    amount: needs.money('the amount of a provider adjustment (PLB)', amount),
  };
}
