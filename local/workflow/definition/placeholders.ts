/**
 * On AWS, CloudFormation's definition substitutions fill `${verifyEligibility}` in. Here a placeholder names the
 * function's folder or the machine's file: `verify-eligibility`.
 */
export function namedBy(placeholder: string): string | undefined {
  const name = /^\$\{([a-z][A-Za-z0-9]*)\}$/.exec(placeholder)?.[1];
  return name?.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}
