import type { Address } from '../claims/index.ts';
import type { Cents } from '../money.ts';

/** charge − insurancePaid − adjustments − pending = youOwe. */
export interface PrintableSums {
  readonly charge: Cents;
  readonly insurancePaid: Cents;
  readonly adjustments: Cents;
  readonly pending: Cents;
  readonly youOwe: Cents;
}

export interface PrintableService extends PrintableSums {
  /** ISO dates. */
  readonly date: string;
  readonly dateEnd?: string;
  readonly name: string;
}

/** What is printed of a statement. It is built in accounts; printing computes nothing. */
export interface PrintableStatement {
  readonly statementNumber: string;
  /** ISO dates. */
  readonly statementDate: string;
  readonly dueDate: string;
  /** The earlier statement that this one stands for. */
  readonly replaces?: { readonly statementNumber: string; readonly statementDate: string };
  readonly practice: {
    readonly name: string;
    readonly address: Address;
    readonly phoneNumber?: string;
    readonly payOnlineUrl?: string;
  };
  readonly addressee: { readonly name: string; readonly address?: Address };
  readonly patientName: string;
  readonly insuranceName: string;
  readonly services: readonly PrintableService[];
  readonly totals: PrintableSums;
  readonly because: readonly { readonly title: string; readonly explanation: string; readonly amount: Cents }[];
}
