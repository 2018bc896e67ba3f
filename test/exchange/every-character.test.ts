import { expect, test } from 'vitest';
import { claimFromEncounter, encounterProblems, encounterSchema, type Finding } from '../../shared/claims/index.ts';
import { scrub } from '../../shared/edits/index.ts';
import { findProblemsBeforeSending, writeClaims837P } from '../../shared/exchange/index.ts';
import { configuration, exampleEncounter } from '../claims/example.ts';
import { pcn, sending } from './sending.ts';

const address = { address1: '7 Pine Court', address2: 'Floor 2', city: 'Albany', state: 'NY', postalCode: '122071234' };
const person = { firstName: 'Robin', lastName: 'Keller', middleName: 'Quinn', suffix: 'JRX' };
const providerOf = (npi: string) => ({ npi, lastName: 'Winters', firstName: 'Blair', middleName: 'Drew' });

/** Every text field of an encounter, each with a value that stands nowhere else. */
const whole = {
  ...exampleEncounter,
  payerName: 'Evergreen Plan',
  claimFilingCode: 'CI',
  subscriber: {
    ...exampleEncounter.subscriber,
    ...person,
    memberId: 'Wx1234567',
    paymentResponsibilityLevelCode: 'P',
    address,
  },
  dependent: {
    relationshipToSubscriberCode: '19',
    firstName: 'Sasha',
    lastName: 'Holden',
    middleName: 'Reese',
    suffix: 'IIX',
    dateOfBirth: '2015-05-05',
    gender: 'F',
    address: { ...address, address1: '8 Pine Court', address2: 'Floor 3', city: 'Utica' },
  },
  billingProvider: {
    npi: '1234567893',
    organizationName: 'Willow Creek',
    taxonomyCode: '261QM0801X',
    taxId: '123456789',
    taxIdType: 'EI',
    address: { ...address, address1: '9 Pine Court', address2: 'Floor 4', city: 'Delmar' },
    contact: { name: 'Front Desk', phoneNumber: '5185550100' },
  },
  renderingProvider: { ...providerOf('1245319599'), lastName: 'Marlow', taxonomyCode: '101YM0800X' },
  referringProvider: { ...providerOf('1679576722'), lastName: 'Ferris' },
  supervisingProvider: { ...providerOf('1999999984'), lastName: 'Sutter' },
  serviceFacility: { organizationName: 'Annex House', npi: '1234567802', address: { ...address, city: 'Oneida' } },
  claimFrequencyCode: '7',
  payerClaimControlNumber: 'pcCN-77',
  priorAuthorizationNumber: 'AUTH-77',
  referralNumber: 'REF-77',
  assignmentCode: 'A',
  benefitsAssignment: 'Y',
  releaseOfInformation: 'Y',
  accident: { causes: ['AA'], state: 'NY', date: '2026-03-01' },
  diagnosisCodes: ['F321'],
  serviceLines: [
    {
      serviceDate: '2026-03-02',
      serviceDateEnd: '2026-03-03',
      procedureCode: '90834',
      procedureModifiers: ['GT'],
      charge: '125.00',
      units: 1,
      unitCode: 'UN',
      placeOfServiceCode: '02',
      diagnosisCodePointers: [1],
      providerControlNumber: 'LINE-1',
      renderingProvider: { ...providerOf('1003000126'), lastName: 'Larkin', taxonomyCode: '101YM0800X' },
    },
  ],
};

/** The practice's own numbers never leave; ours stand in their place. */
const keptHere = new Set(['encounterId', 'practiceId', 'serviceLines.0.providerControlNumber']);

/** An amount leaves as the number that it is, without needless zeros. */
const amounts = new Set(['serviceLines.0.charge']);

const nasty = [
  ...['*', ':', '~', '^', 'Ü', 'é', 'ß', 'ı', 'ﬁ', 'U\u0308', '½', '’', '日', '🙂', '\u00a0', '\u200b', '\u00ad'],
  ...['\n', '\t', '\u0000', '\u007f', '\ufffd', '\udcdc', '\ud83d', '|', '\\', '"', '`', 'a', '1', '{'],
];

function pathsOf(value: unknown, path: string): string[] {
  if (typeof value === 'string') return keptHere.has(path) || amounts.has(path) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => pathsOf(part, path ? `${path}.${key}` : key));
}

/** The encounter with a character within the text at the path, and that text. */
function withCharacter(path: string, character: string) {
  const encounter = structuredClone(whole) as object;
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const parent = steps.reduce<Record<string, unknown>>(
    (part, step) => part[step] as Record<string, unknown>,
    encounter as Record<string, unknown>,
  );
  const value = String(parent[last]);
  const text = `${value.slice(0, 1)}${character}${value.slice(1)}`;
  parent[last] = text;
  return { encounter, text };
}

function outcomeOf(encounter: unknown): { readonly said: readonly string[]; readonly text: string } {
  const parsed = encounterSchema.safeParse(encounter);
  if (!parsed.success) return { said: encounterProblems(parsed.error).map(({ field }) => field), text: '' };
  const made = claimFromEncounter(parsed.data, configuration);
  if (!made.ok) return { said: made.problem.map(({ field }) => field), text: '' };
  const outgoing = { patientControlNumber: pcn(1), claim: made.value };
  const findings: Finding[] = scrub(made.value, { today: '2026-03-20', timelyFilingDays: 90 });
  const found = findings.some(({ severity }) => severity === 'error')
    ? findings
    : [...findings, ...findProblemsBeforeSending(outgoing)];
  return {
    said: found.map(({ code, field = '' }) => `${code} ${field}`),
    text: writeClaims837P({ ...sending, claims: [outgoing] }).text,
  };
}

const inAsciiCapitals = (text: string) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase());

test('the encounter itself leaves without a word', () => {
  expect(outcomeOf(whole)).toMatchObject({ said: [], text: expect.stringContaining('Wx1234567') });
});

test.each(pathsOf(whole, ''))('%s leaves as it came, or what becomes of it is said', (path) => {
  const silently = nasty.filter((character) => {
    const { encounter, text } = withCharacter(path, character);
    const { said, text: sent } = outcomeOf(encounter);
    return said.length === 0 && !inAsciiCapitals(sent).includes(inAsciiCapitals(text.trim()));
  });
  expect(silently).toEqual([]);
});

/** What a patient, a member or a claim is known by. */
const codes = ['subscriber.memberId', 'subscriber.groupNumber', 'payerId', 'payerClaimControlNumber', 'referralNumber'];

test.each(codes)('%s never leaves otherwise than it came, not even in its case', (path) => {
  const changed = nasty.filter((character) => {
    const { encounter, text } = withCharacter(path, character);
    const sent = outcomeOf(encounter).text;
    return sent !== '' && !sent.includes(text);
  });
  expect(changed).toEqual([]);
});

test.each([
  ['subscriber.lastName', 'Ü', 'characters-replaced subscriber.lastName', '*KUELLER*'],
  ['subscriber.lastName', 'U\u0308', 'characters-replaced subscriber.lastName', '*KUELLER*'],
  ['subscriber.lastName', '*', 'characters-unsendable subscriber.lastName', ''],
  ['subscriber.lastName', '日', 'characters-unsendable subscriber.lastName', ''],
  ['subscriber.address.address1', ':', 'characters-replaced subscriber.address.address1', 'N3*7 PINE COURT'],
  ['subscriber.memberId', 'Ü', 'characters-unsendable subscriber.memberId', ''],
])('%s with %s: %s', (path, character, says, sent) => {
  const { said, text } = outcomeOf(withCharacter(path, character).encounter);
  expect(said).toEqual([says]);
  expect(text).toContain(sent);
  if (sent === '') expect(text).toBe('');
});

test('a warning says which letter stands for which', () => {
  const parsed = encounterSchema.parse(withCharacter('subscriber.lastName', 'Ü').encounter);
  const made = claimFromEncounter(parsed, configuration);
  if (!made.ok) throw new Error('is no claim');
  const [finding] = scrub(made.value, { today: '2026-03-20', timelyFilingDays: 90 });
  expect(finding?.message).toMatch(/otherwise than it came: Ü → U\.$/);
});
