import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfiguration, loadSimulation } from '../../../local/configuration/index.ts';
import { SafeError } from '../../../shared/safe-error.ts';

const examples = `${import.meta.dirname}/../../../examples`;
const sample = JSON.parse(await readFile(`${examples}/claimwright.json`, 'utf8')) as unknown;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimwright-configuration-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(text: string): Promise<string> {
  const path = join(folder, 'claimwright.json');
  await writeFile(path, text);
  return path;
}

type Keys = readonly (string | number)[];

/** The value with another one, or none, at a path of it. */
function changed(value: unknown, [key, ...rest]: Keys, to: unknown): unknown {
  if (key === undefined) return to;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  copy[key] = changed(copy[key], rest, to);
  return copy;
}

async function refusal(load: (path: string) => Promise<unknown>, path: string): Promise<string> {
  const problem: unknown = await load(path).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(problem).toBeInstanceOf(SafeError);
  return (problem as SafeError).message;
}

describe('claimwright.json', () => {
  test('becomes a configuration', async () => {
    const { practices, providers, payers, tradingPartners } = await loadConfiguration(`${examples}/claimwright.json`);
    expect(practices[0]).toEqual({
      practiceId: 'family-medicine',
      billingProvider: {
        lastNameOrOrganization: 'Northside Family Medicine',
        npi: '1000001010',
        taxonomyCode: '261QP2300X',
        taxId: '780010001',
        taxIdType: 'EI',
        address: {
          address1: '410 Larkspur Avenue',
          address2: 'Suite 2',
          city: 'Fernbank',
          state: 'OH',
          postalCode: '450991410',
        },
        contact: { name: 'Dana Whitlow', phoneNumber: '6145550110' },
      },
      patientBilling: { phoneNumber: '6145550111', payOnlineUrl: 'https://northside.example.com/pay' },
    });
    expect([practices.length, providers.length, payers.length, tradingPartners.usage]).toEqual([3, 10, 6, 'T']);
  });

  test.each<[string, Keys, unknown, string]>([
    [
      'a wrong check digit',
      ['practices', 0, 'billingProvider', 'npi'],
      '1000001017',
      'practices[0].billingProvider.npi: is no NPI',
    ],
    ['the same in the roster', ['providers', 2, 'npi'], '123', 'providers[2].npi: is no NPI'],
    [
      'a short tax id',
      ['practices', 1, 'billingProvider', 'taxId'],
      '12',
      'practices[1].billingProvider.taxId: must have nine digits',
    ],
    [
      'five digits of a postal code',
      ['practices', 0, 'billingProvider', 'address', 'postalCode'],
      '45099',
      'practices[0].billingProvider.address.postalCode: must have all nine digits',
    ],
    [
      'no name',
      ['practices', 0, 'billingProvider', 'organizationName'],
      undefined,
      'practices[0].billingProvider: must have either',
    ],
    ['a missing list', ['payers'], undefined, 'payers: must be a list in brackets'],
    ['no practice', ['practices'], [], 'practices: must not be empty'],
    [
      'an unknown rule',
      ['payers', 1, 'corrections'],
      'never',
      'payers[1].corrections: must be one of replacement, new-claim',
    ],
    ['a misspelt field', ['payers', 0, 'timelyFillingDays'], 90, 'payers[0].timelyFillingDays: is not known here'],
    ['days as text', ['payers', 0, 'remittanceDays'], '45', 'payers[0].remittanceDays: must be a number'],
    ['no days', ['payers', 0, 'remittanceDays'], 0, 'payers[0].remittanceDays: must be at least 1'],
    [
      'one NPI of two practices',
      ['practices', 2, 'billingProvider', 'npi'],
      '1000001010',
      'practices[2].billingProvider.npi: is that of another practice of the list: give each its own',
    ],
    ...['AB*CD', 'AB:CD', 'ÄBC'].map((id): [string, Keys, unknown, string] => [
      `an id that divides or spoils a file (${id})`,
      ['tradingPartners', 'submitter', 'id'],
      id,
      'tradingPartners.submitter.id: must be of characters that a claim file carries',
    ]),
    [
      'a name that no claim file carries',
      ['tradingPartners', 'receiver', 'name'],
      '収納',
      'tradingPartners.receiver.name: must be of characters that a claim file carries',
    ],
    ['a payer twice', ['payers', 1, 'payerId'], 'HTREE', 'payers[1].payerId: stands in the list twice'],
  ])('is refused for %s', async (_what, keys, value, message) => {
    const path = await written(JSON.stringify(changed(sample, keys, value)));
    expect(await refusal(loadConfiguration, path)).toContain(`${path} cannot be used; correct:\n  ${message}`);
  });

  test('is refused where it is not JSON, by line and column', async () => {
    const path = await written('{\n  "practices": [1 2]\n}');
    expect(await refusal(loadConfiguration, path)).toBe(
      `${path}:2:19: this is not JSON; correct it there or just before`,
    );
  });

  test('is missed by name', async () => {
    const path = join(folder, 'absent.json');
    expect(await refusal(loadConfiguration, path)).toContain(`${path}: there is no such file`);
  });
});

describe('simulation.json', () => {
  test('is taken as the simulator takes it', async () => {
    const { defaults, payers } = await loadSimulation(`${examples}/simulation.json`);
    expect(defaults?.feeSchedule?.['99213']).toBe('102.00');
    expect(payers?.find(({ payerId }) => payerId === 'GRMUT')?.scenario).toBe('SILENT');
  });

  test.each([
    ['{"payers": [{"payerId": "AB", "scenario": "NEVER"}]}', 'payers[0].scenario: the code of a scenario'],
    ['{"defaults": {"feeSchedule": {"99213": 102}}}', 'defaults.feeSchedule.99213: must be a text in quotes'],
    [
      '{"defaults": {"benefits": {"coinsurancePercent": 200}}}',
      'defaults.benefits.coinsurancePercent: must be at most 100',
    ],
  ])('is refused: %s', async (text, message) => {
    expect(await refusal(loadSimulation, await written(text))).toContain(message);
  });
});
