/** Forms of texts that every claim is looked at for many times over, where an expression takes five times as long. */

const isDigit = (code: number) => code >= 48 && code <= 57;

/** A text of so many digits. */
export function isDigits(text: string, count: number): boolean {
  if (text.length !== count) return false;
  for (let at = 0; at < count; at++) if (!isDigit(text.charCodeAt(at))) return false;
  return true;
}

/** A text of so many digits and capital letters. */
export function isAlphanumeric(text: string, count: number): boolean {
  if (text.length !== count) return false;
  for (let at = 0; at < count; at++) {
    const code = text.charCodeAt(at);
    if (!isDigit(code) && (code < 65 || code > 90)) return false;
  }
  return true;
}

/** As 99213, 0001F or J1885. */
export function isHcpcs(text: string): boolean {
  if (!isAlphanumeric(text, 5)) return false;
  return isDigit(text.charCodeAt(1)) && isDigit(text.charCodeAt(2)) && isDigit(text.charCodeAt(3));
}
