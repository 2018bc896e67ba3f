/**
 * Whether reading takes time in proportion to a file, whatever the file holds: each hostile file is read once and then one
 * of about four times its size, and the time for a byte of both compared. 1.0x is linear; what is well above it grows with
 * the file. `npm run bench:linear [-- MANY]`
 */
import { acknowledge } from '../shared/guides/acknowledge.ts';
import { acknowledgement999 } from '../shared/guides/acknowledgement-999.ts';
import { claim837p } from '../shared/guides/claim-837p/index.ts';
import { claimAcknowledgement277 } from '../shared/guides/claim-acknowledgement-277ca.ts';
import { eligibilityResponse271 } from '../shared/guides/eligibility-271.ts';
import { remittance835 } from '../shared/guides/remittance-835/index.ts';
import { readFile, readItems } from '../shared/x12/index.ts';
import { hostileFiles } from './x12/hostile.ts';

const many = Number(process.argv[2] ?? 4000);
const guides = [claim837p, remittance835, acknowledgement999, claimAcknowledgement277, eligibilityResponse271];

/** What is done with a file, each in its own way. */
const ways: Readonly<Record<string, (text: string) => unknown>> = {
  async stream(text) {
    for await (const _ of readItems(text, guides));
  },
  'whole, and its 999'(text) {
    for (const { groups } of readFile(text, guides).interchanges) for (const group of groups) acknowledge(group);
  },
};

/** Processor time of this thread for a byte, the better of two runs, in nanoseconds. */
async function nanosecondsFor(work: (text: string) => unknown, text: string): Promise<number> {
  const taken: number[] = [];
  for (let run = 0; run < 2; run++) {
    const before = process.threadCpuUsage();
    await work(text);
    const { user, system } = process.threadCpuUsage(before);
    taken.push((1000 * (user + system)) / text.length);
  }
  return Math.min(...taken);
}

for (const [name, file] of Object.entries(hostileFiles)) {
  for (const [way, work] of Object.entries(ways)) {
    // The small one once before, so that both find the code warm.
    await work(file(many));
    const small = await nanosecondsFor(work, file(many));
    const large = await nanosecondsFor(work, file(4 * many));
    const row = [name.padEnd(32), way.padEnd(20), `${large.toFixed(0)} ns a byte`.padStart(16)];
    process.stdout.write(`${row.join('')}${(large / small).toFixed(1).padStart(8)}x\n`);
  }
}
