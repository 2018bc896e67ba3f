import { beforeAll, describe, expect, test } from 'vitest';
import { costTables, perClaim } from '../../bench/cost/cost-tables.ts';
import { type Measured, measured, production } from '../../bench/cost/measured.ts';
import { dollarsOf, type Usage } from '../../bench/cost/price-list.ts';
import { stackUsage, type TemplateResource } from '../../bench/cost/stack-usage.ts';
import { textOf } from '../docs/page.ts';
import { synthesise } from '../infra/templates.ts';

let counted: Measured;
let template: readonly TemplateResource[];
beforeAll(async () => {
  template = [...synthesise(production()).resources.values()];
  counted = await measured();
}, 120_000);

/**
 * What a claim may use. One that uses more costs everybody more, for ever: raise a figure knowingly, and say in
 * docs/cost.md what it buys.
 */
const budgets = {
  uploaded: {
    stateTransitions: 18.5,
    calls: 13.5,
    gigabyteSeconds: 2.35,
    writeUnits: 132,
    readUnits: 38,
    objectPuts: 2.3,
    objectGets: 0.2,
    queueRequests: 0.2,
    events: 3.1,
    logBytes: 45_500,
    keyRequests: 4.6,
    tableByteMonths: 1_365_000,
    objectByteMonths: 780_000,
  },
  posted: {
    stateTransitions: 28.5,
    calls: 22,
    gigabyteSeconds: 3.35,
    // 177 one after another; 183 when all of the practice's first encounters find at the same time that it is not enrolled yet.
    writeUnits: 183,
    // One item a chunk more tells which claims of a file that is read again are to be started.
    readUnits: 60,
    objectPuts: 7.5,
    objectGets: 6.1,
    queueRequests: 4.3,
    events: 4.4,
    logBytes: 73_000,
    keyRequests: 8,
    tableByteMonths: 1_900_000,
    objectByteMonths: 1_330_000,
  },
} as const satisfies Readonly<Record<string, Usage>>;

describe.each(['uploaded', 'posted'] as const)('a claim that is %s', (how) => {
  test('comes to its end', () => {
    expect(counted[how].closed).toBe(counted[how].claims);
    expect(counted[how].claims).toBeGreaterThan(0);
  });

  test.each(Object.entries(budgets[how]))('uses at most its budget of %s, and not much less', (unit, most) => {
    const used = perClaim(counted[how])[unit as keyof Usage] ?? 0;
    expect(used).toBeLessThanOrEqual(most);
    // A budget far above what is used holds nobody back.
    expect(used).toBeGreaterThan(most * 0.85 - 0.1);
  });
});

test.each(['uploaded', 'posted', 'sample'] as const)('a claim (%s) costs less than $0.002, all in', (run) => {
  expect(dollarsOf(perClaim(counted[run]))).toBeLessThan(0.002);
  expect(dollarsOf(perClaim(counted[run]))).toBeGreaterThan(0.0005);
});

test('a resource without a known price is refused', () => {
  const stack = (...more: readonly TemplateResource[]) => stackUsage(production(), [...template, ...more], new Map());
  expect(dollarsOf(stack().get('what is there') ?? {})).toBeGreaterThan(5);
  expect(() => stack({ Type: 'AWS::EC2::NatGateway' })).toThrow('what does a AWS::EC2::NatGateway cost?');
});

test('the functions count seven metrics of their own', () => {
  expect(stackUsage(production(), template, new Map()).get('what is there')?.metrics).toBe(7);
});

describe('docs/cost.md', () => {
  const cellsOf = (line: string): readonly string[] => line.slice(2, -2).split(' | ');
  const page = textOf('docs/cost.md');

  /** The rows between the two comments that name a table. */
  function written(name: string): readonly (readonly string[])[] {
    const [, between = ''] = page.split(new RegExp(`<!-- (?:generated|end): ${name} -->`));
    return between
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
      .map(cellsOf);
  }

  /** Whether two cells say the same: numbers may be off by a twentieth, so that not every change has to write the page anew. */
  function isSame(one: string, other: string): boolean {
    const [a, b] = [one, other].map((cell) => Number(cell.replace(/[$,]/g, '')));
    if (a === undefined || b === undefined || Number.isNaN(a) || Number.isNaN(b)) return one === other;
    return Math.abs(a - b) <= Math.max(Math.abs(a), Math.abs(b)) * 0.05 + (one.includes('$') ? 0.00002 : 0.5);
  }

  test('says what is counted: write it anew with `npm run cost -- --write`', () => {
    const tables = costTables(counted, stackUsage(production(), template, counted.uploaded.idle));
    expect(tables).toHaveLength(6);
    for (const { name, head, rows } of tables) {
      const stands = written(name);
      const off = [head, ...rows].filter(
        (row, place) =>
          !row.every((cell, column) => isSame(cell.trim(), (stands[place]?.[column] ?? 'missing').trim())),
      );
      expect(off, name).toEqual([]);
      expect(stands, name).toHaveLength(rows.length + 1);
    }
  });
});
