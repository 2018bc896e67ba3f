/** The morning of a day (ISO date), when virtual time begins. */
export function morning(isoDate: string): Date {
  return new Date(`${isoDate}T08:00:00Z`);
}

export function dayAfter(isoDate: string): string {
  return new Date(Date.parse(isoDate) + 86_400_000).toISOString().slice(0, 10);
}
