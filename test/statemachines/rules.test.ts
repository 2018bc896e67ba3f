import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readDefinition } from './definition.ts';
import { machineNames, readHouse } from './house.ts';
import { houseRules } from './house-rules.ts';
import { faultless, plantedHouse, plantedViolations } from './planted-violations.ts';

type RuleName = keyof typeof houseRules;
const ruleNames = Object.keys(houseRules) as RuleName[];

const house = await readHouse();

describe.each(machineNames)('%s', (name) => {
  const definition = readDefinition(JSON.parse(readFileSync(`statemachines/${name}.asl.json`, 'utf8')));
  test.each(ruleNames)('%s', (rule) => {
    expect(houseRules[rule](definition, house)).toEqual([]);
  });
});

test('there are machines', () => {
  expect(machineNames.length).toBeGreaterThan(1);
});

describe('a planted violation', () => {
  const rows = plantedViolations.map(([rule, machine, ...complaints]) => ({ rule, machine, complaints }));
  test.each(rows)('$rule: $complaints', ({ rule, machine, complaints }) => {
    const found = houseRules[rule](readDefinition(JSON.parse(machine)), plantedHouse);
    expect(found).toEqual(complaints.map((complaint) => expect.stringContaining(complaint)));
  });

  test('each rule has been seen to fail', () => {
    expect(new Set(plantedViolations.map(([rule]) => rule))).toEqual(new Set(ruleNames));
  });
});

test.each(faultless)('%s keeps to every rule', (machine) => {
  const definition = readDefinition(JSON.parse(machine));
  expect(ruleNames.flatMap((rule) => houseRules[rule](definition, plantedHouse))).toEqual([]);
});
