/** Whether an id is another one save for one character, or for small letters. */
export function isMisspelt(id: string, other: string): boolean {
  const text = id.toUpperCase();
  if (text.length !== other.length) return false;
  let differing = 0;
  for (let at = 0; at < text.length; at++) if (text[at] !== other[at]) differing++;
  return differing <= 1;
}
