import * as z from 'zod';
import { type Cents, parseMoney } from '../money.ts';
import { failed, ok, type Result } from '../result.ts';
import { type Address, type Claim, type Person, type ProviderName, servicePeriod } from './claim.ts';
import { claimFilingCodes, relationshipCodes, unitCodes } from './claim-codes.ts';
import { codeSystemOn } from './encounter-to-claim.ts';
import { inUpperCase } from './sendable-text.ts';

/** How the text of a correction becomes a value; the problem says what form is expected. */
export interface Leaf<Value> {
  readonly kind: 'leaf';
  readonly read: (text: string) => Result<Value, string>;
}
export interface Group<Value> {
  readonly kind: 'group';
  readonly fields: {
    readonly [Key in keyof Value]-?: Field<Value[Key], object extends Pick<Value, Key> ? true : false>;
  };
}
interface List<Item> {
  readonly kind: 'list';
  readonly item: Shape<Item>;
  /** Diagnoses are pointed at by position, so that only the last may go. */
  readonly removable: 'any' | 'last';
}
type Shape<Value> = [Value] extends [Cents | string | number | boolean]
  ? Leaf<Value>
  : [Value] extends [readonly (infer Item)[]]
    ? [Item] extends [string | number]
      ? Leaf<Value>
      : List<Item>
    : Group<Value>;
interface Field<Value, Optional extends boolean> {
  readonly optional: Optional;
  readonly shape: Shape<Exclude<Value, undefined>>;
  /** What it is in a new part that does not say. */
  readonly otherwise?: (claim: Claim) => Value;
}

/** The table of fields without its types: what walks it is checked at run time. */
export type AnyShape =
  | Leaf<unknown>
  | { readonly kind: 'list'; readonly item: AnyShape; readonly removable: 'any' | 'last' }
  | AnyGroup;
export interface AnyGroup {
  readonly kind: 'group';
  readonly fields: Readonly<Record<string, AnyField>>;
}
interface AnyField {
  readonly optional: boolean;
  readonly shape: AnyShape;
  readonly otherwise?: (claim: Claim) => unknown;
}

const must = <S>(shape: S) => ({ optional: false as const, shape });
const may = <S>(shape: S) => ({ optional: true as const, shape });
const mostly = <S, Value>(shape: S, otherwise: (claim: Claim) => Value) => ({
  optional: false as const,
  shape,
  otherwise,
});
const group = <F>(fields: F) => ({ kind: 'group' as const, fields });
const list = <I>(item: I, removable: 'any' | 'last') => ({ kind: 'list' as const, item, removable });
const leaf = <Value>(read: (text: string) => Value | undefined, expected: string): Leaf<Value> => ({
  kind: 'leaf',
  read: (text) => {
    const value = read(text);
    return value === undefined ? failed(expected) : ok(value);
  },
});

const words = (text: string) => (text === '' ? [] : text.split(',').map((word) => word.trim()));
const numberIn = (text: string) => (/^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : undefined);
const oneOf = <const Code extends string>(...codes: Code[]) =>
  leaf((text) => codes.find((code) => code === text), `must be one of ${codes.join(', ')}`);
const codeOf = (codes: readonly string[]) =>
  leaf((text) => codes.find((code) => code === inUpperCase(text)), `must be one of ${codes.join(', ')}`);

const text = leaf<string>((written) => written || undefined, 'cannot be empty');
const upperCase = leaf<string>((written) => inUpperCase(written) || undefined, 'cannot be empty');
const withoutSeparators = (written: string) => written.replace(/[ -]/g, '');
const digits = leaf<string>((written) => withoutSeparators(written) || undefined, 'cannot be empty');
// Abroad there may be none; edits hold an address in the United States without it.
const state = leaf<string>(inUpperCase, '');
const postalCode = leaf<string>((written) => inUpperCase(withoutSeparators(written)), '');
const country = leaf<string>(
  (written) => /^[A-Z]{2}$/.exec(inUpperCase(written))?.[0],
  'must be the two letters of a country, such as CA',
);
const money = leaf<Cents>(parseMoney, 'must be dollars and cents, such as 125.00');
const date = leaf<string>((written) => z.iso.date().safeParse(written).data, 'must be a date, such as 2026-01-31');
const number = leaf<number>(numberIn, 'must be a number of at most 15 digits');
const truth = new Map([
  ['true', true],
  ['false', false],
]);
const yesOrNo = leaf<boolean>((written) => truth.get(written), 'must be true or false');
const codes = leaf<readonly string[]>((written) => words(inUpperCase(written)), 'must be codes with commas between');
/** As many as the 837 has places for. */
const causes = leaf<readonly string[]>((written) => {
  const given = words(inUpperCase(written));
  return [1, 2].includes(given.length) && given.every((cause) => ['AA', 'EM', 'OA'].includes(cause))
    ? given
    : undefined;
}, 'must be AA, EM or OA, or two of them with a comma between');
const positions = leaf<readonly number[]>((written) => {
  const numbers = words(written).map(numberIn);
  return numbers.every((found) => found !== undefined) ? numbers : undefined;
}, 'must be positions with commas between, such as 1,2');
const diagnosisCode = leaf<string>((written) => inUpperCase(written).replace('.', '') || undefined, 'cannot be empty');
/** It is what the claim is known by: another id is another claim. */
const fixed: Leaf<string> = {
  kind: 'leaf',
  read: () => failed('cannot be corrected: it is what the claim is known by'),
};

const address = group({
  address1: must(text),
  address2: may(text),
  city: must(text),
  state: must(state),
  postalCode: must(postalCode),
  country: may(country),
}) satisfies Group<Address>;

const providerFields = {
  lastNameOrOrganization: must(text),
  firstName: may(text),
  middleName: may(text),
  entityType: may(oneOf('person', 'organization')),
  npi: may(text),
  taxonomyCode: may(upperCase),
};
const provider = group(providerFields) satisfies Group<ProviderName>;

const personFields = {
  lastName: must(text),
  firstName: may(text),
  middleName: may(text),
  suffix: may(text),
  dateOfBirth: may(date),
  gender: may(oneOf('F', 'M', 'U')),
  address: may(address),
} satisfies Group<Person>['fields'];

const diagnosis = group({
  codeSystem: mostly(oneOf('icd-10-cm', 'icd-9-cm'), (claim) => codeSystemOn(servicePeriod(claim).to)),
  code: must(diagnosisCode),
});

const serviceLine = group({
  providerControlNumber: may(text),
  serviceDate: must(date),
  serviceDateEnd: may(date),
  procedureQualifier: mostly(upperCase, () => 'HC'),
  procedureCode: must(upperCase),
  procedureModifiers: mostly(codes, () => []),
  charge: must(money),
  unitCode: mostly(codeOf(unitCodes), () => 'UN'),
  units: must(number),
  placeOfServiceCode: may(text),
  diagnosisCodePointers: mostly(positions, () => []),
  renderingProvider: may(provider),
});

/** Every field of a claim; the compiler refuses a claim with a field that this table lacks. */
export const claimFields = group({
  sourceId: must(fixed),
  billingProvider: must(
    group({
      ...providerFields,
      address: must(address),
      taxId: must(digits),
      taxIdType: must(oneOf('EI', 'SY')),
      contact: may(group({ name: may(text), phoneNumber: may(text) })),
    }),
  ),
  subscriber: must(group({ ...personFields, memberId: must(text), groupNumber: may(text) })),
  dependent: may(group({ ...personFields, relationshipToSubscriberCode: must(codeOf(relationshipCodes)) })),
  payer: must(
    group({
      payerId: must(text),
      name: must(text),
      claimFilingCode: must(codeOf(claimFilingCodes)),
      responsibility: must(upperCase),
    }),
  ),
  totalCharge: must(money),
  placeOfServiceCode: must(text),
  claimFrequencyCode: must(text),
  signatureOnFile: must(yesOrNo),
  assignmentCode: must(oneOf('A', 'B', 'C')),
  benefitsAssignment: must(oneOf('Y', 'N', 'W')),
  releaseOfInformation: must(oneOf('Y', 'I')),
  admissionDate: may(date),
  priorAuthorizationNumber: may(text),
  referralNumber: may(text),
  payerClaimControlNumber: may(text),
  accident: may(group({ causes: must(causes), state: may(upperCase), country: may(country), date: may(date) })),
  diagnoses: must(list(diagnosis, 'last')),
  renderingProvider: may(provider),
  referringProvider: may(provider),
  supervisingProvider: may(provider),
  serviceFacility: may(group({ organizationName: must(text), npi: may(text), address: must(address) })),
  serviceLines: must(list(serviceLine, 'any')),
}) satisfies Group<Claim>;
