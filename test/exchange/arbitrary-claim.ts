import * as fc from 'fast-check';
import type {
  Claim,
  Dependent,
  Diagnosis,
  Person,
  ProviderName,
  ServiceLine,
  Subscriber,
} from '../../shared/claims/index.ts';
import { asCents, sumCents } from '../../shared/money.ts';
import { isNpi } from '../../shared/npi.ts';

/** Claims such as a clean 837P can say: every text in capitals, every provider another one. */

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const digits = [...'0123456789'];

function textOf(characters: readonly string[], min: number, max: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...characters), { minLength: min, maxLength: max }).map((list) => list.join(''));
}

const word = textOf([...letters, "'", '-', '&', '.'], 1, 12).map((text) => `A${text}`);
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map((list) => list.join(' '));
const number = (length: number) => textOf(digits, length, length);
const identifier = textOf([...letters, ...digits], 2, 20);

function dayFrom(first: string, last: string): fc.Arbitrary<string> {
  return fc
    .date({ min: new Date(first), max: new Date(last), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
}

// What has happened is not later than the file; births and accidents are not later than services.
const earlierDay = dayFrom('1925-01-01', '2015-12-31');
const day = dayFrom('2016-01-01', '2026-10-01');

function plusDays(iso: string, days: number): string {
  return new Date(Date.parse(iso) + days * 86_400_000).toISOString().slice(0, 10);
}

function optionally<Name extends string, Value>(
  name: Name,
  value: fc.Arbitrary<Value>,
): fc.Arbitrary<{ [N in Name]?: Value }> {
  return fc.option(value).map((present) => (present === null ? {} : { [name]: present }) as { [N in Name]?: Value });
}

/** One record of several. */
function all<Parts extends object[]>(...parts: { [Index in keyof Parts]: fc.Arbitrary<Parts[Index]> }) {
  return fc.tuple(...parts).map((list) => Object.assign({}, ...list) as Merged<Parts>);
}
type Merged<Parts extends object[]> = Parts extends [infer First, ...infer Rest extends object[]]
  ? First & Merged<Rest>
  : unknown;

const state = fc.constantFrom('AK', 'NY', 'PR');

function addressWith(postalCode: fc.Arbitrary<string>) {
  return all(fc.record({ address1: words, city: word, state, postalCode }), optionally('address2', words));
}

const abroad = fc.constantFrom(
  { state: 'ON', postalCode: 'M5V3L9', country: 'CA' },
  { state: '', postalCode: '10115', country: 'DE' },
  { state: '', postalCode: '', country: 'IE' },
);
const address = fc.oneof(
  addressWith(fc.oneof(number(5), number(9))),
  all(fc.record({ address1: words, city: word }), abroad),
);
/** Where providers are: the guide asks for the whole ZIP code. */
const place = addressWith(number(9));

/** The first digits of the NPI tell the roles apart: a provider who is named twice is named once. */
function npi(role: string): fc.Arbitrary<string> {
  return number(7).map((rest) => {
    const withCheckDigit = digits.map((digit) => `${role}${rest}${digit}`).find(isNpi);
    if (withCheckDigit === undefined) throw new Error('no digit is the check digit');
    return withCheckDigit;
  });
}

const taxonomy = optionally(
  'taxonomyCode',
  number(3).map((start) => `${start}Q00000X`),
);

function personName(role: string): fc.Arbitrary<ProviderName> {
  const first = fc.oneof(fc.record({ firstName: word }), fc.constant({ entityType: 'person' as const }));
  return all<[ProviderName, object, object]>(
    fc.record({ lastNameOrOrganization: word, npi: npi(role) }),
    first,
    optionally('middleName', word),
  );
}

function provider(role: string): fc.Arbitrary<ProviderName> {
  const organization = fc.record({ lastNameOrOrganization: words, npi: npi(role) });
  return all<[ProviderName, { taxonomyCode?: string }]>(fc.oneof(organization, personName(role)), taxonomy);
}

const person: fc.Arbitrary<Person> = all(
  fc.record({
    lastName: words,
    dateOfBirth: earlierDay,
    gender: fc.constantFrom('F' as const, 'M' as const, 'U' as const),
    address,
  }),
  optionally('firstName', word),
  optionally('middleName', word),
  optionally('suffix', fc.constantFrom('JR', 'III')),
);

const subscriber: fc.Arbitrary<Subscriber> = all(
  person,
  fc.record({ memberId: identifier }),
  optionally('groupNumber', identifier),
);

const dependent: fc.Arbitrary<Dependent> = all(
  person,
  fc.record({ relationshipToSubscriberCode: fc.constantFrom('01', '19', 'G8') }),
);

const diagnosisCode = fc
  .tuple(fc.constantFrom(...letters), textOf([...letters, ...digits], 2, 6))
  .map((parts) => parts.join(''));

const diagnoses: fc.Arbitrary<readonly Diagnosis[]> = fc
  .uniqueArray(diagnosisCode, { minLength: 1, maxLength: 12 })
  .map((codes) => codes.map((code) => ({ codeSystem: 'icd-10-cm', code })));

function serviceLine(diagnosisCount: number): fc.Arbitrary<ServiceLine> {
  const pointers = fc.uniqueArray(fc.integer({ min: 1, max: diagnosisCount }), { minLength: 1, maxLength: 4 });
  return all(
    fc.record({
      serviceDate: day,
      procedureQualifier: fc.constant('HC'),
      procedureCode: fc.tuple(fc.constantFrom(...'0123456789GJ'), number(4)).map((parts) => parts.join('')),
      procedureModifiers: fc.array(textOf([...letters, ...digits], 2, 2), { maxLength: 4 }),
      charge: fc.integer({ min: 0, max: 10_000_000 }).map(asCents),
      unitCode: fc.constant('UN'),
      units: fc.integer({ min: 1, max: 9999 }).map((tenths) => tenths / 10),
      diagnosisCodePointers: pointers,
    }),
    optionally('placeOfServiceCode', placeOfService),
    optionally('providerControlNumber', identifier),
    optionally('renderingProvider', provider('12')),
  ).chain((line) =>
    optionally(
      'serviceDateEnd',
      fc.integer({ min: 1, max: 40 }).map((days) => plusDays(line.serviceDate, days)),
    ).map((end) => ({ ...line, ...end })),
  );
}

/** No bed of a patient: a claim of the domain has no admission. */
const placeOfService = fc.constantFrom('02', '11', '22', '81');

const accident = fc.oneof(
  fc.record({ causes: fc.constantFrom(['OA'], ['EM', 'OA']), date: earlierDay }),
  fc.record({ causes: fc.constantFrom(['AA'], ['AA', 'EM']), date: earlierDay, state }),
  fc.record({ causes: fc.constant(['AA']), date: earlierDay, country: fc.constantFrom('CA', 'MX') }),
  fc.record({ causes: fc.constant(['EM']) }),
);

const frequency = fc.oneof(
  fc.constant({ claimFrequencyCode: '1' }),
  fc.record({ claimFrequencyCode: fc.constantFrom('7', '8'), payerClaimControlNumber: identifier }),
);

const billingProvider = all(
  provider('11'),
  fc.record({ address: place, taxId: number(9), taxIdType: fc.constantFrom('EI' as const, 'SY' as const) }),
  optionally('contact', all(fc.record({ phoneNumber: number(10) }), optionally('name', words))),
);

/** Somewhere else than the billing provider. */
const elsewhere = place.map((there) => ({ ...there, city: `${there.city}-ELSEWHERE` }));
const serviceFacility = all(fc.record({ organizationName: words, address: elsewhere }), optionally('npi', npi('13')));

export const arbitraryClaim: fc.Arbitrary<Claim> = all(
  fc.record({
    sourceId: identifier,
    billingProvider,
    subscriber,
    payer: fc.record({
      payerId: identifier,
      name: words,
      // Medicare is another matter: when it does not pay first, SBR05 says why, which the domain does not know.
      claimFilingCode: fc.constantFrom('CI', 'MC', 'BL'),
      // A second payer's claim tells of the first one, whom the domain does not know.
      responsibility: fc.constantFrom('P', 'U'),
    }),
    placeOfServiceCode: placeOfService,
    signatureOnFile: fc.boolean(),
    assignmentCode: fc.constantFrom('A', 'B', 'C'),
    benefitsAssignment: fc.constantFrom('Y', 'N', 'W'),
    releaseOfInformation: fc.constantFrom('Y', 'I'),
  }),
  frequency,
  diagnoses.chain((list) =>
    fc.record({
      diagnoses: fc.constant(list),
      serviceLines: fc.array(serviceLine(list.length), { minLength: 1, maxLength: 6 }),
    }),
  ),
  optionally('dependent', dependent),
  optionally('admissionDate', earlierDay),
  optionally('priorAuthorizationNumber', identifier),
  optionally('referralNumber', identifier),
  optionally('accident', accident),
  optionally('renderingProvider', provider('14')),
  optionally('referringProvider', personName('15')),
  optionally('supervisingProvider', personName('16')),
  optionally('serviceFacility', serviceFacility),
).map((claim) => ({ ...claim, totalCharge: sumCents(claim.serviceLines.map((line) => line.charge)) }));
