/**
 * Bytes to text and back without loss: UTF-8, and a byte that is no UTF-8 becomes the lone surrogate U+DC80–U+DCFF of
 * its value (as Python's `surrogateescape`), which no valid UTF-8 can produce. So the same bytes always come out, names
 * outside ASCII read right in the encoding that is usual today, and an old Latin-1 letter costs nothing but its looks.
 */

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 0;
}

function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeEscaping(bytes: Uint8Array): string {
  const pieces: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    const length = sequenceLength(lead);
    const character = length === 0 ? undefined : decodeStrictly(bytes.subarray(at, at + length));
    pieces.push(character ?? String.fromCharCode(0xdc00 + lead));
    at += character === undefined ? 1 : length;
  }
  return pieces.join('');
}

function decodeWhole(bytes: Uint8Array): string {
  const text = decodeStrictly(bytes);
  if (text !== undefined) return text;
  // Only the stretches that hold a bad byte take the slow way.
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    let end = Math.min(at + 1024, bytes.length);
    while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80 && end < at + 1028) end++;
    const piece = bytes.subarray(at, end);
    pieces.push(decodeStrictly(piece) ?? decodeEscaping(piece));
    at = end;
  }
  return pieces.join('');
}

export function decodeText(bytes: Uint8Array): string {
  return decodeWhole(bytes);
}

/** The bytes of a text, exactly those that it was decoded from. */
export function encodeText(text: string): Uint8Array {
  if (text.isWellFormed()) return encoder.encode(text);
  const bytes: number[] = [];
  // With the flag u the class matches lone surrogates only, never half of a character.
  for (const piece of text.split(/([\u{dc80}-\u{dcff}])/u)) {
    const code = piece.charCodeAt(0);
    if (piece.length === 1 && code >= 0xdc80 && code <= 0xdcff) bytes.push(code - 0xdc00);
    else for (const byte of encoder.encode(piece)) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

export function bytesOf(source: string | Uint8Array): Uint8Array {
  return typeof source === 'string' ? encodeText(source) : source;
}
