/** Texts of up to four ASCII characters as one integer each, which compares faster than a text is even made. */

export function packs(text: string): boolean {
  return text.length > 0 && text.length <= 4 && /^[\x21-\x7e]*$/.test(text);
}

export function pack(text: string): number {
  let packed = 0;
  for (let at = 0; at < text.length; at++) packed = (packed << 8) | text.charCodeAt(at);
  return packed;
}
