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
