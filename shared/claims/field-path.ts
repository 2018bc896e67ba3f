/** A step into a value: the name of a field, or a place in a list, from 0. */
export type Step = string | number;

/** `serviceLines[0].charge` */
export function fieldPath(steps: readonly PropertyKey[]): string {
  return steps.reduce<string>((written, step) => {
    if (typeof step === 'number') return `${written}[${step}]`;
    return written ? `${written}.${String(step)}` : String(step);
  }, '');
}

/** The steps of a path that is written so. */
export function fieldSteps(path: string): readonly Step[] {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
