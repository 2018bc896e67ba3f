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

/** What spreads the bits of a key over a table. */
const spread = 0x9e3779b1 | 0;

/** Values by packed text: to find one costs a multiplication and mostly one comparison. */
export class PackedTable<Value> {
  /** 0 where there is none: no text is packed as that. */
  readonly #keys: Int32Array;
  readonly #values: (Value | undefined)[];
  readonly #shift: number;

  constructor(entries: Iterable<readonly [number, Value]>) {
    const all = [...entries];
    // At least twice as many slots as keys.
    const bits = 33 - Math.clz32(all.length);
    this.#keys = new Int32Array(1 << bits);
    this.#values = new Array<Value | undefined>(1 << bits).fill(undefined);
    this.#shift = 32 - bits;
    for (const [packed, value] of all) {
      const slot = this.#slotOf(packed);
      this.#keys[slot] = packed;
      this.#values[slot] = value;
    }
  }

  get(packed: number): Value | undefined {
    return this.#values[this.#slotOf(packed)];
  }

  /** Where it is, or would be. */
  #slotOf(packed: number): number {
    const keys = this.#keys;
    let slot = Math.imul(packed, spread) >>> this.#shift;
    for (let key = keys[slot]; key !== packed && key !== 0; key = keys[slot]) slot = (slot + 1) & (keys.length - 1);
    return slot;
  }
}
