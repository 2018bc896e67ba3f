import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Stage, stages } from '../../infra/stages.ts';
import { generateEncounters } from '../generate-encounters.ts';
import { type MeasuredRun, measureRun } from './claim-usage.ts';

const examples = join(import.meta.dirname, '../../examples');
const together = 200;
const oneByOne = 20;

/** The stage that is priced. */
export function production(): Stage {
  const stage = stages.find(({ name }) => name === 'production');
  if (stage === undefined) throw new Error('there is no production stage');
  return stage;
}

/** Of the benchmark's encounters those that are paid and closed, with nothing owed by the patient. */
function paidEncounters(count: number): readonly string[] {
  const all = generateEncounters(count * 2)
    .trimEnd()
    .split('\n');
  return all.filter((encounter) => !/"memberId":"(DENY|REJ)/.test(encounter)).slice(0, count);
}

const uploadOf = (name: string, bytes: Uint8Array) => ({ path: `/uploads/${name}`, bytes });

export interface Measured {
  readonly uploaded: MeasuredRun;
  readonly posted: MeasuredRun;
  /** Every way in which a claim can end, three practices, small files. */
  readonly sample: MeasuredRun;
}

export async function measured(): Promise<Measured> {
  const file = paidEncounters(together)
    .map((encounter) => `${encounter}\n`)
    .join('');
  const sample = ['encounters', 'claims'].flatMap((folder) =>
    readdirSync(join(examples, folder)).map((name) => uploadOf(name, readFileSync(join(examples, folder, name)))),
  );
  const stage = production();
  return {
    uploaded: await measureRun({ files: [uploadOf('encounters.ndjson', Buffer.from(file))] }, stage),
    posted: await measureRun({ posts: paidEncounters(oneByOne) }, stage),
    sample: await measureRun({ files: sample }, stage),
  };
}
