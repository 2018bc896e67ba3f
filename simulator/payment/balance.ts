import { asCents, type Cents, negateCents, sumCents } from '../../shared/money.ts';
import { lesser } from '../adjudication/line.ts';
import { keys } from '../keys.ts';
import type { Payee } from '../records.ts';
import type { Work } from '../work.ts';
import type { Settlement } from './settlement.ts';

/** A PLB adjustment: a positive amount reduces the payment. */
interface ProviderAdjustment {
  readonly reason: 'FB' | 'WO';
  readonly reference: string;
  readonly amount: Cents;
}

export interface Balanced {
  readonly payment: Cents;
  readonly providerAdjustments: readonly ProviderAdjustment[];
}

/** By how much the payment of an unbalanced remittance is wrong. */
const unbalancedBy = asCents(10_00);

/**
 * What is paid. A remittance that comes to less than nothing pays nothing and carries the rest forward (FB); the next
 * ones of the same payer to the same payee take it off.
 */
export async function balance(
  work: Work,
  about: {
    readonly payer: string;
    readonly payee: Payee;
    readonly traceNumber: string;
    /** Whether it takes off what was carried forward. */
    readonly recovers: boolean;
  },
  { payments, takebacks, unbalanced }: Settlement,
): Promise<Balanced> {
  const claims = sumCents(payments.flatMap(({ lines }) => lines.map(({ adjudicated }) => adjudicated.paid)));
  const net = asCents(claims - sumCents(takebacks.map(({ amount }) => amount)));
  const owedKey = keys.owed(about.payer, about.payee.npi ?? about.payee.taxId);
  const owed = asCents((await work.get<number>(owedKey)) ?? 0);
  // Below nothing it is carried forward whole; above, it is reduced by what was carried here.
  const forward = net < 0 ? net : lesser(net, about.recovers ? owed : asCents(0));
  if (forward !== 0) work.put(owedKey, owed - forward);
  const taken = takebacks.map(({ payerClaimControlNumber, amount }): ProviderAdjustment => {
    return { reason: 'WO', reference: payerClaimControlNumber, amount };
  });
  const carried: ProviderAdjustment[] =
    forward === 0 ? [] : [{ reason: 'FB', reference: about.traceNumber, amount: forward }];
  const payment = sumCents([net, negateCents(forward), ...(unbalanced ? [unbalancedBy] : [])]);
  return { payment, providerAdjustments: [...taken, ...carried] };
}
