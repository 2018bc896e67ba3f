/** Texts of up to four ASCII characters as one integer each, which compares faster than a text is even made. */

export function packs(text: string): boolean {
  return text.length > 0 && text.length <= 4 && /^[\x21-\x7e]*$/.test(text);
}

export function pack(text: string): number {
  let packed = 0;
  for (let at = 0; at < text.length; at++) packed = (packed << 8) | text.charCodeAt(at);
  return packed;
}

/** Whether it is among a few: sooner known than from a set. */
export function isAmong(few: readonly number[], packed: number): boolean {
  for (let at = 0; at < few.length; at++) if (few[at] === packed) return true;
  return false;
}

/** What spreads the bits of a key over a table; odd and without a pattern. */
export const spread = 0x9e3779b1 | 0;

/** Values by packed text: to find one costs a multiplication and mostly one comparison. */
export class PackedTable<Value> {
  /** Keys, each with its value behind it, so that both are fetched at once; 0 where there is none, since no text is packed as that. */
  readonly #slots: (number | Value | undefined)[];
  readonly #shift: number;

  constructor(entries: Iterable<readonly [number, Value]>) {
    const all = [...entries];
    // At least twice as many as there are keys.
    const bits = 33 - Math.clz32(all.length);
    this.#slots = Array.from({ length: 2 << bits }, (_, at) => (at % 2 === 0 ? 0 : undefined));
    this.#shift = 32 - bits;
    for (const [packed, value] of all) {
      const slot = this.#slotOf(packed);
      this.#slots[slot] = packed;
      this.#slots[slot + 1] = value;
    }
  }

  get(packed: number): Value | undefined {
    return this.#slots[this.#slotOf(packed) + 1] as Value | undefined;
  }

  /** Where it is, or would be. */
  #slotOf(packed: number): number {
    const slots = this.#slots;
    let slot = (Math.imul(packed, spread) >>> this.#shift) << 1;
    while (slots[slot] !== packed && slots[slot] !== 0) slot = (slot + 2) & (slots.length - 1);
    return slot;
  }
}
