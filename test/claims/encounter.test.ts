import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { encounterSchema, parseEncounter } from '../../shared/claims/encounter.ts';
import { encounterProblems, refusals } from '../../shared/claims/encounter-problems.ts';
import { claimFromEncounter } from '../../shared/claims/encounter-to-claim.ts';
import { configuration, exampleClaim, exampleEncounter, parsedEncounter } from './example.ts';

const [firstLine] = exampleEncounter.serviceLines;
const withLine = (change: object) => ({ ...exampleEncounter, serviceLines: [{ ...firstLine, ...change }] });
const without = (field: string) =>
  Object.fromEntries(Object.entries(exampleEncounter).filter(([name]) => name !== field));

test('null says what an absent field says', () => {
  const unknown = {
    ...exampleEncounter,
    referralNumber: null,
    accident: null,
    subscriber: { ...exampleEncounter.subscriber, middleName: null, dateOfBirth: null },
    serviceLines: [
      { ...firstLine, placeOfServiceCode: null, renderingProvider: { npi: '1000002117', firstName: null } },
    ],
  };
  const { dateOfBirth: _, ...subscriber } = exampleEncounter.subscriber;
  expect(parseEncounter(unknown)).toEqual(
    encounterSchema.safeParse({
      ...exampleEncounter,
      subscriber,
      serviceLines: [{ ...firstLine, renderingProvider: { npi: '1000002117' } }],
    }),
  );
  expect(parseEncounter({ ...exampleEncounter, encounterId: null }).error?.issues).toMatchObject([
    { path: ['encounterId'], code: 'invalid_type' },
  ]);
});

describe('what is refused', () => {
  test('is told of a hundred fields of an encounter', () => {
    const problems = Array.from({ length: 5000 }, () => ({ field: 'diagnosisCodes[0]', message: 'is missing' }));
    const told = refusals(problems);
    expect(told).toHaveLength(101);
    expect(told.at(-1)?.message).toBe('Has 4900 more such faults: correct these first.');
  });

  test.each<[string, unknown, string]>([
    ['encounterId', without('encounterId'), 'is missing, or is not a text in quotes'],
    ['encounterId', { ...exampleEncounter, encounterId: ' ' }, 'must not be empty'],
    ['serviceLines', { ...exampleEncounter, serviceLines: [] }, 'must have at least one entry'],
    ['serviceLines[0].charge', withLine({ charge: 125 }), 'a JSON number can lose cents'],
    ['serviceLines[0].charge', withLine({ charge: '125.001' }), 'dollars and cents'],
    ['serviceLines[0].charge', withLine({ charge: '1e3' }), 'dollars and cents'],
    ['serviceLines[0].charge', withLine({ charge: '999999999999999' }), 'dollars and cents'],
    ['serviceLines[0].serviceDate', withLine({ serviceDate: '03/02/2026' }), 'YYYY-MM-DD'],
    ['serviceLines[0].serviceDateEnd', withLine({ serviceDateEnd: '20260302' }), 'YYYY-MM-DD'],
    ['serviceLines[0].units', withLine({ units: 1e18 }), 'no number of units that'],
    ['serviceLines[0].units', withLine({ units: 1e-200 }), 'no number of units'],
    ['serviceLines[0].diagnosisCodePointers[0]', withLine({ diagnosisCodePointers: [1e18] }), 'no position that'],
    ['serviceLines[0].chrage', withLine({ chrage: '1.00' }), 'is not known here'],
    ['serviceLines[0].(a name of another form)', withLine({ 'Sample Robin': 1 }), 'is not known here'],
    [
      'subscriber.ssn',
      { ...exampleEncounter, subscriber: { ...exampleEncounter.subscriber, ssn: '1' } },
      'is not known here',
    ],
    [
      'subscriber.gender',
      { ...exampleEncounter, subscriber: { lastName: 'S', gender: 'X' } },
      'must be one of F, M, U',
    ],
    ['dependent.relationshipToSubscriberCode', { ...exampleEncounter, dependent: { lastName: 'S' } }, 'is missing'],
    [
      'dependent.relationshipToSubscriberCode',
      { ...exampleEncounter, dependent: { lastName: 'S', relationshipToSubscriberCode: '99' } },
      'must be one of 01, 19, 20, 21, 39, 40, 53, G8',
    ],
    ['claimFilingCode', { ...exampleEncounter, claimFilingCode: '09' }, 'must be one of 11, 12,'],
    ['payerId', { ...exampleEncounter, payerId: 'A' }, 'must have at least 2 characters'],
    [
      'subscriber.memberId',
      { ...exampleEncounter, subscriber: { lastName: 'S', memberId: '-' } },
      'must have at least 2 characters',
    ],
    ['accident.state', { ...exampleEncounter, accident: { causes: ['AA'], state: 'Ohio' } }, 'must be the two letters'],
    ['accident.causes', { ...exampleEncounter, accident: { causes: ['EM', 'OA', 'AA'] } }, 'at most 2 entries'],
    ['serviceLines[0].unitCode', withLine({ unitCode: 'DA' }), 'must be one of UN, MJ'],
    [
      'renderingProvider',
      { ...exampleEncounter, renderingProvider: { organizationName: 'Okafor LLC', lastName: 'Okafor' } },
      'must have either organizationName, or lastName and firstName',
    ],
    ['encounter', 'not an object', 'is missing, or is not an object'],
  ])('%s', (field, given, sentence) => {
    const parsed = encounterSchema.safeParse(given);
    expect(encounterProblems(parsed.error ?? new z.ZodError([]))).toEqual([
      { field, message: expect.stringContaining(sentence) },
    ]);
  });

  test('no problem tells a value', () => {
    const given = withLine({ charge: 'SECRET', serviceDate: 'SECRET', units: 'SECRET', unitCode: 'SECRET'.repeat(20) });
    const problems = encounterProblems(encounterSchema.safeParse(given).error ?? new z.ZodError([]));
    expect(problems).toHaveLength(4);
    expect(JSON.stringify(problems)).not.toContain('SECRET');
  });
});

test('codes are taken in small letters too, and a plan without its kind is what the payer is known for', () => {
  const encounter = parsedEncounter({
    dependent: { lastName: 'Santos', relationshipToSubscriberCode: 'g8' },
    claimFilingCode: ' ',
    serviceLines: [{ ...firstLine, unitCode: 'mj' }],
    accident: { causes: ['AA'], state: 'oh', country: 'us' },
  });
  expect(encounter).toMatchObject({
    dependent: { relationshipToSubscriberCode: 'G8' },
    serviceLines: [{ unitCode: 'MJ' }],
    accident: { state: 'OH', country: 'US' },
  });
  expect(encounter.claimFilingCode).toBeUndefined();
});

test('an address abroad has a country, and may have neither state nor postal code', () => {
  const address = { address1: '12 Queen St W', city: 'Toronto', country: 'ca' };
  const { subscriber, dependent } = parsedEncounter({
    subscriber: { lastName: 'Santos', address },
    dependent: {
      lastName: 'Santos',
      relationshipToSubscriberCode: '19',
      address: { ...address, postalCode: 'm5v 3l9' },
    },
  });
  expect(subscriber.address).toEqual({ ...address, state: '', postalCode: '', country: 'CA' });
  expect(dependent?.address?.postalCode).toBe('M5V3L9');
});

test('what a person can correct is let in', () => {
  const encounter = parsedEncounter({
    subscriber: { lastName: 'Santos', memberId: '', dateOfBirth: '' },
    renderingProvider: { npi: '123' },
    diagnosisCodes: ['?'],
    placeOfServiceCode: '00',
    serviceLines: [
      { ...firstLine, procedureCode: 'x', serviceDate: '2026-02-30', units: -1, diagnosisCodePointers: [9] },
    ],
  });
  expect(claimFromEncounter(encounter, configuration).ok).toBe(true);
});

describe('the claim', () => {
  test('takes the practice, the roster and the payer from the configuration', () => {
    const claim = exampleClaim();
    expect(claim.billingProvider).toEqual(configuration.practices[0]?.billingProvider);
    expect(claim.renderingProvider).toEqual({
      npi: '1245319599',
      lastNameOrOrganization: 'Okafor',
      firstName: 'Ada',
      taxonomyCode: '101YM0800X',
    });
    expect(claim.payer).toEqual({
      payerId: 'SBX01',
      name: 'Evergreen Health Plan',
      claimFilingCode: 'CI',
      responsibility: 'P',
    });
    expect(claim).toMatchObject({
      sourceId: 'ENC-1001',
      totalCharge: 30550,
      claimFrequencyCode: '1',
      signatureOnFile: true,
    });
    expect(claim.diagnoses[0]).toEqual({ codeSystem: 'icd-10-cm', code: 'F321' });
    expect(claim.subscriber.address?.postalCode).toBe('121802211');
    expect(claim.serviceLines[0]).toEqual({
      serviceDate: '2026-03-02',
      procedureQualifier: 'HC',
      procedureCode: '90834',
      procedureModifiers: [],
      charge: 12500,
      units: 1,
      unitCode: 'UN',
      diagnosisCodePointers: [1],
    });
  });

  test('keeps a total that was given, for the scrub to check', () => {
    expect(exampleClaim({ totalCharge: '1.00' }).totalCharge).toBe(100);
  });

  test('takes ICD-9-CM for services that end before 2015-10-01', () => {
    const serviceLines = [{ ...firstLine, serviceDate: '2015-09-28', serviceDateEnd: '2015-09-30' }];
    expect(exampleClaim({ serviceLines }).diagnoses[0]?.codeSystem).toBe('icd-9-cm');
    const acrossTheDay = [{ ...firstLine, serviceDate: '2015-09-28', serviceDateEnd: '2015-10-01' }];
    expect(exampleClaim({ serviceLines: acrossTheDay }).diagnoses[0]?.codeSystem).toBe('icd-10-cm');
  });

  test('goes to a payer that nobody configured', () => {
    const { payer } = exampleClaim({
      payerId: 'NEW99',
      subscriber: { lastName: 'S', paymentResponsibilityLevelCode: 'S' },
    });
    expect(payer).toEqual({ payerId: 'NEW99', name: 'NEW99', claimFilingCode: 'CI', responsibility: 'S' });
    expect(exampleClaim({ payerId: 'NEW99', payerName: 'New', claimFilingCode: 'MC' }).payer).toMatchObject({
      name: 'New',
      claimFilingCode: 'MC',
    });
  });

  test.each<[object, object]>([
    [{ organizationName: 'Okafor LLC' }, { lastNameOrOrganization: 'Okafor LLC', entityType: 'organization' }],
    [{ lastName: 'Reyes' }, { lastNameOrOrganization: 'Reyes', entityType: 'person' }],
    [{ lastName: 'OKAFOR' }, { lastNameOrOrganization: 'OKAFOR', firstName: 'Ada' }],
    [
      { lastName: 'Okafor', firstName: 'A' },
      { lastNameOrOrganization: 'Okafor', firstName: 'A' },
    ],
  ])('keeps the name that the encounter gives a provider: %j', (given, name) => {
    const { renderingProvider } = exampleClaim({ renderingProvider: { npi: '1245319599', ...given } });
    expect(renderingProvider).toEqual({ ...name, npi: '1245319599', taxonomyCode: '101YM0800X' });
  });

  test('knows who bills by the NPI alone too', () => {
    const named = { lastNameOrOrganization: 'Willow Creek Counseling PLLC', entityType: 'organization' };
    const renderingProvider = { npi: '1234567893' };
    const known = { ...named, ...renderingProvider, taxonomyCode: '261QM0801X' };
    expect(exampleClaim({ renderingProvider }).renderingProvider).toEqual(known);
    const serviceLines = [{ ...firstLine, renderingProvider }];
    expect(exampleClaim({ serviceLines }).serviceLines[0]?.renderingProvider).toEqual(known);
  });

  test('of an unknown practice needs a billing provider', () => {
    const billingProvider = {
      organizationName: 'Elsewhere LLC',
      npi: '1999999984',
      taxId: '98-7654321',
      address: exampleEncounter.subscriber.address,
    };
    expect(exampleClaim({ practiceId: 'elsewhere', billingProvider }).billingProvider).toMatchObject({
      lastNameOrOrganization: 'Elsewhere LLC',
      taxId: '987654321',
      taxIdType: 'EI',
    });
  });

  const its = { organizationName: 'Willow', taxId: '123456789', address: exampleEncounter.subscriber.address };
  const notConfigured = 'practiceId is not a configured practice';
  const others = Array.from({ length: 5 }, (_, index) => `practice-${index}`);
  const sendThat = 'billingProvider.npi is that of willow-creek: send that id';
  test.each<[string, object, readonly string[] | undefined, string]>([
    ['unlike any', { practiceId: 'elsewhere' }, undefined, ': the configuration has willow-creek; correct it, add'],
    [
      'near one',
      { practiceId: 'wilow-creek' },
      ['willow-creek', ...others],
      ': the configuration has willow-creek; co',
    ],
    ['unlike any of many', { practiceId: 'elsewhere' }, ['willow-creek', ...others], ': add it to the configuration'],
    ['near one that its sender may not see', { practiceId: 'wilow-creek' }, [], ': add it to the configuration, or'],
    [
      'in other letters, with an NPI of its own',
      { practiceId: 'Willow-Creek', billingProvider: { ...its, npi: '1999999984' } },
      undefined,
      ': the configuration has willow-creek; send that id',
    ],
    [
      'with the NPI of one',
      { practiceId: 'elsewhere', billingProvider: { ...its, npi: '1234567893' } },
      undefined,
      `, and ${sendThat}`,
    ],
  ])('of a practice that nobody configured, %s, is told which there are', (_what, change, seen, message) => {
    const [practice] = configuration.practices;
    if (practice === undefined) throw new Error('the example configures a practice');
    const practices = [practice, ...others.map((practiceId) => ({ ...practice, practiceId }))];
    const known = seen?.includes('practice-0') ? { ...configuration, practices } : configuration;
    const claim = claimFromEncounter(parsedEncounter(change), known, (id) => seen?.includes(id) !== false);
    const told = claim.ok ? [] : claim.problem.map((each) => `${each.field} ${each.message}`);
    expect(told).toEqual([expect.stringContaining(`${notConfigured}${message}`)]);
  });

  test('says nothing of a practice that its sender may not see, but that its NPI is taken', () => {
    const billingProvider = { ...its, npi: '1234567893' };
    const problem = [{ field: 'billingProvider.npi', message: 'is that of another practice' }];
    const encounter = parsedEncounter({ practiceId: 'elsewhere', billingProvider });
    expect(claimFromEncounter(encounter, configuration, (id) => id === 'elsewhere')).toEqual({ ok: false, problem });
    const inOtherLetters = { practiceId: 'Willow-Creek', billingProvider: { ...its, npi: '1999999984' } };
    const taken = claimFromEncounter(parsedEncounter(inOtherLetters), configuration, (id) => id === 'Willow-Creek');
    expect(taken).toMatchObject({ ok: true });
  });
});

test('the schema becomes JSON Schema for the API reference', () => {
  const schema = z.toJSONSchema(encounterSchema, { io: 'input' });
  expect(schema.$defs?.['Encounter']?.required).toEqual([
    'encounterId',
    'practiceId',
    'payerId',
    'subscriber',
    'placeOfServiceCode',
    'serviceLines',
  ]);
});
