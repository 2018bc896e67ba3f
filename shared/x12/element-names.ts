/** `placeOfService` → `place of service` */
export function words(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}

/** The number of an element as its reference has it: `01`. */
export function pad(element: number): string {
  return String(element).padStart(2, '0');
}

/** A rule's words as a sentence. */
export function sentence(says: string): string {
  return `${says.charAt(0).toUpperCase()}${says.slice(1)}${says.endsWith('.') ? '' : '.'}`;
}
