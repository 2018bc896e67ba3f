/** How many letters must change to make one name of the other. */
export function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...left].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...right].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

const slip = 2;

/** The name that was meant, where what was written is within a slip of the pen of one. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const distances = names.map((name) => editDistance(written.toLowerCase(), name.toLowerCase()));
  const least = Math.min(...distances);
  return least <= slip ? names[distances.indexOf(least)] : undefined;
}
