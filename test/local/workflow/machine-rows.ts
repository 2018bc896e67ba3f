import { expect } from 'vitest';
import type { Json } from '../../../shared/ports/index.ts';
import { machineOf, wait } from './machines.ts';
import { type Mocks, runMachineCase } from './run-machine-case.ts';

/** One machine and what comes of it; what is left out is not looked at, save output and error. */
export interface MachineRow {
  readonly says: string;
  readonly machine: string;
  readonly mocks?: Mocks;
  /** Other machines; `other` waits a thousand seconds unless given. */
  readonly machines?: Readonly<Record<string, string>>;
  readonly input?: Json;
  readonly states?: readonly string[];
  readonly output?: Json;
  readonly error?: string;
  readonly calls?: number;
  readonly seconds?: number;
}

export async function expectRow(row: MachineRow): Promise<void> {
  const machines = { other: machineOf({ Nap: wait({ Seconds: 1_000 }) }), ...row.machines };
  const ran = await runMachineCase(row.machine, row.mocks ?? {}, row.input ?? null, { machines });
  expect({ output: ran.output, error: ran.error }).toEqual({ output: row.output, error: row.error });
  if (row.states !== undefined) expect(ran.states).toEqual(row.states);
  if (row.seconds !== undefined) expect(ran.seconds).toBe(row.seconds);
  if (row.calls !== undefined) expect(ran.calls).toHaveLength(row.calls);
  // Mocks put it where no history, log or cause may have it.
  expect(JSON.stringify(ran.history)).not.toContain('SECRET');
}
