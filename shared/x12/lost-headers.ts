/** The segments that may end what has lost its header; any other is passed over with it. */
const ends = {
  group: ['GS', 'GE', 'IEA', 'TA1'],
  transaction: ['ST', 'SE', 'GS', 'GE', 'IEA', 'TA1'],
} as const satisfies Record<string, readonly string[]>;

/**
 * What stands where nothing may is of a group or transaction set whose GS or ST is missing or misspelt: that is said once, at
 * its first segment. When its trailer comes it was one, and its envelope counts it.
 */
export class LostHeaders {
  groups = 0;
  transactions = 0;
  #of: keyof typeof ends | undefined;

  begin(of: keyof typeof ends): void {
    this.#of = of;
  }

  end(): void {
    this.#of = undefined;
  }

  /** Whether a segment is passed over, since what it is of has been told. */
  passes(id: string): boolean {
    const of = this.#of;
    if (!of) return false;
    if (!ends[of].some((one) => one === id)) return true;
    this.#of = undefined;
    if (of === 'group' && id === 'GE') this.groups++;
    else if (of === 'transaction' && id === 'SE') this.transactions++;
    else return false;
    return true;
  }
}
