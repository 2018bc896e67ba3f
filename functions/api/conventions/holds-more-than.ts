/** Whether a JSON value holds more values than so many, at any depth; looks at no more of them. */
export function holdsMoreThan(most: number, value: unknown): boolean {
  const open = [value];
  for (let seen = 0; open.length > 0; seen += 1) {
    if (seen + open.length > most) return true;
    const each = open.pop();
    if (typeof each !== 'object' || each === null) continue;
    for (const name in each) {
      open.push((each as Readonly<Record<string, unknown>>)[name]);
      if (open.length > most) return true;
    }
  }
  return false;
}

/** Far above what one encounter, or the body of any other request, has to say: what is wrong is told of each value. */
export const mostValues = 5000;
