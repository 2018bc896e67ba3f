/** Equal as JSON, whatever the order of names and whether what is absent is said. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** The same text for the same value, whatever the order of its names. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => (isRecord(part) ? sorted(part) : part)) ?? '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  const parts: Record<string, unknown> = {};
  for (const name of Object.keys(record).sort()) parts[name] = record[name];
  return parts;
}
