import { type Cents, zeroCents } from '../../money.ts';

/** Collects what a remittance lacks without which it can't be posted. */
export class Needs {
  readonly missing: string[] = [];

  money(what: string, amount: Cents | undefined): Cents {
    if (amount === undefined) this.missing.push(what);
    return amount ?? zeroCents;
  }

  text(what: string, text: string | undefined): string {
    if (!text) this.missing.push(what);
    return text ?? '';
  }
}
