import { describe, expect, test } from 'vitest';
import { behaviours } from '../../simulator/configuration.ts';
import { SimulationSchema as Simulation, type SimulationInput } from '../../simulator/index.ts';

describe('a configuration', () => {
  test('may be empty', () => {
    expect(behaviours(Simulation.parse({}))('ANYONE')).toEqual({
      feeSchedule: {},
      otherProceduresPercent: 80,
      benefits: { deductible: 0, coinsurancePercent: 0, copays: [] },
      daysToAcknowledge: { from: 1, to: 2 },
      daysToPay: { from: 10, to: 20 },
    });
  });

  test('says of a payer what differs from the defaults', () => {
    const simulation = Simulation.parse({
      defaults: { otherProceduresPercent: 70, timelyFilingDays: 365 },
      payers: [{ payerId: 'P1', name: 'PAYER ONE', feeSchedule: { 99213: '92.03' }, scenario: 'DENY50' }],
    });
    expect(behaviours(simulation)('P1')).toMatchObject({
      name: 'PAYER ONE',
      feeSchedule: { 99213: 9203 },
      otherProceduresPercent: 70,
      timelyFilingDays: 365,
      daysToPay: { from: 10, to: 20 },
      scenario: 'DENY50',
    });
    expect(behaviours(simulation)('P2')).toMatchObject({ otherProceduresPercent: 70, feeSchedule: {} });
  });

  const bad: [says: string, configuration: SimulationInput][] = [
    ['a scenario that there is not', { defaults: { scenario: 'EARTHQUAKE' } }],
    ['half a cent', { defaults: { feeSchedule: { 99213: '0.005' } } }],
    ['a negative amount', { defaults: { feeSchedule: { 99213: '-1.00' } } }],
    ['more than all', { defaults: { otherProceduresPercent: 101 } }],
    ['a range that ends before it begins', { defaults: { daysToPay: { from: 3, to: 2 } } }],
    ['an answer on the same day', { defaults: { daysToPay: { from: 0, to: 2 } } }],
    ['one payer twice', { payers: [{ payerId: 'P1' }, { payerId: 'P1' }] }],
    ['a name with a delimiter', { payers: [{ payerId: 'P1', name: 'PAYER*ONE' }] }],
  ];
  test.each(bad)('is refused with %s', (_, configuration) => {
    expect(Simulation.safeParse(configuration).success).toBe(false);
  });
});
