/**
 * The accounts. A claim's entries debit what is to come or was given up against `revenue`; a remittance's debit `cash`
 * against `unapplied`, from which claims are paid. What claims were paid is therefore cash + provider-adjustments +
 * unapplied, and billed = paid + adjusted + denied + patient + written off + open holds by construction.
 */
export const accounts = {
  revenue: 'charges billed, as a credit',
  'receivable:payer': 'billed and not yet adjudicated, or adjudicated and owed by a payer',
  'receivable:follow-up': 'denied, waiting for somebody to correct, appeal or write off',
  'receivable:patient': 'owed by the patient',
  adjustments: 'given up under the contract (CO-45 and the like)',
  'write-offs': 'given up by a decision of ours',
  cash: 'received from payers',
  unapplied: 'received and not yet applied to claims, as a credit; the debits are what claims were paid',
  'provider-adjustments': 'kept back or added by a payer outside of any claim (PLB)',
} as const;

export type Account = keyof typeof accounts;
