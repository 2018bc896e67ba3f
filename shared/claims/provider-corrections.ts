import type { Claim, ProviderName } from './claim.ts';
import type { RosterProvider } from './configuration.ts';
import { fieldSteps, type Step } from './field-path.ts';
import { isSameName, knownProvider } from './known-provider.ts';

/** Of a claim and of its lines. Who bills has the name under which the practice is configured, whatever its NPI. */
const providerNpi = /^((?:serviceLines\[\d+\]\.)?(?:rendering|referring|supervising)Provider)\.npi$/;
const names = ['lastNameOrOrganization', 'firstName', 'middleName', 'entityType'] as const;

/**
 * The corrections that follow from those of NPIs: at the NPI of another provider who is known, name and taxonomy are that
 * one's where they are not given. An NPI that nobody knows is a mistyped digit and changes nothing else.
 */
export function providerCorrections(
  claim: Claim,
  corrections: readonly string[],
  roster: readonly RosterProvider[],
): readonly string[] {
  const given = new Map(corrections.map(fieldAndText));
  return [...given].flatMap(([field, npi]) => {
    const [, provider = ''] = providerNpi.exec(field) ?? [];
    if (provider === '' || given.has(provider)) return [];
    const before = fieldSteps(provider).reduce<unknown>(valueAt, claim) as ProviderName | undefined;
    const known = before?.npi === npi ? undefined : knownProvider(npi, roster, claim.billingProvider);
    if (known === undefined) return [];
    const lastName = given.get(`${provider}.lastNameOrOrganization`);
    return followers(before, known, lastName)
      .filter((name) => !given.has(`${provider}.${name}`) && before?.[name] !== known[name])
      .map((name) => `${provider}.${name}=${known[name] ?? ''}`);
  });
}

function followers(before: ProviderName | undefined, known: ProviderName, lastName: string | undefined) {
  if (lastName !== undefined && !isSameName(lastName, known.lastNameOrOrganization)) return ['taxonomyCode'] as const;
  if (!isNamed(before, known)) return [...names, 'taxonomyCode'] as const;
  // The NPI alone was wrong: what was said of this provider stays.
  return before?.taxonomyCode === undefined ? (['taxonomyCode'] as const) : [];
}

function isNamed(provider: ProviderName | undefined, known: ProviderName): boolean {
  return (
    isSameName(provider?.lastNameOrOrganization, known.lastNameOrOrganization) &&
    isSameName(provider?.firstName, known.firstName)
  );
}

function fieldAndText(correction: string): [field: string, text: string] {
  const [field = '', ...text] = correction.split('=');
  return [field.trim(), text.join('=').trim()];
}

function valueAt(value: unknown, step: Step): unknown {
  return (value as Readonly<Record<Step, unknown>> | undefined)?.[step];
}
