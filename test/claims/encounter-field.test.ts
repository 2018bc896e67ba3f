import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type AnyShape, claimFields } from '../../shared/claims/correction-fields.ts';
import { encounterFields } from '../../shared/claims/encounter-field.ts';
import { fieldSteps, type Step } from '../../shared/claims/field-path.ts';
import { encounterSchema } from '../../shared/claims/index.ts';
import { edits } from '../../shared/edits/index.ts';
import { rows } from '../edits/scrub-rows.ts';
import { exampleEncounter, parsedEncounter } from './example.ts';

const provider = { lastName: 'Reyes', npi: '1679576722' };
/** One that says all that there is in parts. */
const full = {
  ...exampleEncounter,
  dependent: { relationshipToSubscriberCode: '19', lastName: 'Santos', address: exampleEncounter.subscriber.address },
  billingProvider: {
    organizationName: 'Willow Creek',
    npi: '1234567893',
    taxId: '123456789',
    address: exampleEncounter.subscriber.address,
    contact: { phoneNumber: '5185550100' },
  },
  referringProvider: provider,
  supervisingProvider: provider,
  serviceFacility: { organizationName: 'Annex', address: exampleEncounter.subscriber.address },
  accident: { causes: ['AA'], state: 'NY', date: '2026-01-31' },
  serviceLines: exampleEncounter.serviceLines.map((line) => ({ ...line, renderingProvider: provider })),
};

/** Every part and field of a claim, as `correct` and the edits name them. */
function pathsOf(shape: AnyShape, path: string): string[] {
  if (shape.kind === 'leaf') return [path];
  if (shape.kind === 'list')
    return [`${path}[0]`, `${path}[1]`].flatMap((each) => [each, ...pathsOf(shape.item, each)]);
  return Object.entries(shape.fields).flatMap(([name, field]) =>
    pathsOf(field.shape, path === '' ? name : `${path}.${name}`),
  );
}

/** The value with something at the end of the steps. */
function withSomethingAt(value: unknown, [step, ...rest]: readonly Step[]): unknown {
  if (step === undefined) return value ?? 'something';
  if (typeof step === 'number') {
    const items = (value ?? []) as readonly unknown[];
    return Object.assign([...items], { [step]: withSomethingAt(items[step], rest) });
  }
  const fields = (value ?? {}) as Readonly<Record<string, unknown>>;
  return { ...fields, [step]: withSomethingAt(fields[step], rest) };
}

/** Whether the schema knows all the names on the way. */
function isKnown(field: string): boolean {
  const { error } = encounterSchema.safeParse(withSomethingAt(full, fieldSteps(field)));
  return !(error?.issues ?? []).some(({ code, message }) => code === 'unrecognized_keys' || message.includes('object'));
}

test.each(['diagnoses[0].code', 'renderingProvider.lastNameOrOrganization', 'payer.name', 'subscriber.memberId.x'])(
  'an encounter has no %s',
  (field) => expect(isKnown(field)).toBe(false),
);

describe('the sender of an encounter knows a field as', () => {
  test.each([
    ['sourceId', 'encounterId'],
    ['payer.payerId', 'payerId'],
    ['payer.name', 'payerName'],
    ['payer.responsibility', 'subscriber.paymentResponsibilityLevelCode'],
    ['subscriber.address.postalCode', 'subscriber.address.postalCode'],
    ['diagnoses[1].code', 'diagnosisCodes[1]'],
    ['diagnoses[1].codeSystem', 'diagnosisCodes[1]'],
    ['diagnoses', 'diagnosisCodes'],
    ['billingProvider.lastNameOrOrganization', 'billingProvider.organizationName'],
    ['renderingProvider.lastNameOrOrganization', 'renderingProvider.lastName'],
    ['serviceLines[1].renderingProvider.lastNameOrOrganization', 'serviceLines[1].renderingProvider.lastName'],
    ['serviceLines[1]', 'serviceLines[1]'],
    ['serviceLines[1].procedureModifiers', 'serviceLines[1].procedureModifiers'],
    ['serviceLines[0].diagnosisCodePointers', 'serviceLines[0].diagnosisCodePointers'],
    ['serviceLines[0].procedureQualifier', 'serviceLines[0]'],
    ['accident.causes', 'accident.causes'],
    ['totalCharge', 'totalCharge'],
  ])('%s: %s', (field, known) => {
    expect(encounterFields(parsedEncounter(full))(field)).toBe(known);
  });

  test.each([
    ['diagnoses[0].code', { diagnosisCodes: [] }, 'diagnosisCodes[0]'],
    ['diagnoses[12]', { diagnosisCodes: Array(13).fill('F321') }, 'diagnosisCodes[12]'],
    ['billingProvider.npi', {}, 'billingProvider.npi'],
    ['accident.date', {}, 'accident.date'],
    ['renderingProvider.lastNameOrOrganization', { renderingProvider: { npi: '1' } }, 'renderingProvider.lastName'],
  ])('%s also when that is missing: %j', (field, change, known) => {
    expect(encounterFields(parsedEncounter(change))(field)).toBe(known);
  });
});

describe('every field that an edit can name is one that an encounter can have', () => {
  test.each(pathsOf(claimFields, ''))('%s', (field) => {
    const known = encounterFields(parsedEncounter(full))(field);
    expect([known, isKnown(known)]).toEqual([known, true]);
  });

  test.each([...new Set(rows.map(([, field]) => field))])('%s, as it is found', (field) => {
    const known = encounterFields(parsedEncounter(full))(field);
    expect([known, isKnown(known)]).toEqual([known, true]);
  });
});

/** Names of fields in a sentence: `totalCharge`, `accident.date`, `serviceLines[0]`. */
const named = /\b[a-z]+[A-Z]\w*|\b[a-z]\w*(?:\[\d+\]|\.[a-z]\w*)+/g;

test.each(edits.map(({ code, sentence }) => [code, sentence.match(named) ?? []] as const))(
  'the sentence of %s names fields that a claim and an encounter call the same: %j',
  (_code, fields) => {
    const schema = JSON.stringify(z.toJSONSchema(encounterSchema, { io: 'input' }));
    const unknown = fields
      .flatMap(fieldSteps)
      .filter((step) => typeof step === 'string' && !schema.includes(`"${step}"`));
    expect(unknown).toEqual([]);
  },
);
